import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastCrossing } from './crossing.ts'

test('the last crossing is between the last value above 0 and the next', () => {
  expect(lastCrossing([0, 1, 3], [4, 2, -2])).toBe(2)
  expect(lastCrossing([0, 1, 2, 3], [-1, 1, -3, -9])).toBe(1.25)
  expect(lastCrossing([0, 1], [1, 0])).toBe(1)
  expect(lastCrossing([0, 1], [0, -1])).toBe(-Infinity)
  expect(lastCrossing([0, 1], [-1, 1])).toBe(NaN)
})

test('a crossing is where a line is 0', () => {
  const x = [0, 1, 2, 5, 9]
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 8.99, noNaN: true }),
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      (root, slope) => {
        expect(
          lastCrossing(
            x,
            x.map(at => slope * (root - at)),
          ),
        ).toBeCloseTo(root, 9)
      },
    ),
  )
})
