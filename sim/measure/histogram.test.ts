import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKETS, bucketOf, bucketStart, quantile } from './histogram.ts'

test('small values have a bucket each, large ones share it with their neighbours', () => {
  expect([0, 1, 31, 32, 63].map(bucketOf)).toEqual([0, 1, 31, 32, 63])
  expect([64, 65, 66, 127, 128, 131, 132].map(bucketOf)).toEqual([64, 64, 65, 95, 96, 96, 97])
})

test('the last bucket takes the largest value and everything above', () => {
  expect(BUCKETS).toBe(896)
  expect([2 ** 32 - 1, 2 ** 32, 1e30, Infinity].map(bucketOf)).toEqual([895, 895, 895, 895])
  expect(bucketStart(BUCKETS)).toBe(2 ** 32)
  expect([-5, NaN, 0.99].map(bucketOf)).toEqual([0, 0, 0])
})

test('the buckets cover the integers without gap or overlap, none wider than 1/32 of its value', () => {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const start = bucketStart(bucket)
    const end = bucketStart(bucket + 1)
    expect(bucketOf(start)).toBe(bucket)
    expect(bucketOf(end - 1)).toBe(bucket)
    expect(end - start === 1 || (end - start) * 32 <= start).toBe(true)
  }
})

test('quantiles are interpolated inside a bucket', () => {
  const counts = new Uint32Array(BUCKETS)
  counts[bucketOf(1024)] = 4 // 1024 to 1055
  counts[bucketOf(2048)] = 4 // 2048 to 2111
  expect(quantile(counts, 0)).toBe(1024)
  expect(quantile(counts, 0.25)).toBe(1024 + 16)
  expect(quantile(counts, 0.5)).toBe(1024 + 32)
  expect(quantile(counts, 0.625)).toBe(2048 + 16)
  expect(quantile(counts, 1)).toBe(2048 + 64)
})

test('an empty histogram has no quantiles, and a share beyond 1 is refused', () => {
  expect(quantile(new Uint32Array(BUCKETS), 0.5)).toBeNaN()
  expect(() => quantile(new Uint32Array(BUCKETS), 1.5)).toThrow('expected a share from 0 to 1, got 1.5')
})

test('a quantile is within a bucket of the sorted values', () => {
  const values = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (some, percent) => {
      const counts = new Uint32Array(BUCKETS)
      for (const value of some) counts[bucketOf(value)]++
      const exact = [...some].sort((a, b) => a - b)[Math.ceil((percent / 100) * some.length - 1e-9) - 1]
      expect(Math.abs(quantile(counts, percent / 100) - exact)).toBeLessThanOrEqual(Math.max(1, exact / 32))
    }),
  )
})
