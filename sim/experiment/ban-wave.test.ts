import { expect, test } from 'vitest'
import { asking, scenarioOf } from '../economy/trial.ts'
import { attackersOf, type Effect, effectOf, peaceful } from './attack.ts'
import { watch } from './wealth.ts'

/** One query a second, in the middle of the second. */
const times = Array.from({ length: 10 }, (_, tick) => tick + 0.5)

/** Everybody is barred for three of ten ticks by a company that has sold to all who did not go to a rival. */
function effect(rivals: number, part: object = {}): Effect {
  const scenario = scenarioOf({
    operators: [
      { name: 'company', price: '0.01 token/query', queryCost: '0.002 USD/query', servers: 1000 },
      { name: 'rival', count: rivals, weight: 1e-9, price: '0.012 token/query', servers: 1000 },
    ],
    customers: [{ name: 'customer', count: 7, reservation: '0.03 token/query', trace: { file: 'queries.csv' } }],
    terms: { access: 'provider' },
    attacks: [{ kind: 'ban-wave', operators: 'company', at: '3 s', lasts: '3 s', share: 1 }],
    ...part,
  })
  const party = attackersOf(scenario)
  const outcome = (side: typeof scenario) => {
    const run = watch(side, asking(times), party)
    while (!run.done) run.step()
    return run.outcome()
  }
  return effectOf(outcome(scenario), outcome(peaceful(scenario)))
}

test('without rivals the company loses three sales and the customers what these were worth to them', () => {
  const got = effect(0)
  expect(got.gain).toBeCloseTo(-3 * (0.01 - 0.002), 9)
  expect(got.customers).toBeCloseTo(3 * (0.03 - 0.01), 9)
  expect(got.rivals).toBe(0)
  expect(got).toMatchObject({ lost: 3, late: 0, wrong: 0 })
  // Seven customers for three seconds.
  expect(got.stranded).toBeCloseTo((7 * 3) / 86_400, 12)
})

test('with rivals they gain what the company loses in sales, and customers lose the difference in price', () => {
  const got = effect(1)
  expect(got.gain).toBeCloseTo(-3 * (0.01 - 0.002), 9)
  expect(got.rivals).toBeCloseTo(-3 * 0.012, 9)
  expect(got.customers).toBeCloseTo(3 * 0.002, 9)
  expect(got).toMatchObject({ lost: 0, stranded: 0 })
})

test('who is barred from half of what he asks is without service half of the time', () => {
  const got = effect(1, {
    classes: [{ name: 'plain' }, { name: 'special', needs: 'expert' }],
    specializations: [{ name: 'expert', classes: ['special'] }],
    operators: [
      { name: 'company', specialization: 'expert', servers: 1000 },
      { name: 'rival', servers: 1000 },
    ],
    customers: [
      {
        name: 'customer',
        count: 8,
        represents: 4,
        rate: '1/s',
        mix: [
          { class: 'plain', share: 0.5 },
          { class: 'special', share: 0.5 },
        ],
      },
    ],
  })
  expect(got.stranded).toBeCloseTo((8 * 0.5 * 3) / 86_400, 12)
})
