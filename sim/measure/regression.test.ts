import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pow } from '../engine/numerics.ts'
import { correlation, elasticity, slope, variation } from './regression.ts'

test('the slope is that of least squares', () => {
  expect(slope([1, 2, 3, 4], [1, 3, 2, 5])).toBeCloseTo(1.1, 12) // 5.5 / 5
  expect(slope([1, 2], [1, 2])).toBeNaN()
  expect(slope([3, 3, 3], [1, 2, 3])).toBeNaN()
})

test('cost in proportion to use has elasticity 1, a fixed cost 0, and a power its exponent', () => {
  const use = [100, 130, 190, 250, 400]
  const of = (cost: (use: number) => number) => elasticity(use, use.map(cost))
  expect(of(x => 3 * x)).toBeCloseTo(1, 10)
  expect(of(() => 70)).toBe(0)
  expect(of(x => 5 * pow(x, 0.7))).toBeCloseTo(0.7, 10)
})

test('a price that differs by rounding alone does not follow anything', () => {
  expect(elasticity([10, 20, 40], [0.1 + 0.2, 0.3, 0.3])).toBe(0)
})

test('use that hardly varies, and points that are not positive, say nothing', () => {
  expect(elasticity([100, 101, 100, 99], [1, 2, 3, 4])).toBeNaN()
  expect(elasticity([0, 10, 20, 40, 80], [9, 1, 2, 4, 8])).toBeCloseTo(1, 12)
  expect(elasticity([10, 20, 40], [0, -1, 4])).toBeNaN()
})

test('correlation is 1 along a rising line, -1 along a falling one, and hand-worked between', () => {
  expect(correlation([1, 2, 5], [3, 5, 11])).toBeCloseTo(1, 12)
  expect(correlation([1, 2, 5], [-1, -2, -5])).toBeCloseTo(-1, 12)
  expect(correlation([1, 2, 3, 4], [1, 3, 2, 5])).toBeCloseTo(5.5 / Math.sqrt(5 * 8.75), 12)
  expect(correlation([1, 2, 3], [4, 4, 4])).toBeNaN()
})

test('variation is the standard deviation over the mean', () => {
  expect(variation([2, 4, NaN])).toBeCloseTo(1 / 3, 12)
  expect(variation([5])).toBeNaN()
  expect(variation([0.1 + 0.2, 0.3])).toBe(0) // rounding is no variation
})

test('correlation is between -1 and 1 and knows no unit', () => {
  const column = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(column, column, (x, y) => {
      const r = correlation(x, y)
      fc.pre(!Number.isNaN(r))
      expect(Math.abs(r)).toBeLessThanOrEqual(1 + 1e-12)
      expect(
        correlation(
          x.map(value => 3 * value + 1),
          y,
        ),
      ).toBeCloseTo(r, 9)
    }),
  )
})
