import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

const node = (name: string, seconds: number, part: Record<string, unknown> = {}) => ({
  name,
  latency: { law: 'deterministic', value: `${seconds} s` },
  queryCost: '0.001 USD/query',
  ...part,
})
const market = (nodes: number) => ({ race: { nodes, losers: 'cancel' }, service: 'queue' })
const race = (operators: readonly unknown[], times: readonly number[], ticks = 1, nodes = 2) =>
  trial({ operators, customers: [traced], market: market(nodes) }, ticks, asking(times)).run.world.tables

test('the loser’s work is cut when the winner answers, and costs the share that was done', () => {
  const { operators, tally, nodeTally } = race([node('fast', 0.1), node('slow', 0.4)], [0.5])
  expect(Array.from(operators.spentTotal)).toEqual([1000, 250])
  expect(tally.latency[0]).toBe(100_000)
  expect(Array.from(nodeTally.won)).toEqual([1, 0])
})

test('a copy that waits leaves its queue, and one in service frees its server', () => {
  // At 0.1 the first race ends: the slow node drops it and starts the second query, until 0.2.
  const { operators, tally } = race([node('fast', 0.1), node('slow', 0.4)], [0, 0.01])
  expect(tally.latency[0]).toBe(100_000 + 190_000)
  expect(Array.from(operators.spentTotal)).toEqual([2000, 500])
})

test('a copy cancelled before its service begins costs nothing', () => {
  // The fast node has two servers: at 0.11 the second query is answered and still waits at the slow one till 0.1.
  const { operators } = race([node('fast', 0.08, { servers: 2 }), node('slow', 0.4)], [0, 0.01])
  // Slow: the first from 0 to 0.08, the second from 0.08 to 0.09: 0.2 and 0.025 of a query.
  expect(operators.spentTotal[0]).toBe(2000)
  expect(Math.abs(operators.spentTotal[1] - 225)).toBeLessThanOrEqual(2)
})

test('answers at the same instant win evenly and both are work done', () => {
  const times = Array.from({ length: 400 }, (_, i) => i / 400)
  const { operators, nodeTally } = race([node('a', 0.001), node('b', 0.001)], times)
  // 200, with a standard deviation of 10.
  expect(Math.abs(nodeTally.won[0] - 200)).toBeLessThan(40)
  expect(nodeTally.won[0] + nodeTally.won[1]).toBe(400)
  expect(Array.from(operators.spentTotal)).toEqual([400_000, 400_000])
})

test('a wrong answer that is caught cancels nothing', () => {
  const { operators, tally, nodeTally } = race([node('wrong', 0.1, { accuracy: 0 }), node('right', 0.4)], [0.5])
  expect(Array.from(operators.spentTotal)).toEqual([1000, 1000])
  expect(tally.latency[0]).toBe(400_000)
  expect(Array.from(nodeTally.won)).toEqual([0, 1])
})

test('a race that ends in a later tick is settled there', () => {
  const { tally, accounts } = race([node('a', 0.8)], [0.5], 1, 1)
  expect([tally.asked[0], tally.raced[0], accounts.token[0]]).toEqual([1, 0, 0])
  expect(race([node('a', 0.8)], [0.5], 2, 1).tally.paid[0]).toBe(1)
})

test('one who finds server and places taken is lost', () => {
  const { tally } = race([node('a', 0.4, { buffer: 1 })], [0, 0.01, 0.02], 2, 1)
  expect(tally.unanswered[0]).toBe(0)
  const first = race([node('a', 0.4, { buffer: 1 })], [0, 0.01, 0.02], 1, 1)
  expect([first.tally.answered[0], first.tally.unanswered[0], first.tally.latency[0]]).toEqual([
    2,
    1,
    400_000 + 790_000,
  ])
})

test('with one racer there is nobody to cancel: the same as a queue where losers finish', () => {
  const query = fc.record({ at: fc.integer({ min: 0, max: 255 }), size: fc.integer({ min: 1, max: 40 }) })
  const limits = fc.record({ servers: fc.integer({ min: 1, max: 2 }), buffer: fc.integer({ min: 0, max: 3 }) })
  const totals = (losers: string, list: readonly { at: number; size: number }[], part: Record<string, unknown>) => {
    const times = list.map(({ at }) => at / 64).sort((a, b) => a - b)
    const sizes = list.map(({ size }) => size / 16)
    const service = { service: 'queue', race: { nodes: 1, losers } }
    const got = trial(
      { operators: [node('a', 0.25, part)], customers: [traced], market: service },
      0,
      asking(times, sizes),
    )
    const total = { answered: 0, lost: 0, latency: 0 }
    for (let tick = 0; tick < 10; tick++) {
      got.run.step()
      const { tally } = got.run.world.tables
      total.answered += tally.answered[0]
      total.lost += tally.unanswered[0]
      total.latency += tally.latency[0]
    }
    return total
  }
  fc.assert(
    fc.property(fc.array(query, { minLength: 1, maxLength: 15 }), limits, (list, part) => {
      expect(totals('cancel', list, part)).toEqual(totals('finish', list, part))
    }),
    { numRuns: 50 },
  )
})

test('a server that ends at the instant of an arrival is free for it, and a job may take no time', () => {
  const { tally } = race([node('a', 0.25, { buffer: 0 })], [0, 0.25, 0.5], 1, 1)
  expect([tally.answered[0], tally.unanswered[0], tally.latency[0]]).toEqual([3, 0, 750_000])
  const instant = race([node('a', 0), node('b', 0.5)], [0.125, 0.25], 1)
  expect([instant.tally.latency[0], ...instant.operators.spentTotal]).toEqual([0, 2000, 0])
})
