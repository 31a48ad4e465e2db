import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

const customers = [{ name: 'customer', count: 30, rate: '10/s' }]
const micro = (price: number) => `${price / 1e6} token/query`
const scored = {
  name: 'node',
  count: 2,
  servers: 1000,
  performance: [0.5, 1],
  accuracyScore: [0.8, 1],
  uptime: [0.9, 1],
  stake: ['10000 token', '20000 token'],
  price: [micro(1500), micro(1000)],
  latency: { law: 'deterministic', value: ['0.02 s', '0.05 s'] },
}

/** Weights of the only list as they were published in the first tick. */
function weights(selection: unknown, part: Record<string, unknown> = {}) {
  const { menus, menu } = trial({ operators: [scored], customers, market: { selection }, ...part }, 1).run.world.tables
  return Array.from(menus.weight.subarray(0, menu.members[0]))
}
const close = (values: readonly number[]) => values.map(value => expect.closeTo(value, 10))
const seed = [0.2 + 0.24 + 0.18 + 0.1 * Math.log(10_000), 0.9 + 0.1 * Math.log(20_000)]

test('seed: 0.4 performance + 0.3 accuracy + 0.2 uptime + 0.1 log of the stake score', () => {
  expect(weights('seed')).toEqual(close(seed))
  const unit = { operators: [scored], market: { selection: 'seed', stakeUnit: '10000 token' } }
  const { menus } = trial({ ...unit, customers }, 1).run.world.tables
  expect(Array.from(menus.weight.subarray(0, 2))).toEqual(close([0.62, 0.9 + 0.1 * Math.log(2)]))
})

test('seed-price: times (cheapest / price)^sensitivity', () => {
  expect(weights({ rule: 'seed-price', sensitivity: 3 })).toEqual(close([seed[0] * (2 / 3) ** 3, seed[1]]))
})

test('logit: a price higher by the scale divides the weight by e, as does 1 / delay of latency', () => {
  expect(weights({ rule: 'logit', scale: micro(250) })).toEqual(close([Math.exp(-2), 1]))
  const delayed = { rule: 'logit', scale: micro(250), delay: '10/s' }
  expect(weights(delayed)).toEqual(close([Math.exp(-2.2), Math.exp(-0.5)]))
  expect(weights(delayed, { network: { within: '0.03 s' } })).toEqual(close([Math.exp(-2.5), Math.exp(-0.8)]))
})

test('logit: the outside option is one more alternative, and takes its share of the queries', () => {
  const outside = { rule: 'logit', scale: micro(250), outside: micro(1250) }
  expect(weights(outside)).toEqual(close([Math.exp(-2), 1, Math.exp(-1)]))
  const { tally } = trial({ operators: [scored], customers, market: { selection: outside } }, 4).run.world.tables
  const share = Math.exp(-1) / (1 + Math.exp(-1) + Math.exp(-2))
  const n = tally.asked[0]
  expect(Math.abs(tally.outside[0] / n - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / n))
})

test('stake, uniform and formula', () => {
  expect(weights('stake')).toEqual([10_000e6, 20_000e6])
  expect(weights('uniform')).toEqual([1, 1])
  const formula = { rule: 'formula', formula: 'price / cheapest + 10 * latency + servers + quality + appeal + load' }
  expect(weights(formula)).toEqual(close([1.5 + 0.2 + 1000 + 0 + 1, 1 + 0.5 + 1000 + 0 + 1]))
})

test('an operator’s own weight replaces the rule’s, for all of its nodes', () => {
  const operators = [{ ...scored, weight: [7, 0.25], nodes: [1, 3] }]
  expect(weights('seed', { operators })).toEqual([7, 0.25, 0.25, 0.25])
})

test('a node of weight zero is not drawn', () => {
  const operators = [{ name: 'node', count: 3, servers: 1000, weight: [0, 2, 0] }]
  const { nodeTally, tally } = trial({ operators, customers, market: { race: { nodes: 2 } } }, 1).run.world.tables
  expect(Array.from(nodeTally.answered)).toEqual([0, tally.raced[0], 0])
})

test('a negative weight stops the run and names formula, node and tick', () => {
  const operators = [
    { name: 'a', nodes: 2 },
    { name: 'b', count: 2, servers: [1, 5] },
  ]
  const market = { selection: { rule: 'formula', formula: '3 - servers' } }
  expect(() => trial({ operators, customers, market }, 1)).toThrow(
    'tick 0, publish lists: market.selection.formula: expected a weight that is finite and not negative for operator b-2, node 1 at tick 0, got -2',
  )
})

test('a weight that is not a number says why', () => {
  const market = { selection: { rule: 'formula', formula: 'log(distance - 1)' } }
  expect(() => trial({ customers, market }, 1)).toThrow(/operator node-1, node 1 at tick 0, got .*(log|NaN)/)
})

test('cheapest first: dearer nodes race only when the cheaper are taken, equal prices evenly', () => {
  const operators = [{ name: 'node', count: 4, servers: 1000, price: [3000, 1000, 2000, 2000].map(micro) }]
  const race = (nodes: number) => {
    const market = { selection: 'cheapest', race: { nodes } }
    return trial({ operators, customers, market }, 1).run.world.tables
  }
  const n = race(1).tally.raced[0]
  expect(Array.from(race(1).nodeTally.answered)).toEqual([0, n, 0, 0])
  const two = Array.from(race(2).nodeTally.answered)
  expect([two[0], two[1], two[2] + two[3]]).toEqual([0, n, n])
  expect(Math.abs(two[2] - n / 2)).toBeLessThan(4 * Math.sqrt(n / 4))
  expect(Array.from(race(3).nodeTally.answered)).toEqual([0, n, n, n])
})

test('customers in a region see the distance from there', () => {
  const part = {
    regions: [{ name: 'east' }, { name: 'west' }],
    network: { within: '0.01 s', between: '0.2 s' },
    operators: [{ name: 'node', count: 2, servers: 1000 }],
    market: { selection: { rule: 'formula', formula: '1 / distance' } },
    customers,
  }
  const { menus, menu, nodes } = trial(part, 1).run.world.tables
  expect(Array.from(menu.members)).toEqual([2, 2])
  // A list takes a row for each node and one for the outside option.
  expect(Array.from(menus.weight)).toEqual(close([100, 5, 0, 5, 100, 0]))
  expect(Array.from(nodes.region)).toEqual([0, 1])
})
