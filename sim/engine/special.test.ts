import { expect, test } from 'vitest'
import { erfc, logGamma, normalCdf, normalQuantile } from './special.ts'

/** Fails unless both are the same to `digits` significant digits. */
function expectDigits(ours: number, exact: number, digits: number) {
  expect(Math.abs(ours / exact - 1)).toBeLessThan(0.5 * 10 ** -digits)
}

test('erfc has its tabulated values, on both sides of its two methods', () => {
  expect(erfc(0)).toBe(1)
  expectDigits(erfc(0.5), 0.4795001221869535, 14)
  expectDigits(erfc(1), 0.15729920705028513, 14)
  expectDigits(erfc(2), 0.004677734981047266, 14)
  expectDigits(erfc(10), 2.088487583762545e-45, 14)
  expectDigits(erfc(-1), 1.8427007929497148, 14)
  expectDigits(erfc(1 - 1e-9), erfc(1) + 1e-9 * (2 / Math.sqrt(Math.PI)) * Math.exp(-1), 14)
  expect([erfc(Infinity), erfc(-Infinity), erfc(NaN)]).toEqual([0, 2, NaN])
})

test('the normal distribution has its tabulated values', () => {
  expect(normalCdf(0)).toBe(0.5)
  expectDigits(normalCdf(1), 0.8413447460685429, 14)
  expectDigits(normalCdf(-2), 0.02275013194817921, 14)
  expectDigits(normalCdf(-10), 7.61985302416053e-24, 13)
})

test('the normal quantile has its tabulated values, one for each of its three pieces', () => {
  expectDigits(normalQuantile(0.75), 0.6744897501960817, 15)
  expectDigits(normalQuantile(0.975), 1.959963984540054, 15)
  expectDigits(normalQuantile(1e-20), -9.262340089798409, 15)
  expect(normalQuantile(0.5)).toBe(0)
  expect([
    normalQuantile(0),
    normalQuantile(1),
    normalQuantile(-0.1),
    normalQuantile(1.1),
    normalQuantile(NaN),
  ]).toEqual([-Infinity, Infinity, NaN, NaN, NaN])
})

test('the quantile undoes the distribution', () => {
  for (let x = -37; x < 5; x += 0.173) expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 9)
  for (let p = 1e-300; p < 1; p *= 3.7) expectDigits(normalCdf(normalQuantile(p)), p, 11)
})

test('the quantile does not fall as the share rises, but for rounding where its pieces meet', () => {
  for (const border of [0.075, 0.925, Math.exp(-25), 0.5]) {
    for (let i = -50, before = -Infinity; i <= 50; i++) {
      const x = normalQuantile(border * (1 + i * 1e-13))
      expect(x).toBeGreaterThan(before - 2e-15)
      before = x
    }
  }
})

test('logGamma(k + 1) is the logarithm of k!, and logGamma(1/2) that of the root of pi', () => {
  let factorial = 1
  for (let k = 1; k <= 170; k++) {
    factorial *= k
    expect(Math.abs(logGamma(k + 1) - Math.log(factorial))).toBeLessThan(1e-14 + 1e-15 * Math.log(factorial))
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14)
  expect(logGamma(1e9 + 1) - logGamma(1e9)).toBeCloseTo(Math.log(1e9), 4)
})

test('logGamma is refused at 0 and below', () => {
  expect(() => logGamma(0)).toThrow('logGamma: expected a number above 0, got 0')
  expect(() => logGamma(-1.5)).toThrow(RangeError)
  expect(() => logGamma(NaN)).toThrow('got NaN')
})
