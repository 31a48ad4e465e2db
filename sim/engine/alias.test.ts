import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildAlias, pickAlias } from './alias.ts'

/** The table of `weights`, placed at `offset` of larger arrays. */
function built(weights: number[], offset = 0) {
  const n = weights.length
  const all = new Float64Array(offset + n + 2).fill(NaN)
  all.set(weights, offset)
  const cut = new Float64Array(offset + n + 2).fill(-1)
  const alias = new Uint32Array(offset + n + 2).fill(99)
  buildAlias(all, offset, n, cut, alias, new Uint32Array(n))
  return { cut, alias, pick: (word: number) => pickAlias(word, offset, n, cut, alias) }
}

/** The share of words that mean each row, by adding up the intervals of the table. */
function shares(n: number, offset: number, cut: Float64Array, alias: Uint32Array): number[] {
  const sums = new Array<number>(n).fill(0)
  for (let slot = 0; slot < n; slot++) {
    const end = (slot + 1) / n
    const at = Math.min(cut[offset + slot] / 2 ** 32, end)
    sums[slot] += at - slot / n
    sums[alias[offset + slot]] += end - at
  }
  return sums
}

const weightLists = fc
  .array(
    fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true })),
    {
      minLength: 1,
      maxLength: 300,
    },
  )
  .filter(weights => weights.some(weight => weight > 0))

test('weights 1 and 3: the first eighth of each half of the words tells who is picked', () => {
  const { cut, pick } = built([1, 3])
  // Row 0 fills half of its slot, from 0 to 2^30; row 1 takes the rest of the words.
  expect(cut[0]).toBe(2 ** 30)
  expect([0, 2 ** 30 - 1, 2 ** 30, 2 ** 31, 2 ** 32 - 1].map(pick)).toEqual([0, 0, 1, 1, 1])
})

test('every row owns the share of the words that its weight is of the sum', () => {
  fc.assert(
    fc.property(weightLists, fc.nat(7), (weights, offset) => {
      const { cut, alias } = built(weights, offset)
      const sum = weights.reduce((a, b) => a + b)
      const owned = shares(weights.length, offset, cut, alias)
      const error = Math.max(...weights.map((weight, row) => Math.abs(owned[row] - weight / sum)))
      expect(error).toBeLessThan(1e-9)
    }),
  )
})

test('a row of weight 0 is never picked, also at the edges of its slot', () => {
  fc.assert(
    fc.property(weightLists, weights => {
      const { pick } = built(weights)
      const n = weights.length
      for (let slot = 0; slot <= n; slot++) {
        for (let word = Math.ceil((slot * 2 ** 32) / n) - 1; word <= (slot * 2 ** 32) / n + 1; word++) {
          if (word < 0 || word >= 2 ** 32) continue
          expect(weights[pick(word)]).toBeGreaterThan(0)
        }
      }
    }),
  )
})

test('picks follow the intervals: evenly spaced words give every row its share to one word in each interval', () => {
  const weights = [5, 0, 1, 2.5, 0.25, 8, 3]
  const { pick } = built(weights)
  const counts = new Array<number>(7).fill(0)
  const words = 67_001
  for (let i = 0; i < words; i++) counts[pick(Math.floor(((i + 0.5) / words) * 2 ** 32))]++
  const error = Math.max(...weights.map((weight, row) => Math.abs(counts[row] / words - weight / 19.75)))
  expect(error).toBeLessThan(8 / words)
})

test('a single row takes every word', () => {
  const { pick } = built([0.001], 3)
  expect([0, 1, 2 ** 31, 2 ** 32 - 1].map(pick)).toEqual([0, 0, 0, 0])
})

test('a signed word is read as the unsigned word of the same bits', () => {
  const { pick } = built([1, 2, 3])
  for (const word of [2 ** 31, 3e9, 2 ** 32 - 1]) expect(pick(word | 0)).toBe(pick(word))
})

test('a build leaves its neighbours in the arrays alone, and gives the same table again', () => {
  const [a, b] = [built([4, 1, 1], 2), built([4, 1, 1], 2)]
  expect([a.cut[0], a.cut[1], a.cut[5], a.cut[6]]).toEqual([-1, -1, -1, -1])
  expect([a.alias[0], a.alias[1], a.alias[5], a.alias[6]]).toEqual([99, 99, 99, 99])
  expect(a.cut).toEqual(b.cut)
  expect(a.alias).toEqual(b.alias)
})

test('one huge weight among tiny ones keeps every share, and subnormal weights are weights', () => {
  const weights = [1e-9, 1e15, ...new Array<number>(1000).fill(1e-9)]
  const { cut, alias } = built(weights)
  expect(shares(1002, 0, cut, alias)[1]).toBeCloseTo(1, 12)
  const tiny = built([5e-324, 1.5e-323])
  expect(shares(2, 0, tiny.cut, tiny.alias)).toEqual([0.25, 0.75])
})

test('a weight that is negative or not finite is refused by its row, and so is a sum of 0', () => {
  expect(() => built([1, -0.5, 2], 4)).toThrow('weights[5]: expected a finite number of at least 0, got -0.5')
  expect(() => built([1, 2, NaN])).toThrow('weights[2]: expected a finite number of at least 0, got NaN')
  expect(() => built([Infinity])).toThrow('weights[0]: expected a finite number of at least 0, got Infinity')
  expect(() => built([0, 0, 0], 1)).toThrow('weights[1] to weights[3]: expected a finite sum above 0, got 0')
  expect(() => built([1e308, 1e308])).toThrow('weights[0] to weights[1]: expected a finite sum above 0, got Infinity')
  expect(() => built([])).toThrow(RangeError)
})
