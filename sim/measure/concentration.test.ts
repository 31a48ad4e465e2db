import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gini, hhi, nakamoto } from './concentration.ts'

test('hhi: shares of 30, 30, 20 and 20 % give 2600', () => {
  expect(hhi([30, 30, 20, 20])).toBe(2600)
  expect(hhi([3, 3, 2, 2, 0])).toBe(2600) // 26 / 100, in any unit and with a holder of nothing
})

test('gini agrees with the published examples', () => {
  expect(gini([1, 3, 2, 1, 1, 1, 4])).toBeCloseTo(0.3076923, 7)
  expect(gini([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])).toBeCloseTo(0.4620911, 7)
})

test('nakamoto wants strictly more than the threshold', () => {
  expect(nakamoto([35, 20, 15, 10, 10, 5, 5])).toBe(2)
  expect(nakamoto([50, 50])).toBe(2) // one half is not more than one half
  expect(nakamoto([51, 49])).toBe(1)
  expect(nakamoto([5, 35, 10, 20, 5, 15, 10], 0.7)).toBe(4) // 35 + 20 + 15 = 70 is not enough
  expect(nakamoto([2, 0, 1], 0)).toBe(1)
})

test('one holder is a monopoly and equal to itself', () => {
  expect([hhi([7]), gini([7]), nakamoto([7])]).toEqual([10_000, 0, 1])
})

test('where nobody holds anything concentration is undefined', () => {
  for (const measure of [hhi, gini, nakamoto]) {
    expect(measure([0, 0, 0])).toBeNaN()
    expect(measure([])).toBeNaN()
  }
})

test('what is no amount is refused with its row', () => {
  expect(() => gini([1, -2])).toThrow('expected finite amounts of 0 or more, got -2 in row 1')
  expect(() => hhi([NaN])).toThrow('got NaN in row 0')
  expect(() => nakamoto([1], 1)).toThrow('expected a threshold from 0 to below 1, got 1')
})

test('gini is half the mean difference of two holders over the mean, and a unit changes nothing', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      amounts.filter(some => some.some(amount => amount > 0)),
      some => {
        const total = some.reduce((a, b) => a + b)
        const differences = some.flatMap(a => some.map(b => Math.abs(a - b))).reduce((a, b) => a + b)
        expect(gini(some)).toBeCloseTo(differences / (2 * some.length * total), 12)
        expect(gini(some.map(amount => amount * 8))).toBe(gini(some))
        expect(hhi(some)).toBeGreaterThanOrEqual(10_000 / some.length - 1e-9)
      },
    ),
  )
})
