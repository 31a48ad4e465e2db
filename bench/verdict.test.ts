import { expect, test } from 'vitest'
import { spread } from './spread.ts'
import { verdict } from './verdict.ts'

/** Seven runs, so that the interval goes from the least to the greatest. */
const between = (low: number, high: number) => spread([low, low, low, (low + high) / 2, high, high, high])

test('faster and slower are said of intervals that are clear of each other by three hundredths', () => {
  expect(verdict(between(90, 100), between(103.5, 110))).toBe('faster')
  expect(verdict(between(103.5, 110), between(90, 100))).toBe('slower')
})

test('a gap of two hundredths is not told apart, nor is one of three, nor intervals that overlap', () => {
  expect(verdict(between(90, 100), between(102, 110))).toBe('not told apart')
  expect(verdict(between(102, 110), between(90, 100))).toBe('not told apart')
  expect(verdict(between(90, 100), between(103, 110))).toBe('not told apart')
  expect(verdict(between(50, 100), between(99, 300))).toBe('not told apart')
})

test('of five runs nothing is said, however far apart', () => {
  expect(verdict(spread([1, 1, 1, 1, 1]), between(90, 100))).toBe('too few runs')
  expect(verdict(between(90, 100), spread([1, 1, 1, 1, 1]))).toBe('too few runs')
})
