import { expect, test } from 'vitest'
import { moved } from '../ledger.ts'
import { asking, traced, trial } from '../trial.ts'

const node = {
  name: 'node',
  servers: 100,
  latency: { law: 'deterministic', value: '0.05 s' },
  queryCost: '0.0001 USD/query',
}
const part = { operators: [node], customers: [traced] }
/** Asked queries in each of the ticks. */
const asked = (scenario: Record<string, unknown>, ticks: number, traces: ReturnType<typeof asking>) => {
  const got = trial(scenario, 0, traces)
  return Array.from({ length: ticks }, () => {
    got.run.step()
    return got.run.world.tables.tally.asked[0]
  })
}

test('each row is one query in the tick of its time, the end of a tick in the next', () => {
  expect(asked(part, 5, asking([0, 0.5, 0.5, 1, 2.999, 4]))).toEqual([3, 1, 1, 0, 1])
})

test('a row at the end of a tick is asked once, also where a tick is no binary fraction', () => {
  const times = Array.from({ length: 300 }, (_, i) => i / 10)
  const tenths = { ...part, clock: { tick: '0.1 s', ticks: 300 } }
  expect(asked(tenths, 300, asking(times)).reduce((sum, n) => sum + n, 0)).toBe(300)
  const fast = { ...tenths, customers: [{ ...traced, trace: { file: 'queries.csv', speed: 3 } }] }
  expect(asked(fast, 300, asking(times)).reduce((sum, n) => sum + n, 0)).toBe(300)
})

test('a trace played twice as fast takes half the time', () => {
  const fast = { ...part, customers: [{ ...traced, trace: { file: 'queries.csv', speed: 2 } }] }
  expect(asked(fast, 3, asking([0, 1, 1.5, 2, 3.5, 4]))).toEqual([3, 2, 1])
})

test('a query keeps its exact time: one server, two queries 0.02 s apart', () => {
  const got = trial(
    { ...part, operators: [{ ...node, servers: 1 }], market: { service: 'queue' } },
    1,
    asking([0.7, 0.72]),
  )
  expect(got.run.world.tables.tally.latency[0]).toBe(50_000 + 80_000)
})

test('size multiplies fee, service time and query cost', () => {
  const { tables } = trial(part, 1, asking([0.5], [2.5])).run.world
  expect(moved(tables, 'fee')).toBe(2500)
  expect(tables.tally.latency[0]).toBe(125_000)
  expect(tables.nodeTally.work[0]).toBe(2.5)
  expect(moved(tables, 'queryCost')).toBe(250)
})

test('the fee of a query is rounded down to whole micro-tokens', () => {
  const cheap = { ...part, operators: [{ ...node, price: '0.000003 token/query' }] }
  expect(moved(trial(cheap, 1, asking([0.5], [1.5])).run.world.tables, 'fee')).toBe(4)
})

test('as many queries as rows are asked, however many there are in a tick', () => {
  const times = Array.from({ length: 3001 }, (_, i) => i / 3001)
  expect(asked(part, 2, asking(times))).toEqual([3001, 0])
  const queues = { ...part, market: { service: 'queue' } }
  expect(asked(queues, 2, asking(times))).toEqual([3001, 0])
})

test('every customer of the group asks its share', () => {
  const got = trial(
    {
      ...part,
      operators: [{ ...node, latency: { law: 'deterministic', value: '3 s' } }],
      customers: [
        { ...traced, loyalty: { memory: 1000, patience: 0 } },
        { name: 'leaver', count: 1, rate: 0, loyalty: { patience: 1 } },
      ],
    },
    1,
    asking(Array.from({ length: 600 }, (_, i) => i / 600)),
  )
  // Each late answer takes a thousandth of the satisfaction.
  const counts = Array.from(got.run.world.tables.customers.satisfaction.slice(0, 3), s =>
    Math.round(Math.log(s) / Math.log(0.999)),
  )
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(600)
  for (const n of counts) expect(Math.abs(n - 200)).toBeLessThan(4 * Math.sqrt(600 * (2 / 9)))
})

test('a traced query beyond the reservation price goes to the legacy provider, in proportion to its size', () => {
  const customers = [{ ...traced, reservation: '0.0009 token/query' }]
  const { tables } = trial({ ...part, customers, legacy: { price: '0.0002 USD/query' } }, 1, asking([0.5], [3])).run
    .world
  expect([tables.tally.outside[0], moved(tables, 'legacyFee')]).toEqual([1, 600])
})

test('a trace that is missing is named', () => {
  expect(() => trial(part)).toThrow('customers "customer": expected the trace queries.csv, got none')
})
