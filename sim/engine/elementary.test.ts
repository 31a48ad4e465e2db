import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exp, expm1, log, log1p, pow } from './elementary.ts'

const bits = new BigInt64Array(1)
const double = new Float64Array(bits.buffer)

/** The doubles between a and b: 0 if they are the same (or both NaN), 1 if they are neighbours. */
function apart(a: number, b: number): number {
  if (Object.is(a, b)) return 0
  const place = (x: number) => {
    double[0] = x
    return bits[0] < 0n ? -(bits[0] & 0x7fffffffffffffffn) : bits[0]
  }
  return Number.isNaN(a) || Number.isNaN(b) ? Infinity : Math.abs(Number(place(a) - place(b)))
}

const anyDouble = fc.double()
const near = (bound: number) => fc.double({ min: -bound, max: bound, noNaN: true })

// The platform's functions are within 1 unit in the last place themselves, so agreement is to 1 more than ours.
test.each([
  ['exp', exp, Math.exp, fc.oneof(anyDouble, near(10), near(750)), 1],
  ['log', log, Math.log, fc.oneof(anyDouble, fc.double({ min: 0, max: 4, noNaN: true })), 1],
  ['expm1', expm1, Math.expm1, fc.oneof(anyDouble, near(1), near(50), near(750)), 2],
  ['log1p', log1p, Math.log1p, fc.oneof(anyDouble, near(1), near(1e-8), near(1e6)), 2],
])('%s agrees with the platform in all but the last place', (_, ours, platform, argument, units) => {
  fc.assert(
    fc.property(argument, x => {
      expect(apart(ours(x), platform(x))).toBeLessThanOrEqual(units)
    }),
    { numRuns: 3000 },
  )
})

test('pow agrees with the platform in all but the last places, and exactly where it is not a finite number above 0', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyDouble, near(10)),
      fc.oneof(anyDouble, near(20), fc.integer({ min: -400, max: 400 })),
      (x, y) => {
        const [ours, platform] = [pow(x, y), x ** y]
        const ordinary = Number.isFinite(platform) && platform !== 0
        expect(apart(ours, platform)).toBeLessThanOrEqual(ordinary ? 2 : 1)
      },
    ),
    { numRuns: 5000 },
  )
})

test('exp and log have their known values', () => {
  expect([exp(0), exp(-0), exp(1), exp(-1)]).toEqual([1, 1, Math.E, 0.36787944117144233])
  expect([log(1), log(2), log(10), log(Math.E)]).toEqual([0, Math.LN2, Math.LN10, 1])
  expect(log(5e-324)).toBe(-744.4400719213812)
  expect(log(1.7976931348623157e308)).toBe(709.782712893384)
})

test('the ends of the range: exp overflows above 709.78 and fades out below -745.13', () => {
  expect(exp(709.782712893384)).toBeLessThan(Infinity)
  expect(exp(709.7827128933841)).toBe(Infinity)
  expect(exp(-745.1332191019411)).toBe(5e-324)
  expect(exp(-745.1332191019413)).toBe(0)
  expect(exp(-740)).toBe(Math.exp(-740)) // subnormal: fewer digits, so no doubt about the last
  expect([exp(Infinity), exp(-Infinity), exp(NaN)]).toEqual([Infinity, 0, NaN])
  expect([log(0), log(-0), log(-1), log(Infinity), log(NaN)]).toEqual([-Infinity, -Infinity, NaN, Infinity, NaN])
})

test('expm1 and log1p keep the digits that exp and log lose near 0', () => {
  expect(expm1(1e-20)).toBe(1e-20)
  expect(log1p(1e-20)).toBe(1e-20)
  expect(expm1(1e-5)).toBe(1.0000050000166668e-5) // 1e-5 + 5e-11 + 1.6667e-16
  expect(log1p(1e-5)).toBeCloseTo(9.999950000333332e-6, 19) // 1e-5 - 5e-11 + 3.3333e-16
  expect(expm1(-0)).toBe(-0)
  expect(log1p(-0)).toBe(-0)
  expect([expm1(-Infinity), expm1(-60), expm1(Infinity), expm1(NaN)]).toEqual([-1, -1, Infinity, NaN])
  expect([log1p(-1), log1p(-1.5), log1p(Infinity), log1p(NaN)]).toEqual([-Infinity, NaN, Infinity, NaN])
})

test('whole powers that are doubles are exact', () => {
  expect(pow(2, 10)).toBe(1024)
  expect(pow(10, 3)).toBe(1000)
  expect(pow(-3, 5)).toBe(-243)
  for (let base = 2; base <= 60; base++) {
    let product = 1
    for (let y = 0; product <= Number.MAX_SAFE_INTEGER; y++, product *= base) expect(pow(base, y)).toBe(product)
  }
  for (let k = -1074; k < 1024; k++) expect(pow(2, k)).toBe(2 ** k)
  for (let k = 0; k <= 22; k++) expect(pow(10, k)).toBe(Number(`1e${k}`)) // 10^22 is the last that is a double
  for (let x = 1; x < 1000; x++) expect(pow(x * x, 0.5)).toBe(x)
})

test('pow keeps 15 digits where the exponent multiplies every error of the logarithm', () => {
  // (1 + 1/n)^n for n = 2^40: e (1 - 1/(2n) + ...), as 1 + 1/n is a double
  const n = 2 ** 40
  expect(pow(1 + 1 / n, n)).toBeCloseTo(Math.E * (1 - 1 / (2 * n)), 14)
  expect(apart(pow(1.5, 1750), 1.5 ** 1750)).toBeLessThanOrEqual(2)
})

test('the special cases of pow are those of ECMAScript', () => {
  const values = [
    NaN,
    Infinity,
    -Infinity,
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    -2,
    3,
    -3,
    2.5,
    1e300,
    -1e300,
    2 ** 53,
    2 ** 53 - 1,
  ]
  for (const x of values) {
    for (const y of values) {
      const exact = x ** y
      const tolerance = Number.isInteger(exact) || !(Math.abs(exact) > 0) ? 0 : 1
      expect(apart(pow(x, y), exact), `pow(${x}, ${y})`).toBeLessThanOrEqual(tolerance)
    }
  }
})

test('exp and log rise with their argument, also across the borders of their reductions', () => {
  for (let k = -20; k <= 20; k++) {
    for (const border of [(k + 0.5) * Math.LN2, k * Math.LN2, k * 0.34]) {
      const steps = Array.from({ length: 41 }, (_, i) => border + (i - 20) * 4e-15)
      expect(steps.filter((x, i) => i > 0 && exp(x) < exp(steps[i - 1]))).toEqual([])
    }
    for (const border of [2 ** k, 2 ** k * Math.SQRT2]) {
      const steps = Array.from({ length: 41 }, (_, i) => border * (1 + (i - 20) * 2.3e-16))
      expect(steps.filter((x, i) => i > 0 && log(x) < log(steps[i - 1]))).toEqual([])
    }
  }
})
