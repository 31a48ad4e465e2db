import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cheatedShare, failedShare, meanLife } from './channels.ts'

test('with ten units in the channel one payment in eleven fails, with none all do', () => {
  expect(failedShare(10, 0.5)).toBeCloseTo(1 / 11, 14)
  expect(failedShare(0, 0.3)).toBe(1)
  expect(failedShare(5, 1)).toBe(1)
})

test('a channel of 20 that begins in the middle lasts 100 payments', () => {
  expect(meanLife(20, 10, 0.5)).toBe(100)
  expect(meanLife(7, 2, 0.5)).toBe(10)
  expect(meanLife(20, 10, 1)).toBe(10)
  expect(meanLife(20, 10, 0)).toBe(10)
  expect(meanLife(20, 10, 0.5 + 1e-6)).toBeCloseTo(100, 5)
})

test('both are the solution of the equations of the walk', () => {
  const walks = fc.record({
    capacity: fc.integer({ min: 1, max: 30 }),
    forward: fc.double({ min: 0.02, max: 0.98, noNaN: true }),
  })
  fc.assert(
    fc.property(walks, ({ capacity, forward: p }) => {
      // Where a payment is due, one more is made, from the place next to it.
      for (let k = 1; k < capacity; k++)
        expect(1 + p * meanLife(capacity, k - 1, p) + (1 - p) * meanLife(capacity, k + 1, p)).toBeCloseTo(
          meanLife(capacity, k, p),
          6,
        )
      // The walk, followed until it has settled.
      let share = new Float64Array(capacity + 1).fill(1 / (capacity + 1))
      for (let step = 0; step < 4000; step++)
        share = share.map(
          (_, k) =>
            p * (share[k + 1] ?? 0) +
            (1 - p) * (share[k - 1] ?? 0) +
            (k === 0 ? p * share[0] : 0) +
            (k === capacity ? (1 - p) * share[capacity] : 0),
        )
      expect(failedShare(capacity, p)).toBeCloseTo(p * share[0] + (1 - p) * share[capacity], 6)
    }),
    { numRuns: 30 },
  )
})

test('the more is likely to be noticed, the fewer cheat; where all is, nobody', () => {
  // One payment for a closing: half of all closings come before the next payment.
  expect(cheatedShare(10, 0, 1)).toBeCloseTo(0.5 / 2, 14)
  expect(cheatedShare(10, 0.25, 1)).toBeCloseTo(0.5 / 8, 14)
  expect(cheatedShare(10, 0.99, 1)).toBeCloseTo(0.5 / 1024, 14)
  expect(cheatedShare(10, 1, 1)).toBe(0)
})

test('what cannot be is refused', () => {
  expect(() => failedShare(-1, 0.5)).toThrow('got -1 and 0.5')
  expect(() => meanLife(5, 6, 0.5)).toThrow('expected a start from 0 to 5, got 6')
})
