import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

/** Prices that tell from what a customer has spent whom it paid: primes, and fewer queries than the least of them. */
const primes = [1009, 1013, 1019, 1021, 1031]
const micro = (price: number) => `${price / 1e6} token/query`
const node = { name: 'node', servers: 1000 }
const wallet = 1e6

const ring = (part: Record<string, unknown> = {}, ticks = 4) =>
  trial(
    {
      operators: [{ ...node, count: 5, price: primes.map(micro) }],
      customers: [{ name: 'customer', count: 40, rate: '5/s', wallet: '1 token', budget: '0 USD/s' }],
      market: { selection: 'hash' },
      ...part,
    },
    ticks,
  ).run.world.tables

/** Whom each customer paid, by row of the operator; -1: several. */
const sellers = (part: Record<string, unknown> = {}) =>
  Array.from(ring(part).customers.wallet, left => primes.findIndex(price => (wallet - left) % price === 0))

test('a customer stays with its node, and customers spread over all nodes', () => {
  const of = sellers()
  expect(of).not.toContain(-1)
  expect([...new Set(of)].sort()).toEqual([0, 1, 2, 3, 4])
})

test('when a node leaves, only its customers move', () => {
  const before = sellers()
  const after = sellers({ shocks: [{ kind: 'outage', at: '0 s', lasts: '99 s', operator: 'node-2' }] })
  // The shock strikes in the first tick: what was asked then is refunded.
  expect(after).not.toContain(1)
  for (const [c, seller] of before.entries()) if (seller !== 1) expect(after[c]).toBe(seller)
  expect(new Set(after.filter((_, c) => before[c] === 1)).size).toBeGreaterThan(1)
})

test('who finds its node too dear goes to the next one that it can pay', () => {
  const customers = [
    { name: 'customer', count: 40, rate: '5/s', wallet: '1 token', budget: '0 USD/s', reservation: micro(1020) },
  ]
  const before = sellers()
  const after = sellers({ customers })
  expect(Math.max(...after)).toBe(2)
  expect(Math.min(...after)).toBe(0)
  for (const [c, seller] of before.entries()) if (seller <= 2) expect(after[c]).toBe(seller)
})

test('nodes of the customer’s own region come first, others only when these are taken', () => {
  const part = {
    regions: [{ name: 'east' }, { name: 'west' }],
    network: { between: '0.1 s' },
    operators: [
      { ...node, name: 'east', count: 2, regions: ['east'], latency: { law: 'deterministic', value: '0.01 s' } },
      { ...node, name: 'west', count: 3, regions: ['west'], latency: { law: 'deterministic', value: '0.01 s' } },
    ],
    customers: [{ name: 'customer', count: 9, rate: '5/s', regions: ['east'] }],
  }
  const race = (nodes: number) => ring({ ...part, market: { selection: 'hash', race: { nodes } } }, 1)
  const { answered } = race(2).nodeTally
  const { raced, latency } = race(2).tally
  expect(Array.from(answered)).toEqual([raced[0], raced[0], 0, 0, 0])
  expect(latency[0]).toBe(10_000 * raced[0])
  const three = race(3).nodeTally.answered
  expect([three[0], three[1], three[2] + three[3] + three[4]]).toEqual([raced[0], raced[0], raced[0]])
})

test('the racers of a query are different nodes', () => {
  const { nodeTally, tally } = ring(
    { market: { selection: 'hash', race: { nodes: 5 } }, customers: [{ name: 'all', count: 3, rate: '9/s' }] },
    1,
  )
  expect(new Set(nodeTally.answered)).toEqual(new Set([tally.raced[0]]))
})

test('a node has its share of the customers, more points even it out', () => {
  const customers = [{ name: 'all', count: 2000, rate: '1/s' }]
  const spread = (points: number) => {
    const { answered } = ring({ market: { selection: { rule: 'hash', points } }, customers }, 3).nodeTally
    return Math.max(...answered) / Math.min(...answered)
  }
  expect(spread(2000)).toBeLessThan(1.3)
  expect(spread(1)).toBeGreaterThan(spread(2000))
})
