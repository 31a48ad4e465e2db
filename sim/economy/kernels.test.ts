import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocks } from '../engine/random.ts'
import { exponential } from '../engine/variates.ts'
import { bucketOf } from '../measure/histogram.ts'
import { assemble, build } from './build.ts'
import { kernelsOf } from './kernels.ts'
import { microseconds } from './queries/outcome.ts'
import { noteOutages, serveAtLoad } from './queries/service.ts'
import { scenarioOf } from './trial.ts'
import type { World } from './world.ts'

const word = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0xfffffff0, max: 0xffffffff }),
  fc.integer({ min: 0, max: 31 }).map(bit => 2 ** bit),
)

test('words of many rows are the blocks of each row by itself', () => {
  const world = assemble(scenarioOf({ seed: 'words' }))
  const { queries, words } = world.tables
  const counter = fc.integer({ min: 0, max: 0xffffffff })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(counter, counter), { minLength: 1, maxLength: 21 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom(1, 16),
      counter,
      counter,
      (rows, count, step, tick, purpose) => {
        for (const [row, [index, agent]] of rows.entries()) {
          queries.index[row] = index
          queries.customer[row] = agent
        }
        const { index, customer } = queries
        const addresses = [index.byteOffset, step, customer.byteOffset, words.word.byteOffset] as const
        kernelsOf(world).drawRows(rows.length, count, ...addresses, tick, purpose)
        const expected = new Int32Array(4 * count)
        for (const [row, [at, agent]] of rows.entries()) {
          blocks(expected, count, world.key, Math.imul(at, step), agent, tick, purpose)
          expect(words.word.slice(4 * count * row, 4 * count * (row + 1))).toEqual(expected)
        }
      },
    ),
    { numRuns: 200 },
  )
})

/** A world in which query 0 is raced by the first `racers` nodes, whose service words are given. */
function raced(world: World, services: readonly number[]): World {
  const { queries, copies, words } = world.tables
  queries.racers[0] = services.length
  for (const [k, service] of services.entries()) {
    copies.node[k] = k
    words.word[2 * k + 1] = service | 0
  }
  noteOutages(world)
  return world
}

test('a race in pairs has the exponential times of its words to the bit, counts them, and the first wins', () => {
  const operators = [{ name: 'node', count: 7, latency: { law: 'exponential', mean: '0.02 s' } }]
  const market = { race: { nodes: 7 } }
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 7 }), services => {
      const world = raced(build(scenarioOf({ operators, market })), services)
      const { copies, queries, answers } = world.tables
      const scale = 0.02
      for (let i = 0; i < 7; i++) world.tables.services.service.set([scale, 1], 2 * i)
      const ties = serveAtLoad(world, 0, 1)
      const times = services.map(service => scale * exponential(service))
      expect([...copies.latency.subarray(0, services.length)]).toEqual(times)
      expect([...answers.answer.subarray(0, 2 * services.length)]).toEqual(
        times.flatMap(time => [1, microseconds(time)]),
      )
      const best = Math.min(...times)
      expect(queries.winner[0]).toBe(times.indexOf(best))
      expect(ties).toBe(times.filter(time => time === best).length > 1 ? 1 : 0)
    }),
    { numRuns: 150 },
  )
})

test('latencies are counted in the buckets of the histogram', () => {
  const operators = [{ name: 'node', count: 1, latency: { law: 'exponential', mean: '1 s' } }]
  const world = build(scenarioOf({ operators }))
  const { copies, queries, latencies } = world.tables
  queries.racers[0] = 1
  fc.assert(
    fc.property(
      fc.oneof(fc.double({ min: 0, max: 5000, noNaN: true }), fc.double({ min: 0, max: 1e-4, noNaN: true })),
      seconds => {
        latencies.count.fill(0)
        copies.latency[0] = seconds
        queries.winner[0] = 0
        kernelsOf(world).accountRows(0, 1)
        expect(latencies.count.indexOf(1)).toBe(bucketOf(microseconds(seconds)))
      },
    ),
  )
})
