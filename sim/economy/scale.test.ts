import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKETS, bucketOf } from '../measure/histogram.ts'
import { PURPOSES } from './flows.ts'
import { moved } from './ledger.ts'
import { metricsOf } from './metrics.ts'
import { countError, quantileError } from './scale.ts'
import { scenarioOf, trial } from './trial.ts'

/** A market whose prices follow load, with refunds, verifiers, errors and two classes; `size` times as large. */
const market = (represents: number, sampling: number, size = 1) => ({
  clock: { tick: '1 min', ticks: 60 },
  slashing: { wrong: 0 },
  classes: [{ name: 'small' }, { name: 'large', work: 3, price: 4, sla: '0.4 s' }],
  operators: [
    {
      name: 'node',
      count: 5,
      servers: 4 * size,
      accuracy: 0.97,
      fixedCost: `${0.02 * size} USD/h`,
      queryCost: '0.00001 USD/query',
      price: { uniform: ['0.0008 token/query', '0.0012 token/query'] },
      latency: { law: 'lognormal', median: '0.25 s', sigma: 0.5 },
      pricing: { rule: 'tatonnement', target: 0.35, speed: 0.3 },
    },
  ],
  customers: [
    {
      name: 'customer',
      count: 2000 * size,
      represents,
      rate: '12/h',
      elasticity: 0.7,
      reservation: { uniform: ['0.0005 token/query', '0.005 token/query'] },
      mix: [
        { class: 'small', share: 0.8 },
        { class: 'large', share: 0.2 },
      ],
    },
  ],
  market: {
    sampling,
    race: { nodes: 3 },
    selection: 'seed-price',
    verification: { verifiers: 1, detection: 0.5 },
    fee: { operators: 0.5, treasury: 0.2, providers: 0.2, stakers: 0.1, burn: 0 },
    scores: { halfLife: '10 min' },
    smoothing: '5 min',
  },
})

/**
 * The same with customers who lose patience or live on a budget, and so many servers that nobody waits: waiting depends on
 * the size of a node even where its load is the same.
 */
const fickle = (represents: number, sampling: number, size = 1) => {
  const part = market(represents, sampling, size)
  const [customer] = part.customers
  const [node] = part.operators
  const operators = [{ ...node, servers: 40 * size, pricing: { rule: 'tatonnement', target: 0.035, speed: 3 } }]
  const loyalty = { memory: 5, patience: 0.6, comeback: '6/h' }
  const poor = { name: 'poor', count: 300 * size, represents, rate: '30/h', wallet: '0.01 token', budget: '0.01 USD/h' }
  return { ...part, operators, customers: [{ ...customer, count: 700 * size, loyalty }, poor] }
}

/** A column of ticks.csv. */
const column = ({ run, rows }: ReturnType<typeof trial>, name: string) => {
  const columns = metricsOf(run.world.scenario).filter(metric => metric.column)
  const at = 2 + columns.findIndex(metric => metric.name === name)
  return rows.ticks.map(row => Number(row[at]))
}

test('a market ten times as large at w = v = 10 is the small one, its counts and its money ten times as great', () => {
  const small = trial(fickle(1, 1))
  const large = trial(fickle(10, 10, 10))
  for (const same of ['price_paid', 'latency_p95', 'utilisation', 'sla_miss', 'away', 'outside', 'hhi'])
    for (const [tick, value] of column(large, same).entries()) expect(value).toBeCloseTo(column(small, same)[tick], 9)
  expect(Math.max(...column(small, 'away'))).toBeGreaterThan(0)
  const tallies = [large, small].map(({ run }) => run.world.tables.tally)
  for (const count of ['asked', 'paid', 'late', 'wrong', 'fees', 'refunds', 'legacyFees', 'latency'] as const) {
    const [of, one] = tallies.map(tally => tally[count][0])
    expect(one).toBeGreaterThan(0)
    expect(of).toBe(10 * one)
  }
  const [of, one] = [large, small].map(({ run }) => PURPOSES.map(purpose => moved(run.world.tables, purpose)))
  // Shares are cut to whole micro-tokens, once a tick and node.
  for (const [row, amount] of one.entries()) expect(Math.abs(of[row] - 10 * amount)).toBeLessThan(100)
})

test('seven customers, one agent, a simulated query for three: a query of 500 micro-tokens is paid three times', () => {
  const { run } = trial(
    {
      clock: { tick: '1 h', ticks: 5 },
      operators: [{ name: 'node', price: '0.0005 token/query', latency: { law: 'deterministic', value: '10 ms' } }],
      customers: [{ name: 'household', count: 7, represents: 7, rate: '3/h' }],
      market: { sampling: 3 },
    },
    1,
  )
  const { customers, tally, answers, latencies, flows, market } = run.world.tables
  expect(Array.from(customers.rate)).toEqual([expect.closeTo(7 / 3600, 12)])
  expect(market.demandRate[0]).toBeCloseTo(21 / 3600, 12)
  const simulated = tally.asked[0] / 3
  expect(simulated).toBeGreaterThan(0)
  expect(Number.isInteger(simulated)).toBe(true)
  expect([tally.fees[0], tally.latency[0]]).toEqual([simulated * 1500, simulated * 30_000])
  expect(Array.from(answers.answer)).toEqual([simulated * 3, simulated * 30_000])
  expect(latencies.count[bucketOf(10_000)]).toBe(simulated * 3)
  expect(flows.total[0]).toBe(simulated * 1500)
})

test('a customer of an agent has the income and wallet that it would have alone, in fees of simulated queries', () => {
  const customers = [{ name: 'c', count: 12, represents: 6, wallet: '0.000004 token', budget: '0.000021 USD/s' }]
  const { run } = trial({ customers, market: { sampling: 4 } }, 0)
  const { tables } = run.world
  // An agent has 6 times 4 micro-tokens and earns 6 times 21 a tick; a fourth of that in its purse, 31.5 cut to 31.
  expect(Array.from(tables.customers.wallet)).toEqual([6, 6])
  expect(Array.from(tables.customers.income)).toEqual([31, 31])
  expect(tables.market.income[0]).toBe(248)
  expect(tables.accounts.token[0]).toBe(48)
})

test('an agent forgets as fast as each of its customers: (1 - 1/m)^(v/w) of the past stays with a simulated query', () => {
  const forgetting = (represents: number, sampling: number) => {
    const customers = [{ name: 'c', count: 60, represents, loyalty: { memory: 4 } }]
    return trial({ customers, market: { sampling } }, 0).run.world.tables.groupRules.forgetting[0]
  }
  expect(forgetting(5, 5)).toBe(0.25)
  expect(forgetting(1, 2)).toBeCloseTo(1 - 0.5625, 12)
  expect(forgetting(2, 1)).toBeCloseTo(1 - Math.sqrt(0.75), 12)
})

test('shares of customers count customers, not agents', () => {
  const customers = [
    { name: 'few', count: 30, represents: 10, rate: '9/s', loyalty: { patience: 1, memory: 1 } },
    { name: 'many', count: 70, represents: 1 },
  ]
  const { run, rows } = trial({ customers, operators: [{ name: 'node', accuracy: 0, servers: 1000 }] }, 2)
  expect(run.world.memory.rows('customers')).toBe(73)
  expect(column({ run, rows }, 'away')[1]).toBeCloseTo(0.3, 12)
})

test.each([
  [1, 1],
  [1, 10],
  [10, 1],
  [10, 10],
])('the number of queries of a tick has v times the variance of Poisson: w = %i, v = %i', (represents, sampling) => {
  const customers = [{ name: 'c', count: 200, represents, rate: '0.5/s' }]
  const asked = column(trial({ clock: { tick: '1 s', ticks: 4000 }, customers, market: { sampling } }), 'asked')
  const mean = asked.reduce((sum, n) => sum + n, 0) / asked.length
  const variance = asked.reduce((sum, n) => sum + (n - mean) * (n - mean), 0) / (asked.length - 1)
  // Poisson of mean 100 / v, times v: mean 100, variance 100 v, whose relative error is sqrt((2 + v / 100) / ticks).
  expect(Math.abs(mean - 100)).toBeLessThan(4 * Math.sqrt((100 * sampling) / 4000))
  expect(Math.abs(variance / (100 * sampling) - 1)).toBeLessThan(4 * Math.sqrt((2 + sampling / 100) / 4000))
})

/** Mean and standard error of a mean over seeds. */
const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const MEASURED = ['price_paid', 'asked', 'paid', 'latency_p50', 'latency_p95', 'fees', 'refunds', 'treasury', 'outside']
function meansOf(represents: number, sampling: number): Map<string, readonly [number, number]> {
  const runs = SEEDS.map(seed => trial({ ...market(represents, sampling), seed }))
  return new Map(
    MEASURED.map(name => {
      const means = runs.map(
        run =>
          column(run, name)
            .slice(20)
            .reduce((sum, x) => sum + x, 0) / 40,
      )
      const mean = means.reduce((sum, x) => sum + x, 0) / means.length
      const squares = means.reduce((sum, x) => sum + (x - mean) * (x - mean), 0)
      return [name, [mean, Math.sqrt(squares / (means.length - 1) / means.length)]]
    }),
  )
}

test('prices, queries, latency and money are the same on average, whatever an agent and a query stand for', () => {
  const all = meansOf(1, 1)
  for (const [represents, sampling] of [
    [10, 1],
    [1, 10],
    [10, 10],
  ])
    for (const [name, [mean, error]] of meansOf(represents, sampling)) {
      const [expected, own] = all.get(name)!
      const off = Math.abs(mean - expected)
      const what = `${name} with w ${represents}, v ${sampling}: ${mean} instead of ${expected}`
      expect(off, what).toBeLessThanOrEqual(4.5 * Math.sqrt(error * error + own * own))
    }
})

test('the books close in every tick, whatever an agent and a query stand for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3000 }), fc.string(), (w, v, seed) => {
      const part = fickle(w, v)
      const customers = part.customers.map((group, g) => ({ ...group, count: w * (20 + 13 * g), rate: '3/min' }))
      const { run } = trial({ ...part, customers, seed, clock: { tick: '1 min', ticks: 6 } })
      const { money } = run.summary()
      expect(BigInt(money.final)).toBe(BigInt(money.initial) - BigInt(money.burned))
    }),
    { numRuns: 30 },
  )
})

test('of 400 simulated queries for 10 each, sampling adds sqrt(0.9 / 400), of all queries nothing', () => {
  expect(countError(400, 10)).toBeCloseTo(0.0474342, 6)
  expect(countError(400, 1)).toBe(0)
})

test('the error of a quantile is that of its ranks over the density', () => {
  const counts = new Float64Array(BUCKETS)
  // Values 0 to 49 us, evenly, twelve times ten queries each; n = 600 were simulated, all 6000 are counted.
  for (let us = 0; us < 50; us++) counts[us] = 120
  expect(quantileError(counts, 0.5, 10)).toBeCloseTo(50 * Math.sqrt((0.25 * 0.9) / 600), 9)
  expect(quantileError(counts, 0.95, 10)).toBeCloseTo(50 * Math.sqrt((0.0475 * 0.9) / 600), 9)
  expect(quantileError(counts, 0.5, 1)).toBe(0)
  expect(quantileError(new Float64Array(BUCKETS), 0.5, 10)).toBeNaN()
})

test('a summary says what was simulated for what, with the errors of that, and nothing where all is', () => {
  expect(trial(market(1, 1), 40).run.summary().scale).toBeUndefined()
  const customers = [{ name: 'c', count: 30, represents: 10, rate: ['1/s', '2/s', '3/s'] }]
  const { run } = trial({ clock: { tick: '1 s', ticks: 64 }, customers, market: { sampling: 5 } })
  const scale = run.summary().scale!
  expect([scale.customers, scale.agents, scale.sampling]).toEqual([30, 3, 5])
  expect(scale.simulated).toBeCloseTo(run.summary().metrics.asked.mean / 5, 12)
  const error = (name: string) => scale.errors.find(item => item.name === name)!.relative
  // Rates 1, 2, 3 have the variance 1: sqrt(3 * 0.9) over 6.
  expect(error('demand of the agents drawn')).toBeCloseTo(Math.sqrt(2.7) / 6, 12)
  expect(error('queries of the run')).toBeCloseTo(Math.sqrt(0.8 / (64 * scale.simulated)), 12)
  expect(error('latency_p95 of a tick')).toBeGreaterThan(0)
})

const faultsOf = (part: Record<string, unknown>) => {
  try {
    scenarioOf(part)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}

test('what a sample would falsify is refused in one line', () => {
  expect(faultsOf({ customers: [{ name: 'c', count: 10, represents: 4 }] })).toContain(
    'expected a divisor of count, 10, got 4',
  )
  expect(faultsOf({ customers: [{ name: 'c', count: 6, represents: 2, rate: ['1/s', '2/s'] }] })).toContain(
    'expected 3 values, one an agent, got 2',
  )
  expect(faultsOf({ market: { sampling: 2, service: 'queue' } })).toContain(
    'expected 1 with market.service \\"queue\\": a sample of the queries would hardly wait, got 2',
  )
  expect(
    faultsOf({ market: { sampling: 2, service: 'queue', race: { losers: 'cancel' }, verification: { verifiers: 0 } } }),
  ).toContain('expected 1 with market.race.losers \\"cancel\\"')
  expect(faultsOf({ customers: [{ name: 'c', trace: { file: 'q.csv' } }], market: { sampling: 2 } })).toContain(
    'expected 1 with a trace, which is replayed query by query, got 2',
  )
})

test('more agents than memory holds are refused at the group that is too many', () => {
  const customers = [
    { name: 'town', count: 40_000_000 },
    { name: 'land', count: 26_000_000 },
  ]
  expect(() => scenarioOf({ customers })).toThrow('expected at most 65000000 agents up to here')
  expect(scenarioOf({ customers: [customers[0], { ...customers[1], represents: 2 }] }).customers).toHaveLength(2)
})
