import { describe, expect, it } from 'vitest'
import { logSlope } from './slope.ts'

describe('the slope of log y over log x', () => {
  it('is the exponent of a power, without error', () => {
    for (const [factor, power] of [
      [7, 1],
      [0.25, 2],
      [3, 0.5],
      [11, 0],
      [2, -1.5],
    ]) {
      const { slope, error, interval } = logSlope([1, 3, 10, 200].map(x => [x, factor * x ** power]))
      expect(slope).toBeCloseTo(power, 12)
      expect(error).toBeLessThan(1e-7)
      expect(interval[1] - interval[0]).toBeLessThan(1e-6)
    }
  })

  it('has the error of least squares: (1, 1), (e, e), (e^2, e^5) lie half, one and half off a slope of 5/2', () => {
    // Logarithms (0, 0), (1, 1), (2, 5): Sxx = 2, Sxy = 5, line -1/2 + 5/2 x, squares of residuals 1/4 + 1 + 1/4.
    const { slope, error, interval } = logSlope([
      [1, 1],
      [Math.E, Math.E],
      [Math.E ** 2, Math.E ** 5],
    ])
    expect(slope).toBeCloseTo(2.5, 12)
    expect(error).toBeCloseTo(Math.sqrt(1.5 / 1 / 2), 12)
    // Student's t of one freedom: 12.7062 at 0.975.
    expect(interval[1] - slope).toBeCloseTo(12.7062 * Math.sqrt(0.75), 3)
    expect(slope - interval[0]).toBeCloseTo(interval[1] - slope, 12)
  })

  it('needs three points of several positive sizes', () => {
    const two = [
      [1, 1],
      [2, 2],
    ] as const
    expect(() => logSlope(two)).toThrow('slope: expected three points or more, got 2')
    expect(() => logSlope([...two, [3, 0]])).toThrow('slope: expected points above 0, got (3, 0)')
    expect(() => logSlope([5, 6, 7].map(y => [4, y]))).toThrow('slope: expected several sizes, got 4 alone')
  })
})
