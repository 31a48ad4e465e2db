import { expect, test } from 'vitest'
import { strongestCycle } from './cycle.ts'

function uniform(seed: number): () => number {
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32 - 0.5
  }
}
const sine = (length: number, period: number) =>
  Float64Array.from({ length }, (_, i) => 5 + Math.sin((2 * Math.PI * i) / period))

test('a sine is found with its period, under noise and on a trend', () => {
  const draw = uniform(1)
  const noisy = sine(701, 24).map((x, i) => x + 3 * draw() + i / 100)
  const { period, share, p } = strongestCycle(noisy)
  expect(period).toBeGreaterThan(23.5)
  expect(period).toBeLessThan(24.5)
  expect(share).toBeGreaterThan(0.25) // the sine has 0.5 of a variance of 0.5 + 0.75 = 1.25, an ordinate misses some
  expect(p).toBeLessThan(1e-9)
})

test('prices that overshoot every time have period 2', () => {
  const { period, share } = strongestCycle(Float64Array.from({ length: 90 }, (_, i) => i % 2))
  expect(period).toBeCloseTo(2, 1)
  expect(share).toBeGreaterThan(0.7)
})

test('a long series is averaged first, its period still counted in values', () => {
  expect(strongestCycle(sine(20_000, 500)).period).toBeCloseTo(500, -1)
})

test('three repetitions are no cycle yet, eight are', () => {
  expect(strongestCycle(sine(301, 100)).p).toBeGreaterThan(0.01)
  expect(strongestCycle(sine(800, 100)).p).toBeLessThan(1e-6)
})

test('constants and lines have no cycle', () => {
  expect(strongestCycle(new Float64Array(99).fill(4))).toEqual({ period: NaN, share: 0, p: 1 })
  expect(strongestCycle(Float64Array.from({ length: 99 }, (_, i) => 4 * i)).p).toBe(1)
})

test('noise, white or slow, is hardly ever called a cycle', () => {
  let calls = 0
  for (let run = 0; run < 200; run++) {
    const draw = uniform(1000 + run)
    for (const memory of [0, 0.7, 0.97]) {
      const values = new Float64Array(350)
      for (let i = 1; i < 350; i++) values[i] = memory * values[i - 1] + draw()
      if (strongestCycle(values).p < 0.01) calls++
    }
  }
  expect(calls).toBeLessThanOrEqual(15) // of 600; 6 at the level itself, sd 2.4
})
