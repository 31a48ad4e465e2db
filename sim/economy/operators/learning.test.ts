import { expect, test } from 'vitest'
import { fork, resume, start } from '../run.ts'
import { TICK } from '../tick.ts'
import { asking, scenarioOf, traced, trial } from '../trial.ts'
import { exploration, greedy, nearest, priceAt, type QLearning } from './learning.ts'

type Part = Record<string, unknown>

const sink = { row: () => undefined }
const rule: QLearning = {
  rule: 'q-learning',
  prices: 5,
  low: 1000,
  high: 2000,
  rate: 0.15,
  beta: 0.001,
  discount: 0.95,
}
const evenly = (n: number, tick: number) => Array.from({ length: n }, (_, i) => tick + i / n)

test('five prices from 1000 to 2000 are 250 apart; a price belongs to the nearest, no price to the last', () => {
  expect([0, 1, 2, 3, 4].map(k => priceAt(rule, k))).toEqual([1000, 1250, 1500, 1750, 2000])
  expect([0, 1124, 1126, 1500, 1999, 9000, Infinity].map(price => nearest(rule, price))).toEqual([0, 0, 1, 2, 4, 4, 4])
})

test('exploration is e^(-beta t)', () => {
  expect(exploration(rule, 0)).toBe(1)
  expect(exploration(rule, 1000)).toBeCloseTo(0.367879441, 9)
  expect(exploration({ ...rule, beta: 0 }, 1e9)).toBe(1)
})

test('the highest value is chosen, of equal ones the lowest price', () => {
  const values = Float64Array.of(9, 1, 3, 3, 2, 8)
  expect(greedy(values, 1, 4)).toBe(1)
  expect(greedy(values, 0, 6)).toBe(0)
  expect(greedy(values, 4, 2)).toBe(1)
  expect(greedy(new Float64Array(4), 0, 4)).toBe(0)
})

test('an update worked out by hand: 8 queries where 10 were expected', () => {
  const pricing = { rule: 'q-learning', prices: 2, low: '0.001 token/query', high: '0.002 token/query', discount: 0.5 }
  const part = { operators: [{ name: 'a', price: '0.001 token/query', servers: 100, pricing }], customers: [traced] }
  const run = start(scenarioOf(part), asking([...evenly(10, 0), ...evenly(8, 1)]), sink)
  run.step()
  const { learners, actionValues } = run.world.tables
  // Alone with 10 queries a second for ever: 10 * 1000 / (1 - 0.5) and 10 * 2000 / (1 - 0.5), in each of four states.
  expect([...actionValues.value]).toEqual(Array.from({ length: 4 }, () => [20_000, 40_000]).flat())
  const chosen = learners.value[0]
  const action = learners.action[0]
  expect(chosen % 2).toBe(action)
  run.step()
  // 40000 + 0.15 (16000 + 0.5 * 40000 - 40000), or 20000 + 0.15 (8000 + 0.5 * 40000 - 20000).
  expect(actionValues.value[chosen]).toBeCloseTo(action === 1 ? 39_400 : 21_200, 8)
  expect([...actionValues.value].filter((value, row) => value !== (row % 2 === 1 ? 40_000 : 20_000)).length).toBe(1)
})

test('costs of the queries sold are taken off, at the share of the fee that is kept', () => {
  const pricing = { rule: 'q-learning', prices: 2, low: '0.001 token/query', high: '0.002 token/query', discount: 0.5 }
  const operator = { name: 'a', price: '0.001 token/query', servers: 100, queryCost: '0.0001 USD/query', pricing }
  const market = { fee: { operators: 0.5, treasury: 0.5, providers: 0, stakers: 0, burn: 0 } }
  const part = { operators: [operator], customers: [traced], market }
  const run = start(scenarioOf(part), asking([...evenly(10, 0), ...evenly(8, 1)]), sink)
  run.step()
  const { learners, actionValues } = run.world.tables
  // Of 1000 it keeps 500 and pays 100.
  expect(actionValues.value[0]).toBeCloseTo((10 * 400) / 0.5, 6)
  expect(actionValues.value[1]).toBeCloseTo((10 * 900) / 0.5, 6)
  const { value, action } = learners
  const [chosen, high] = [value[0], action[0] === 1]
  run.step()
  const expected = high ? 18_000 + 0.15 * (7200 + 9000 - 18_000) : 8000 + 0.15 * (3200 + 9000 - 8000)
  expect(actionValues.value[chosen]).toBeCloseTo(expected, 6)
})

test('before it has learned anything a price is any of the grid', () => {
  const pricing = { rule: 'q-learning', prices: 3 }
  const operators = [{ name: 'a', count: 600, wallet: 0, stake: 0, pricing }]
  const { action } = trial({ operators, customers: [{ name: 'customer', count: 1, rate: 0 }] }, 1).run.world.tables
    .learners
  // 200 each, with a standard deviation of 11.5.
  for (const k of [0, 1, 2]) expect(Math.abs(action.filter(a => a === k).length - 200)).toBeLessThan(46)
})

test('alone on linear demand it learns the best price of its grid', () => {
  const grid = { prices: 5, low: '0.0005 token/query', high: '0.0025 token/query' }
  const pricing = { rule: 'q-learning', ...grid, beta: 0.001, rate: 0.05, discount: 0 }
  const part = {
    clock: { tick: '1 s', ticks: 4000 },
    operators: [{ name: 'a', servers: 1000, queryCost: '0.0001 USD/query', pricing }],
    customers: [
      { name: 'customer', count: 300, rate: '2/s', reservation: { formula: '3000 * (index + 0.5) / count' } },
    ],
    record: { check: 100 },
  }
  // (p - 100) (3000 - p) on 500, 1000, 1500, 2000 and 2500 is greatest at 1500.
  const { learners, operators } = trial(part).run.world.tables
  expect(learners.action[0]).toBe(2)
  expect(operators.posted[0]).toBe(1500)
})

/** The duopoly of Calvano et al. 2020, with periods of `tick` and 100 queries in each. */
const duopoly = (ticks: number, beta: number, more: Part = {}) => ({
  clock: { tick: '1 h', ticks },
  token: { price: '1 USD/token', supply: '1e9 token' },
  classes: [{ name: 'query', sla: '10 s' }],
  operators: [
    {
      name: 'operator',
      count: 2,
      queryCost: '1 USD/query',
      wallet: '100000 token',
      servers: 64,
      pricing: { rule: 'q-learning', low: '1.42772 token/query', high: '1.97018 token/query', beta },
    },
  ],
  customers: [{ name: 'customer', count: 100, represents: 100, rate: '1/h' }],
  market: { selection: { rule: 'logit', scale: '0.25 token/query', outside: '2 token/query' } },
  record: { check: 1000 },
  ...more,
})

test.each(['a', 'b'])('two who learn settle between the Bertrand price and that of a cartel (seed %s)', seed => {
  const run = start(scenarioOf({ ...duopoly(15_000, 6e-4), seed }), [], sink)
  const { posted } = run.world.tables.operators
  let sum = 0
  while (!run.done) {
    run.step()
    if (run.ticks > 12_000) sum += (posted[0] + posted[1]) / 2
  }
  const price = sum / 3000 / 1e6
  expect(price).toBeGreaterThan(1.47293)
  expect(price).toBeLessThan(1.92498)
})

test('the same bits twice, over a snapshot and with rows shared out otherwise', () => {
  const part = duopoly(300, 0.01)
  const { run } = trial(part)
  expect(trial(part).run.fingerprint()).toBe(run.fingerprint())
  const rest = resume(scenarioOf(part), [], trial(part, 123).run.snapshot(), sink)
  while (!rest.done) rest.step()
  expect(rest.fingerprint()).toBe(run.fingerprint())
  const shared = start(scenarioOf(part), [], sink, {
    threads: 1,
    join: () => ({
      least: 1,
      run(phase, world, rows) {
        for (let row = rows - 1; row >= 0; row--) TICK[phase].run(world, row, row + 1)
      },
    }),
  })
  while (!shared.done) shared.step()
  expect(shared.fingerprint()).toBe(run.fingerprint())
})

test('rivals may come and go: an entrant begins to learn, who stays counts a missing rival as the dearest', () => {
  const pricing = { rule: 'q-learning', prices: 4, beta: 0.05 }
  const part = {
    clock: { tick: '1 s', ticks: 30 },
    operators: [
      { name: 'a', servers: 1000, pricing },
      { name: 'broke', weight: 0, wallet: '0.004 token', fixedCost: '0.001 USD/s', pricing },
    ],
    entry: {
      candidates: [{ name: 'late', count: 2, servers: 1000, pricing: { ...pricing, prices: 3 } }],
      every: '9 s',
    },
  }
  const { run, rows } = trial(part)
  expect(rows.events.map(row => row[1])).toEqual(expect.arrayContaining(['entry', 'exit']))
  const { periods, value } = run.world.tables.learners
  expect(periods[0]).toBe(30)
  expect(periods[1]).toBeLessThan(10)
  expect(periods[2]).toBeGreaterThan(0)
  expect(run.world.tables.actionValues.value.length).toBe(2 * 64 + 2 * 27)
  // Everybody's values are its own.
  expect(value[1]).toBeGreaterThanOrEqual(64)
  expect(value[2]).toBeGreaterThanOrEqual(128)
})

test('a run is forked into one whose operators learn, and out of it: they begin anew', () => {
  const ruled = (pricing: unknown) => ({ operators: [{ name: 'a', count: 2, servers: 1000, pricing }] })
  const rules = ['best-response', 'q-learning', { rule: 'q-learning', prices: 7 }, { rule: 'monopoly', period: '1 s' }]
  for (const before of rules)
    for (const after of rules.filter(rule => rule !== before)) {
      const run = fork(scenarioOf(ruled(after)), [], trial(ruled(before), 4).run.snapshot(), sink)
      expect(run.world.tables.actionValues.value.every(value => value === 0)).toBe(true)
      while (!run.done) run.step()
      const { learners, experiments } = run.world.tables
      if (after === rules[0]) expect([learners.periods.length, experiments.period.length]).toEqual([0, 0])
      else if (after === rules[3]) expect([...experiments.period]).toEqual([2, 2])
      else expect([...learners.periods]).toEqual([6, 6])
    }
})

test('theory stands beside what was learned: Bertrand, joint monopoly and the index between them', () => {
  const { theory, metrics } = trial(duopoly(200, 0.01)).run.summary()
  const expected = Object.fromEntries(theory.map(({ name, expected }) => [name, expected]))
  expect(expected.price).toBeCloseTo(1.47293, 5)
  expect(expected.price_monopoly).toBeCloseTo(1.92498, 5)
  const { price, collusion } = metrics
  expect(collusion.mean).toBeCloseTo((price.mean - 1.472927) / (1.924981 - 1.472927), 4)
})

test('faults: a grid from high to low, and inertia, which would leave it', () => {
  const operator = (part: Part) => () => scenarioOf({ operators: [{ name: 'a', ...part }] })
  const pricing = { rule: 'q-learning', low: '2 token/query', high: '1 token/query' }
  expect(operator({ pricing })).toThrow('expected less than the highest price, got as much or more')
  expect(operator({ pricing: 'q-learning', repricing: { inertia: 0.1 } })).toThrow('expected 0 with q-learning')
})
