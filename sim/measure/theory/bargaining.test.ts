import { expect, test } from 'vitest'
import { firstShare, firstShareBefore } from './bargaining.ts'

test('who makes the only offer takes all, who makes the first of two leaves the other its discount', () => {
  expect(firstShareBefore(0.9, 0.8, 1)).toBe(1)
  expect(firstShareBefore(0.9, 0.8, 2)).toBeCloseTo(0.2, 12)
  expect(firstShareBefore(0.9, 0.8, 3)).toBeCloseTo(1 - 0.8 * (1 - 0.9), 12)
})

test('without an end the patient get more, and the first a little more among equals', () => {
  expect(firstShare(0.9, 0.9)).toBeCloseTo(1 / 1.9, 12)
  expect(firstShare(0.9, 0.8)).toBeCloseTo(0.2 / 0.28, 12)
  expect(firstShareBefore(0.9, 0.8, 200)).toBeCloseTo(firstShare(0.9, 0.8), 12)
})
