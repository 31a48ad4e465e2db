import { expect, test } from 'vitest'
import { betaCdf, studentQuantile, studentTails } from './student.ts'

test.each([
  [0.975, 1, 12.706],
  [0.975, 4, 2.776],
  [0.975, 19, 2.093],
  [0.95, 19, 1.729],
  [0.995, 9, 3.25],
  [0.75, 2, 0.816],
  [0.975, 1e6, 1.96],
])('the table says t(%f, %i) = %f', (p, freedom, t) => {
  expect(studentQuantile(p, freedom)).toBeCloseTo(t, 3)
  expect(studentQuantile(1 - p, freedom)).toBeCloseTo(-t, 3)
})

test('one degree of freedom is Cauchy, two have a closed form', () => {
  expect(studentQuantile(0.99, 1)).toBeCloseTo(Math.tan(Math.PI * 0.49), 9)
  const a = 4 * 0.9 * 0.1
  expect(studentQuantile(0.9, 2)).toBeCloseTo((2 * 0.9 - 1) * Math.sqrt(2 / a), 12)
})

test('tails and quantile undo each other, the median is 0', () => {
  for (const freedom of [1, 3, 19, 400]) {
    for (const p of [0.6, 0.9, 0.999])
      expect(studentTails(studentQuantile(p, freedom), freedom)).toBeCloseTo(2 * (1 - p), 12)
  }
  expect(studentQuantile(0.5, 7)).toBe(0)
  expect(studentTails(0, 7)).toBe(1)
  expect(studentTails(Infinity, 7)).toBe(0)
  expect(() => studentQuantile(1, 7)).toThrow('got p 1, freedom 7')
})

test('the beta distribution of whole a and b is a binomial tail', () => {
  // Beta(2, 3) at 0.4 = P(Binomial(4, 0.4) >= 2) = 1 - 0.6^4 - 4 * 0.4 * 0.6^3
  expect(betaCdf(0.4, 2, 3)).toBeCloseTo(1 - 0.1296 - 0.3456, 14)
  // Beta(1, b) at x = 1 - (1 - x)^b, also far out
  expect(betaCdf(0.01, 1, 500)).toBeCloseTo(1 - 0.99 ** 500, 13)
  expect(betaCdf(0.9, 1, 20) / (1 - 1e-20)).toBeCloseTo(1, 14)
  expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3)]).toEqual([0, 1])
})
