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

test('holders with nothing raise inequality and change neither HHI nor Nakamoto', () => {
  expect(gini([0, 0, 0, 5])).toBe(0.75) // one of four holds all: 1 - 1/4
  expect(gini([4, 4, 0, 0])).toBe(0.5)
  expect([hhi([4, 4, 0, 0]), nakamoto([4, 4, 0, 0])]).toEqual([5000, 2])
  expect([hhi([0, 9]), gini([0, 9]), nakamoto([0, 9])]).toEqual([10_000, 0.5, 1])
})

test('among n equal holders HHI is 10,000 / n, Gini 0, and Nakamoto the first whole number above n / 2', () => {
  for (let n = 1; n <= 40; n++) {
    const equal = Array.from({ length: n }, () => 7)
    expect(hhi(equal)).toBeCloseTo(10_000 / n, 9)
    expect([gini(equal), nakamoto(equal)]).toEqual([0, Math.floor(n / 2) + 1])
  }
})

test('ties at the threshold: half and no more is not enough, in whatever order they stand', () => {
  expect(nakamoto([25, 25, 25, 25])).toBe(3)
  expect(nakamoto([10, 50, 10, 30])).toBe(2) // the largest has exactly half
  expect(nakamoto([30, 30, 20, 20])).toBe(2)
  expect(nakamoto([20, 30, 20, 30])).toBe(2)
})

test('order changes nothing, and a merger of two lowers neither HHI nor raises Nakamoto', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 12 })
  fc.assert(
    fc.property(
      amounts.filter(some => some.some(amount => amount > 0)),
      ([a, b, ...others]) => {
        const [apart, turned, merged] = [
          [a, b, ...others],
          [...others, b, a],
          [a + b, ...others],
        ]
        for (const measure of [hhi, gini, nakamoto]) expect(measure(turned)).toBeCloseTo(measure(apart), 9)
        expect(hhi(merged)).toBeGreaterThanOrEqual(hhi(apart) - 1e-9)
        expect(nakamoto(merged)).toBeLessThanOrEqual(nakamoto(apart))
      },
    ),
  )
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
