import { expect, test } from 'vitest'
import { asking, type Trial, traced, trial } from '../trial.ts'

const times = Array.from({ length: 400 }, (_, i) => i / 400)
const collusion = { kind: 'collusion', operators: 'ring' }

/** 400 queries in one tick, each raced by all `honest + ring` operators of one node. */
const lying = (honest: number, ring: number, attack: object = {}, market: object = {}) =>
  trial(
    {
      operators: [
        { name: 'honest', count: honest, servers: 1000 },
        { name: 'ring', count: ring, servers: 1000, queryCost: '0.001 USD/query' },
      ],
      customers: [traced],
      market: { race: { nodes: honest + ring }, verification: { verifiers: 2 }, ...market },
      attacks: [{ ...collusion, ...attack }],
    },
    1,
    asking(times),
  )
const counts = ({ run }: Trial) => {
  const { caught, passed } = run.world.tables.nodeTally
  const sum = (column: Float64Array) => column.reduce((total, n) => total + n, 0)
  return { caught: sum(caught), passed: sum(passed), wrong: run.world.tables.tally.wrong[0] }
}

test('liars among themselves pass every lie', () => {
  expect(counts(lying(0, 3))).toEqual({ caught: 0, passed: 1200, wrong: 400 })
})

test('one outsider in a race with two verifiers catches a lie unless both verifiers are of the ring', () => {
  // Of the other four racers, in random order, the first two are of the ring with probability 3/4 · 2/3 = 1/2.
  const { caught, passed } = counts(lying(1, 4))
  expect(caught + passed).toBe(1600)
  expect(passed / 1600).toBeGreaterThan(0.44)
  expect(passed / 1600).toBeLessThan(0.56)
})

test('one verifier of the ring is no protection beside an honest one', () => {
  // Two liars and three honest: the two verifiers of a liar are never both of the ring.
  expect(counts(lying(3, 2)).passed).toBe(0)
})

test('nobody vouches for a liar alone, for one of the own operator, or where nobody verifies', () => {
  expect(counts(lying(1, 1)).passed).toBe(0)
  const part = {
    operators: [{ name: 'ring', nodes: 3, servers: 1000 }],
    customers: [traced],
    attacks: [collusion],
  }
  expect(
    counts(trial({ ...part, market: { race: { nodes: 3 }, verification: { verifiers: 2 } } }, 1, asking(times))).passed,
  ).toBe(0)
  expect(counts(lying(0, 3, {}, { verification: { verifiers: 0 } })).passed).toBe(0)
})

test('queues know the ring too', () => {
  expect(counts(lying(0, 3, {}, { service: 'queue' }))).toEqual({ caught: 0, passed: 1200, wrong: 400 })
})

test('lies as often as it says, at what they cost and what they are worth', () => {
  const all = lying(0, 4, { lies: 0.25, effort: 0.2, worth: '0.01 USD/query' })
  const { passed } = counts(all)
  expect(passed / 1600).toBeGreaterThan(0.2)
  expect(passed / 1600).toBeLessThan(0.3)
  const { flows } = all.rows
  const amount = (purpose: string) => Number(flows.find(row => row[3] === purpose)?.[4])
  expect(amount('cheating')).toBe(passed * 10_000)
  // 1600 answers at 0.001 USD, a quarter of them at a fifth.
  expect(amount('queryCost')).toBeCloseTo(1600 * 1000 * 0.8, -1)
})

test('colluders are right again when it is over', () => {
  const late = trial(
    {
      operators: [{ name: 'ring', count: 3, servers: 1000, accuracy: 0.9 }],
      customers: [traced],
      market: { race: { nodes: 3 }, verification: { verifiers: 2 } },
      attacks: [{ ...collusion, lasts: '1 s' }],
    },
    3,
    asking(times),
  ).run.world.tables
  expect(Array.from(late.nodes.rightBelow)).toEqual([0.9, 0.9, 0.9].map(share => share * 2 ** 32))
  expect(Array.from(late.nodes.spread)).toEqual([1 / 0.9, 1 / 0.9, 1 / 0.9])
  expect(Array.from(late.conspirators.ring)).toEqual([0, 0, 0])
})
