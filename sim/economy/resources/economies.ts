/** Random economies of resources, for tests. */
import fc from 'fast-check'
import type { Scenario } from '../../scenario/schema.ts'
import { start } from '../run.ts'
import { scenarioOf } from '../trial.ts'
import type { World } from '../world.ts'

const line = (quantity: string, from: string, to: string) => ({ law: 'linear', quantity, from, to })
const step = (quantity: string, price: string) => ({ law: 'steps', steps: [{ quantity, price }] })

/** An economy with both kinds of curves and ways in three regions and two goods, by random numbers. */
export const economies = fc
  .array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 80 }), fc.integer({ min: -30, max: 90 }), fc.nat(40)), {
    minLength: 4,
    maxLength: 14,
  })
  .chain(curves =>
    fc
      .array(
        fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 2 }), fc.nat(1), fc.integer({ min: 1, max: 50 }), fc.nat(20)),
        { minLength: 1, maxLength: 8 },
      )
      .map(ways => ({ curves, ways })),
  )

type Economy = typeof economies extends fc.Arbitrary<infer T> ? T : never

/** The scenario of such an economy. */
export function scenarioFor(
  { curves, ways }: Economy,
  clearing: Record<string, unknown> = {},
  planner?: Record<string, unknown>,
): Scenario {
  const names = ['a', 'b', 'c']
  const place = (n: number) => ({ good: n < 3 ? 'x' : 'y', regions: [names[n % 3]] })
  return scenarioOf({
    clock: { tick: '1 h', ticks: 3 },
    regions: names.map(name => ({ name })),
    customers: [{ name: 'nobody', count: 1, rate: '0/h' }],
    resources: {
      goods: [{ name: 'x' }, { name: 'y' }],
      demand: curves.map(([n, quantity, , spread], i) => ({
        name: `d${i}`,
        ...place(n),
        curve: line(`${quantity}/h`, '100 USD', `${100 - spread} USD`),
      })),
      supply: [
        ...[0, 1, 2, 3, 4, 5].map(n => ({ name: `all${n}`, ...place(n), curve: step('5/h', '95 USD') })),
        ...curves.map(([n, quantity, cost, spread], i) => ({
          name: `s${i}`,
          ...place((n * 7 + i) % 6),
          curve:
            i % 2 === 0
              ? step(`${quantity}/h`, `${cost} USD`)
              : line(`${quantity}/h`, `${cost} USD`, `${cost + spread} USD`),
        })),
      ],
      ways: ways.map(([from, by, good, capacity, cost], i) => ({
        name: `w${i}`,
        good: good === 0 ? 'x' : 'y',
        from: [names[from]],
        to: [names[(from + by) % 3]],
        capacity: `${capacity}/h`,
        cost: `${cost} USD`,
        yield: i % 3 === 0 ? 0.9 : 1,
      })),
      clearing,
      ...(planner && { planner }),
    },
  })
}

/** The economy after so many ticks. */
export function settled(scenario: Scenario, ticks = 3): World {
  const run = start(scenario, [], { row: () => undefined })
  for (let t = 0; t < ticks; t++) run.step()
  return run.world
}
