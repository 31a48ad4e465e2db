import { expect, test } from 'vitest'
import type { Run } from '../run.ts'
import { asking, traced, trial } from '../trial.ts'
import { patronMetrics } from './patrons.ts'

const valuesOf = ({ world }: Run) =>
  Object.fromEntries(
    patronMetrics(world.scenario).map(({ name, numerator, denominator }) => [
      name,
      numerator(world) / denominator(world),
    ]),
  )

/** A node of four servers that costs 400 micro-dollars a second, and a sovereign who pays 500 for one of them. */
const part = {
  operators: [{ name: 'node', servers: 4, fixedCost: '0.0004 USD/s', queryCost: '0.00001 USD/query' }],
  customers: [traced],
  sovereigns: [{ name: 'state', value: '0.002 USD/s' }],
  auction: { every: '10 s', slots: 3, reserve: '0.0005 USD/s', use: 0.1 },
}

test('what sovereigns buy and pay, and what is left of it for others', () => {
  const { run } = trial(part, 1, asking([0.2, 0.7]))
  expect(valuesOf(run)).toEqual({
    slots_offered: 3,
    slots_sold: 1,
    slot_price: 1.8,
    reserved: 0.25,
    // Two queries at 1000 micro-tokens, a dollar each.
    sovereign_income: 500 / 2500,
    broken: 0,
    compensation: 0,
    compensation_unpaid: 0,
    // A quarter of the fixed cost, and a tenth of a second of work at 50 queries a second.
    subsidy: (500 - 100 - 50) / 1e6 / 2,
  })
})

test('compensations are taken off', () => {
  const shocks = [{ kind: 'outage', at: '0.9 s', lasts: '0.5 s' }]
  const values = valuesOf(trial({ ...part, shocks }, 1, asking([0.2, 0.7])).run)
  expect(values.broken).toBeCloseTo(0.1, 12)
  // Rounded down: a tenth of a second is a hair less.
  expect(values.compensation).toBeCloseTo(100 / 1e6, 5)
  expect(values.subsidy * 2e6).toBeGreaterThanOrEqual(250)
  expect(values.subsidy * 2e6).toBeLessThanOrEqual(251)
})

test('where there are neither sovereigns nor prosumers nor links there is nothing to tell', () => {
  expect(patronMetrics(trial({}, 0).run.world.scenario)).toEqual([])
})
