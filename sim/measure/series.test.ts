import fc from 'fast-check'
import { expect, test } from 'vitest'
import { append, BATCHES, batchLength, batchMeans, type Series } from './series.ts'

const empty = (metrics: number): Series => ({
  means: new Float64Array(metrics * BATCHES),
  weights: new Float64Array(metrics * BATCHES),
  sum: new Float64Array(metrics),
  weight: new Float64Array(metrics),
  inBatch: new Uint32Array(metrics),
  filled: new Uint32Array(metrics),
  doublings: new Uint32Array(metrics),
})

/** Adds a value of weight 1, or of none where it is NaN. */
const put = (series: Series, metric: number, value: number) =>
  Number.isNaN(value) ? append(series, metric, 0, 0) : append(series, metric, value, 1)

test('a short series keeps every tick', () => {
  const series = empty(1)
  for (const value of [3, 1, 4]) put(series, 0, value)
  expect([...batchMeans(series, 0)]).toEqual([3, 1, 4])
  expect(batchLength(series, 0)).toBe(1)
})

test('a full block halves itself and goes on in batches of two', () => {
  const series = empty(1)
  for (let tick = 0; tick < BATCHES + 3; tick++) put(series, 0, tick)
  const means = batchMeans(series, 0)
  expect(means.length).toBe(BATCHES / 2 + 1)
  expect(batchLength(series, 0)).toBe(2)
  expect([means[0], means[1], means[511], means[512]]).toEqual([0.5, 2.5, 1022.5, 1024.5])
})

test('an undefined tick is left out of its batch, and a batch of nothing else is NaN', () => {
  const series = empty(1)
  // Ticks 0..3 give 5, nothing, nothing, nothing; after two doublings they are one batch of mean 5.
  for (let tick = 0; tick < 4 * BATCHES; tick++) put(series, 0, tick === 0 ? 5 : tick < 8 ? NaN : 1)
  expect(batchLength(series, 0)).toBe(8)
  const means = batchMeans(series, 0)
  expect([means[0], means[1]]).toEqual([5, 1])
  const gap = empty(1)
  for (let tick = 0; tick < 2 * BATCHES; tick++) put(gap, 0, tick < 4 ? NaN : 1)
  expect([...batchMeans(gap, 0).subarray(0, 2)]).toEqual([NaN, 1])
})

test('metrics do not touch each other', () => {
  const series = empty(3)
  for (let tick = 0; tick < 1500; tick++) put(series, 1, 7)
  put(series, 2, 9)
  expect(batchMeans(series, 0).length).toBe(0)
  expect([...batchMeans(series, 2)]).toEqual([9])
  expect(new Set(batchMeans(series, 1))).toEqual(new Set([7]))
})

test('every closed batch is the mean of the defined values of its ticks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 2 ** 31 }), (ticks, seed) => {
      const values = Array.from({ length: ticks }, () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
        return seed % 3 === 0 ? NaN : seed / 2 ** 32
      })
      const series = empty(2)
      for (const value of values) put(series, 1, value)
      const length = batchLength(series, 1)
      const means = batchMeans(series, 1)
      expect(means.length).toBe(Math.floor(ticks / length))
      expect(means.length).toBeLessThan(BATCHES)
      for (let batch = 0; batch < means.length; batch++) {
        const defined = values.slice(batch * length, (batch + 1) * length).filter(value => !Number.isNaN(value))
        const mean = defined.reduce((sum, value) => sum + value, 0) / defined.length
        expect(Math.abs(means[batch] - mean) < 1e-12 || (Number.isNaN(mean) && Number.isNaN(means[batch]))).toBe(true)
      }
    }),
    { numRuns: 20 },
  )
})

test('a copy of the columns continues like the original', () => {
  const series = empty(1)
  for (let tick = 0; tick < 2500; tick++) put(series, 0, tick % 17)
  const copy = structuredClone(series)
  for (let tick = 2500; tick < 7001; tick++) {
    put(series, 0, tick % 17)
    put(copy, 0, tick % 17)
  }
  expect(copy).toEqual(series)
})

test('ticks weigh what they hold: three queries of 2 s and one of 6 s have a mean of 3 s', () => {
  const series = empty(1)
  for (let pair = 0; pair < BATCHES; pair++) {
    append(series, 0, 6, 3)
    append(series, 0, 6, 1)
  }
  expect(batchLength(series, 0)).toBe(4)
  expect(new Set(batchMeans(series, 0))).toEqual(new Set([3]))
})
