import { expect, test } from 'vitest'
import { batchesOf, batchInterval, mser5 } from './steady.ts'

/** Standard normal draws, near enough: twelve uniform ones from a linear congruential generator. */
function draws(seed: number): () => number {
  return () => {
    let sum = -6
    for (let i = 0; i < 12; i++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      sum += seed / 2 ** 32
    }
    return sum
  }
}
const autoregressive = (length: number, memory: number, seed: number) => {
  const draw = draws(seed)
  const values = new Float64Array(length).fill(draw() / Math.sqrt(1 - memory ** 2), 0, 1)
  for (let i = 1; i < length; i++) values[i] = memory * values[i - 1] + draw()
  return values
}

test('the warm-up ends where the start no longer shows', () => {
  const draw = draws(7)
  const step = Float64Array.from({ length: 400 }, (_, i) => (i < 60 ? 20 : 10) + draw())
  expect(mser5(step)).toBe(60)
  const decay = Float64Array.from({ length: 400 }, (_, i) => 10 + 20 * Math.exp(-i / 15) + draw())
  expect(mser5(decay)).toBeGreaterThanOrEqual(30) // the rest is 20 exp(-2) = 2.7 there,
  expect(mser5(decay)).toBeLessThanOrEqual(90) // and 0.05 here
})

test('noise, constants and short series are hardly cut, a trend never beyond half', () => {
  expect(mser5(new Float64Array(400).fill(3))).toBe(0)
  expect(mser5([])).toBe(0)
  expect(mser5([9, 1, 1, 1])).toBe(0)
  const trend = Float64Array.from({ length: 403 }, (_, i) => i)
  expect(mser5(trend)).toBe(200)
  const draw = draws(3)
  expect(mser5(Float64Array.from({ length: 400 }, draw))).toBeLessThan(100)
})

test('mser5 agrees with its definition', () => {
  const values = autoregressive(173, 0.8, 5).map((x, i) => x + (i < 31 ? 6 : 0))
  const groups = [...batchesOf(values.subarray(0, 170), 34)]
  const scores = groups.slice(0, 18).map((_, d) => {
    const kept = groups.slice(d)
    const mean = kept.reduce((a, b) => a + b) / kept.length
    return kept.reduce((sum, x) => sum + (x - mean) ** 2, 0) / kept.length ** 2
  })
  expect(mser5(values)).toBe(5 * scores.indexOf(Math.min(...scores)))
})

test('undefined ticks at the start are no warm-up of their own', () => {
  const values = Float64Array.from({ length: 100 }, (_, i) => (i < 12 ? NaN : i % 3))
  expect(mser5(values.subarray(15))).toBe(0)
  expect(mser5(values)).toBeLessThanOrEqual(15)
})

test('an interval by hand: batch means 1, 2, 3, 6', () => {
  // Mean 3, squares 4 + 1 + 0 + 9 = 14, error sqrt(14 / 3 / 4), t(0.975, 3) = 3.182446; products 2 + 0 + 0.
  const { mean, low, high, standardError, correlation } = batchInterval([100, 0, 2, 1, 3, 2, 4, 5, 7], { batches: 4 })
  expect(mean).toBe(3)
  expect(standardError).toBeCloseTo(Math.sqrt(14 / 12), 14)
  expect(high - mean).toBeCloseTo(3.182446305284263 * Math.sqrt(14 / 12), 11)
  expect(mean - low).toBeCloseTo(high - mean, 14)
  expect(correlation).toBeCloseTo(2 / 14, 14)
})

test('constants have an interval of no width, too few values none at all', () => {
  expect(batchInterval(new Float64Array(57).fill(0.5))).toMatchObject({ mean: 0.5, standardError: 0, correlation: 0 })
  expect(batchInterval(new Float64Array(19)).low).toBeNaN()
  const gap = Float64Array.from({ length: 40 }, (_, i) => (i === 6 || i === 7 ? NaN : 1))
  expect(batchInterval(gap).mean).toBeNaN()
  expect(() => batchInterval([1, 2], { batches: 1 })).toThrow('expected 2 batches or more, got 1')
})

test('intervals of an autocorrelated series cover the mean about as often as they say, naive ones do not', () => {
  const runs = 300
  let covered = 0
  let naive = 0
  for (let run = 0; run < runs; run++) {
    const values = autoregressive(4000, 0.9, 11 + run)
    const { mean, low, high } = batchInterval(values)
    if (low < 0 && 0 < high) covered++
    const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / values.length
    if (Math.abs(mean) < 1.96 * spread) naive++
  }
  expect(covered / runs).toBeGreaterThan(0.91) // 4 standard errors of a share of 0.95 are 0.05
  expect(naive / runs).toBeLessThan(0.6)
})

test('weights make it the mean of what the values stand for', () => {
  const values = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 2 : 6))
  const weights = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 3 : 1))
  expect(batchInterval(values).mean).toBe(4)
  expect(batchInterval(values, { weights })).toMatchObject({ mean: 3, low: 3, high: 3 })
})
