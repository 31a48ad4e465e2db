import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf } from '../../../engine/random.ts'
import { scenarioOf } from '../../trial.ts'
import { channelCount, layChannels, trunkRow } from './graph.ts'

const groups = [
  { name: 'ann', count: 7 },
  { name: 'ben', count: 5 },
  { name: 'hub', count: 3 },
]

function links(graph: Readonly<Record<string, unknown>>, seed = 'seed', agents: readonly object[] = groups) {
  const scenario = scenarioOf({ customers: [], operators: [], agents: { groups: agents, channels: { graph } } })
  const laid: [number, number][] = []
  layChannels(scenario, keyOf(seed), (first, other) => laid.push([first, other]))
  expect(channelCount(scenario)).toBe(laid.length)
  return laid
}

test('spokes have a hub each, in turn, and hubs each other', () => {
  const laid = links({ shape: 'hub', hubs: 'hub', spokes: ['ben', 'ann'] })
  expect(laid.slice(0, 4)).toEqual([
    [7, 12],
    [8, 13],
    [9, 14],
    [10, 12],
  ])
  expect(laid.slice(12)).toEqual([
    [12, 13],
    [12, 14],
    [13, 14],
  ])
})

test('the channels of hubs are found by their place', () => {
  for (const hubs of [2, 3, 7]) {
    let row = 0
    for (let a = 0; a < hubs; a++) for (let b = a + 1; b < hubs; b++) expect(trunkRow(hubs, a, b)).toBe(row++)
  }
})

test('pairs are of two groups or within one', () => {
  const six = [
    { name: 'ann', count: 6 },
    { name: 'ben', count: 6 },
  ]
  expect(links({ shape: 'pairs', from: 'ann', to: 'ann' }, 'seed', six)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ])
  expect(links({ shape: 'pairs', from: 'ben', to: 'ann' }, 'seed', six).at(-1)).toEqual([11, 5])
})

test('a list names agents by group and number', () => {
  expect(links({ shape: 'list', links: [{ from: 'ann-7', to: 'hub-1' }] })).toEqual([[6, 12]])
})

test('without rewiring peers are a ring, each with its next neighbours', () => {
  const ring = links({ shape: 'peers', groups: ['ann', 'ben'], degree: 4, rewiring: 0 })
  expect(ring.length).toBe(24)
  for (const [a, b] of ring) expect([1, 2]).toContain((b - a + 12) % 12)
})

test('peers have as many channels as is said, no two between the same, and others with another seed', () => {
  const graphs = fc.record({
    count: fc.integer({ min: 2, max: 40 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    rewiring: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(graphs, ({ count, part, rewiring }) => {
      const degree = part * (count - 1)
      const laid = links({ shape: 'peers', groups: ['peer'], degree, rewiring }, 'seed', [{ name: 'peer', count }])
      expect(laid.length).toBe(Math.round((count * degree) / 2))
      expect(new Set(laid.map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`)).size).toBe(laid.length)
      for (const [a, b] of laid) expect(a).not.toBe(b)
    }),
    { numRuns: 40 },
  )
  const graph = { shape: 'peers', groups: ['ann', 'ben'], degree: 3 }
  expect(links(graph)).toEqual(links(graph))
  expect(links(graph, 'other')).not.toEqual(links(graph))
})

test('rewiring shortens ways: some channels stay in the ring, some do not', () => {
  const ring = links({ shape: 'peers', groups: ['peer'], degree: 6, rewiring: 0.2 }, 'seed', [
    { name: 'peer', count: 500 },
  ])
  const far = ring.filter(([a, b]) => Math.min((b - a + 500) % 500, (a - b + 500) % 500) > 3).length
  expect(far / ring.length).toBeGreaterThan(0.15)
  expect(far / ring.length).toBeLessThan(0.25)
})
