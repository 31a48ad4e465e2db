import { expect, test } from 'vitest'
import { loadSolver } from '../../planner/highs.ts'
import { violationOf, welfareOf } from '../../planner/welfare.ts'
import { type Trial, trial } from '../trial.ts'
import { instanceOf, marketAllocation } from './window.ts'

await loadSolver()

const EAST = {
  goods: [
    { name: 'energy', unit: 'MWh' },
    { name: 'compute', unit: 'GPU-hour' },
  ],
  demand: [
    {
      name: 'homes',
      good: 'energy',
      pattern: { daily: 0.4 },
      curve: { law: 'linear', quantity: '100/h', from: '100 USD', to: '0 USD' },
    },
    { name: 'hospital', good: 'energy', regions: ['north'], curve: { law: 'must', quantity: '5/h' } },
    {
      name: 'training',
      good: 'compute',
      regions: ['south'],
      curve: {
        law: 'steps',
        steps: [
          { quantity: '50/h', price: '8 USD' },
          { quantity: '80/h', price: '3 USD' },
        ],
      },
    },
  ],
  supply: [
    {
      name: 'wind',
      good: 'energy',
      regions: ['north'],
      pattern: { daily: 0.2 },
      curve: { law: 'linear', quantity: '100/h', from: '10 USD', to: '110 USD' },
    },
    { name: 'gas', good: 'energy', curve: { law: 'linear', quantity: '100/h', from: '40 USD', to: '140 USD' } },
  ],
  stores: [
    {
      name: 'battery',
      good: 'energy',
      regions: ['north'],
      capacity: 40,
      charge: '10/h',
      chargeYield: 0.9,
      loss: '1 %/h',
    },
  ],
  ways: [
    { kind: 'link', name: 'line', good: 'energy', capacity: '10/h', cost: '1 USD', congestion: '2 USD', yield: 0.95 },
    { kind: 'conversion', name: 'servers', from: 'energy', to: 'compute', yield: 20, capacity: '4/h' },
  ],
}

const ISLANDS = {
  clock: { tick: '1 h', ticks: 48 },
  regions: [{ name: 'north' }, { name: 'south' }, { name: 'west' }],
  customers: [{ name: 'nobody', count: 1, rate: '0/h' }],
}

/** The trial scenario with a planner of windows of `every` ticks. */
function planned(every: number, rest: Record<string, unknown> = {}, ticks?: number): Trial {
  return trial({ ...ISLANDS, resources: { ...EAST, planner: { every }, ...rest } }, ticks)
}

test.each([1, 4, 24])('what markets do in %i ticks can be in the window, and is worth no more than the plan', every => {
  const { run } = planned(every, {}, 0)
  let windows = 0
  while (!run.done) {
    run.step()
    if (run.ticks % every !== 0) continue
    const { world } = run
    const { reached, possible } = world.tables.planTally
    const instance = instanceOf(world)
    const allocation = marketAllocation(world)
    expect(violationOf(instance, allocation)).toBeLessThan(1e-9)
    expect(welfareOf(instance, allocation) * 1e6).toBeLessThanOrEqual(possible[0] * (1 + 1e-9))
    expect(reached[0]).toBeLessThanOrEqual(welfareOf(instance, allocation) * 1e6 * (1 + 1e-9))
    windows++
  }
  expect(windows).toBe(48 / every)
  console.log(
    every,
    Object.fromEntries(
      Object.entries(run.summary().metrics)
        .filter(([k]) => /welfare|price_gap|rounds|excess|unmet/.test(k))
        .map(([k, v]) => [k, v.mean]),
    ),
  )
})
