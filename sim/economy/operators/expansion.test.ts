import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

/** Twelve queries a tick of half a second each on ten servers: a utilisation of 0.6. */
const times = asking(Array.from({ length: 120 }, (_, i) => i / 12))
const rule = { rule: 'utilisation', high: 0.5, low: 0.2, most: 2, every: '3 s' }
const node = { name: 'node', servers: 10, latency: { law: 'deterministic', value: '0.5 s' }, expansion: rule }
const busy = (part: Record<string, unknown> = {}, ticks = 10) =>
  trial({ operators: [{ ...node, ...part }], customers: [traced], market: { smoothing: '1 s' } }, ticks, times)
const idle = (nodes: number, ticks: number) =>
  trial({ operators: [{ ...node, nodes }], customers: [{ name: 'customer', count: 1, rate: 0 }] }, ticks)

test('a busy operator that earns money adds a node at its occasion, and the node serves', () => {
  expect(busy({}, 2).run.world.tables.operators.nodes[0]).toBe(1)
  const got = busy({}, 4)
  expect(got.rows.events).toEqual([[3, 'node added', 'node', '2 nodes']])
  const { answered } = got.run.world.tables.nodeTally
  expect(answered[0] + answered[1]).toBe(12)
  expect(answered[1]).toBeGreaterThan(0)
})

test('no more nodes than the most are added', () => {
  expect(busy({ expansion: { ...rule, high: 0.01, most: 3, every: '1 s' } }).run.world.tables.operators.nodes[0]).toBe(
    3,
  )
})

test('one that is busy but loses money adds none, and one that is as busy as the bound adds none', () => {
  expect(busy({ fixedCost: '0.02 USD/s' }).rows.events).toEqual([])
  expect(busy({ expansion: { ...rule, high: 0.65 } }).rows.events).toEqual([])
})

test('an idle operator retires a node at every occasion, never the last', () => {
  const got = idle(3, 10)
  expect(got.rows.events.map(([time, kind, , detail]) => [time, kind, detail])).toEqual([
    [3, 'node retired', '2 nodes'],
    [6, 'node retired', '1 nodes'],
  ])
})

test('a retired node costs nothing', () => {
  const part = {
    operators: [{ ...node, nodes: 2, fixedCost: '0.001 USD/s' }],
    customers: [{ name: 'customer', rate: 0 }],
  }
  const { flows } = trial(part, 5).run.summary()
  // Two nodes in three ticks, one in two.
  expect(flows.find(({ purpose }) => purpose === 'fixedCost')?.amount).toBe('8000')
})
