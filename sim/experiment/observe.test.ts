import fc from 'fast-check'
import { expect, test } from 'vitest'
import { start } from '../economy/run.ts'
import { scenarioOf } from '../economy/trial.ts'
import type { Scenario } from '../scenario/schema.ts'
import { bears, costOf, incomeOf, ownersBear, paymentsOf, sumOf } from './income.ts'
import { type Observed, observe } from './observe.ts'
import { MARKET_ROWS, valuesOf } from './rows.ts'

function watched(scenario: Scenario): { seen: Observed; flows: Record<string, number> } {
  const run = start(scenario, [], { row() {} })
  const observer = observe(run)
  while (!run.done) {
    run.step()
    observer.tick()
  }
  const { flows } = run.summary()
  return {
    seen: observer.observed(),
    flows: Object.fromEntries(flows.map(({ purpose, amount }) => [purpose, Number(amount) / 1e6])),
  }
}

const value = (seen: Observed, key: string) => valuesOf(seen)[key] ?? NaN

const LATE = {
  token: { price: '0.5 USD/token', supply: '1000000 token' },
  classes: [{ name: 'query', sla: '0.05 s' }],
  operators: [
    {
      name: 'node',
      count: 3,
      servers: 1000,
      price: '0.01 token/query',
      fixedCost: '0.02 USD/s',
      queryCost: '0.001 USD/query',
    },
  ],
}

test('flows are summed in dollars of their time', () => {
  const { seen, flows } = watched(scenarioOf(LATE))
  expect(flows.refund).toBeGreaterThan(0)
  for (const purpose of ['fee', 'refund', 'winning'] as const)
    expect(seen.moved[purpose]).toBeCloseTo(flows[purpose] * 0.5, 9)
  for (const purpose of ['fixedCost', 'queryCost'] as const) expect(seen.moved[purpose]).toBeCloseTo(flows[purpose], 9)
  expect(costOf(seen)).toBeCloseTo(flows.fixedCost + flows.queryCost, 9)
  expect(paymentsOf(seen)).toBeCloseTo((flows.fee - flows.refund) * 0.5, 9)
})

test('what is due is what is refunded at once, in full or in part', () => {
  expect(value(watched(scenarioOf(LATE)).seen, 'refunds_paid_share')).toBeCloseTo(1, 9)
  const { seen } = watched(scenarioOf({ ...LATE, market: { refund: 0 } }))
  expect(value(seen, 'refunds_paid_share')).toBeNaN() // nothing is due
})

test('a run is watched after its warm-up only', () => {
  const all = watched(scenarioOf(LATE)).seen
  const { seen } = watched(scenarioOf({ ...LATE, clock: { tick: '1 s', ticks: 10, warmup: '4 s' } }))
  expect([all.totals.seconds, seen.totals.seconds]).toEqual([10, 6])
  expect(seen.moved.fixedCost).toBeCloseTo(0.6 * all.moved.fixedCost, 9)
  expect(seen.hours[0].asked).toBeLessThan(all.hours[0].asked)
})

test('an hour holds its ticks, and a tick that is longer is an hour of its own', () => {
  const hours = (tick: string, ticks: number) => {
    const { seen } = watched(
      scenarioOf({ clock: { tick, ticks }, customers: [{ name: 'customer', count: 20, rate: '30/h' }] }),
    )
    return [seen.hour, seen.hours.length]
  }
  expect(hours('20 min', 7)).toEqual([3600, 3])
  expect(hours('2 h', 3)).toEqual([7200, 3])
})

test('the means are those of the metrics: by weight, over the whole run', () => {
  const { seen } = watched(scenarioOf(LATE))
  const asked = seen.hours.reduce((sum, hour) => sum + hour.asked, 0)
  const inTime = seen.hours.reduce((sum, hour) => sum + hour.inTime, 0)
  expect(seen.means.asked).toBeCloseTo(asked / 10, 9)
  expect(seen.means.sla_miss).toBeCloseTo(1 - inTime / asked, 9)
  expect(value(seen, 'day_one_operators')).toBe(3)
})

test('whoever pays, the shares of the costs sum to 1: owners bear what no income covers', () => {
  const parts = fc.record({
    operators: fc.double({ min: 0.1, max: 1, noNaN: true }),
    fixed: fc.integer({ min: 1, max: 400 }),
  })
  fc.assert(
    fc.property(parts, ({ operators, fixed }) => {
      const fee = { operators, treasury: 1 - operators, providers: 0, stakers: 0, burn: 0 }
      const { seen } = watched(
        scenarioOf({
          ...LATE,
          operators: [{ ...LATE.operators[0], fixedCost: `${fixed / 1000} USD/s`, wallet: '1000 token' }],
          market: { fee },
        }),
      )
      const shares = (['users', 'sovereigns', 'advertisers', 'arbitrageurs', 'protocol'] as const).map(payer =>
        bears(seen, payer),
      )
      expect(shares.reduce((a, b) => a + b) + ownersBear(seen)).toBeCloseTo(1, 9)
      expect(value(seen, 'operators_keep')).toBeCloseTo(operators, 2)
      expect(value(seen, 'owners_bear')).toBeCloseTo(Math.max(0, 1 - sumOf(incomeOf(seen)) / costOf(seen)), 12)
    }),
    { numRuns: 10 },
  )
})

test('arbitrage bots bear what operators and stakers get of their priority fees, and all of them are captured', () => {
  const { seen, flows } = watched(
    scenarioOf({
      ...LATE,
      trade: {
        pools: [{ name: 'tilted', tokens: '100 token', dollars: '60 USD', fee: 0 }],
        blocks: { every: '1 s' },
        bots: [{ name: 'bot', count: 2, wallet: '50 token', dollars: '50 USD' }],
        to: { treasury: 0.5, operators: 0.3, stakers: 0.2 },
      },
    }),
  )
  expect(flows.priorityFee).toBeGreaterThan(0)
  // Nothing else comes to stakers, and all of it to operators but for roundings.
  expect(incomeOf(seen).arbitrageurs / (flows.priorityFee * 0.5)).toBeCloseTo(0.5, 4)
  expect(value(seen, 'arbitrageurs_bear')).toBe(bears(seen, 'arbitrageurs'))
  expect(value(seen, 'arbitrage_capture') * sumOf(incomeOf(seen))).toBeCloseTo(flows.priorityFee * 0.5, 9)
})

/** One operator asks 4 token; half of the customers would pay 3, half 7; a query costs 1 USD to serve. */
const PRICED = {
  clock: { tick: '1 s', ticks: 400 },
  token: { price: '1 USD/token', supply: '10000000 token' },
  operators: [{ name: 'company', servers: 1000, price: '4 token/query', queryCost: '1 USD/query' }],
  customers: [
    { name: 'poor', count: 10, rate: '1/s', reservation: '3 token/query' },
    { name: 'rich', count: 10, rate: '1/s', reservation: '7 token/query' },
  ],
}

test('dead-weight loss by hand: 10 queries a second worth 3 that cost 1 are not served', () => {
  const { seen } = watched(scenarioOf(PRICED))
  // Possible: 10 (3 - 1) + 10 (7 - 1) = 80 USD/s. Made: the 60 of the rich. Arrivals are Poisson: four standard errors.
  const error = 6 * Math.sqrt(10 / 400)
  expect(Math.abs(value(seen, 'dead_weight_loss') - 20)).toBeLessThan(4 * error)
  expect(Math.abs(value(seen, 'consumer_surplus') - 30)).toBeLessThan(4 * 3 * Math.sqrt(10 / 400))
  expect(seen.totals.gains / seen.totals.seconds).toBeCloseTo(80, 6)
  expect(value(seen, 'welfare')).toBeCloseTo(value(seen, 'consumer_surplus') + value(seen, 'producer_surplus'), 9)
})

test('at a price equal to the marginal cost nothing is lost but by chance', () => {
  const { seen } = watched(scenarioOf({ ...PRICED, operators: [{ ...PRICED.operators[0], price: '1 token/query' }] }))
  expect(Math.abs(value(seen, 'dead_weight_loss'))).toBeLessThan(4 * Math.sqrt((10 * 4 + 10 * 36) / 400))
})

test('where reservation prices do not say what a query is worth there is no reference', () => {
  for (const change of [{ elasticity: 1 }, { reservation: undefined }]) {
    const customers = PRICED.customers.map(customer => ({ ...customer, ...change }))
    expect(
      value(watched(scenarioOf({ ...PRICED, clock: { tick: '1 s', ticks: 3 }, customers })).seen, 'loss_share'),
    ).toBeNaN()
  }
})

test('upkeep by the query grows in proportion to use, upkeep by the month not at all', () => {
  const growing = (operator: object) =>
    value(
      watched(
        scenarioOf({
          clock: { tick: '6 h', ticks: 40 },
          operators: [{ name: 'node', count: 3, servers: 1000, price: '1 token/query', ...operator }],
          customers: [{ name: 'customer', count: 20, rate: '90/day', pattern: { growth: '0.1/day' } }],
        }),
      ).seen,
      'upkeep_elasticity',
    )
  expect(growing({ queryCost: '0.01 USD/query', fixedCost: '0 USD/day' })).toBeCloseTo(1, 3)
  expect(growing({ queryCost: '0 USD/query', fixedCost: '9 USD/day' })).toBeCloseTo(0, 9)
  const both = growing({ queryCost: '0.01 USD/query', fixedCost: '9 USD/day' })
  expect(both).toBeGreaterThan(0.2)
  expect(both).toBeLessThan(0.8)
})

test('every row has a name of its own, and a sentence', () => {
  expect(new Set(MARKET_ROWS.map(({ key }) => key)).size).toBe(MARKET_ROWS.length)
  expect(new Set(MARKET_ROWS.map(({ aspect }) => aspect)).size).toBe(MARKET_ROWS.length)
  for (const { doc } of MARKET_ROWS) expect(doc).not.toBe('')
})
