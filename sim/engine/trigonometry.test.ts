import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cos, sin } from './trigonometry.ts'

/** Fails unless `ours` is within `units` last places of a number of the size of `theirs`. */
function expectClose(ours: number, theirs: number, units: number) {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(units * Math.max(Math.abs(theirs), 5e-324) * 2 ** -52)
}

test('sin and cos agree with the platform in all but the last place, at any angle', () => {
  const angle = fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.double({ min: -10, max: 10, noNaN: true }),
    fc.double({ min: -2e6, max: 2e6, noNaN: true }),
    fc.integer({ min: -900_000, max: 900_000 }).map(n => (n * Math.PI) / 2),
  )
  fc.assert(
    fc.property(angle, x => {
      expectClose(sin(x), Math.sin(x), 2)
      expectClose(cos(x), Math.cos(x), 2)
    }),
    { numRuns: 5000 },
  )
})

test('known values: small angles, pi, and angles far beyond the digits of pi in a double', () => {
  expect(sin(0.5)).toBe(0.479425538604203)
  expect(cos(0.5)).toBe(0.8775825618903728)
  expect(sin(Math.PI)).toBe(1.2246467991473532e-16) // what the double next to pi lacks
  expect(cos(Math.PI)).toBe(-1)
  expect(sin(1e22)).toBe(-0.8522008497671888)
  // The double that comes closest to a multiple of pi/2: its cosine is -4.687e-19.
  expect(cos(6381956970095103 * 2 ** 797)).toBeCloseTo(-4.687165924254624e-19, 33)
})

test('sin is odd and cos is even, to the bit', () => {
  for (const x of [0, 0.3, 1, 2.5, 4, 5.5, 1e5, 3e6, 1e300]) {
    expect(sin(-x)).toBe(-sin(x))
    expect(cos(-x)).toBe(cos(x))
  }
})

test('the squares of sin and cos add up to 1 in every quadrant', () => {
  for (let x = -20; x < 20; x += 0.0137) expect(sin(x) ** 2 + cos(x) ** 2).toBeCloseTo(1, 15)
})

test('an infinite angle has no sine', () => {
  expect([sin(Infinity), cos(-Infinity), sin(NaN)]).toEqual([NaN, NaN, NaN])
})
