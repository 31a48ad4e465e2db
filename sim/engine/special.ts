/**
 * The functions of statistics: the normal distribution, its inverse and the logarithm of the gamma
 * function, with the same bits in every engine because they rest on `elementary.ts`. They serve tables,
 * populations and formulas, not the inner loop of a tick.
 */
import { exp, log } from './elementary.ts'

const SQRT_PI = 1.772453850905516
const LOG_SQRT_2_PI = 0.9189385332046728

/**
 * Complementary error function, 2/sqrt(pi) times the integral of exp(-t^2) from `x` on, with a relative
 * error below 1e-14 (before it becomes subnormal, near 26.5). Abramowitz and Stegun 7.1.6 (a series of positive terms) up to 1, 7.1.14 (a continued
 * fraction) beyond.
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN
  if (x < 0) return 2 - erfc(-x)
  if (x > 27.3) return 0
  const head = Math.fround(x) // its square is exact, so that exp(-x^2) keeps its digits far out
  const density = exp(-head * head) * exp((head - x) * (head + x))
  if (x < 1) {
    let term = x
    let sum = x
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / SQRT_PI) * density * sum
  }
  let fraction = x
  for (let n = Math.floor(20 + 160 / (x * x)); n > 0; n--) fraction = x + n / 2 / fraction
  return density / (SQRT_PI * fraction)
}

/** Share of the standard normal distribution below `x`, with a relative error below 1e-12 far out and 1e-14 near 0. */
export function normalCdf(x: number): number {
  return erfc(-x * Math.SQRT1_2) / 2
}

/**
 * The standard normal quantile: x such that normalCdf(x) is `p`, with a relative error below 1e-15. -Infinity
 * at 0, Infinity at 1, NaN outside. Wichura 1988, algorithm AS 241, PPND16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * central(0.180625 - q * q)
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const size = r <= 5 ? outer(r - 1.6) : far(r - 5)
  return q < 0 ? -size : size
}

/**
 * Logarithm of the gamma function for `x` > 0, so that log k! is logGamma(k + 1); the error is below 1e-14 or
 * three units in the last place, whichever is more. Stirling's series (Abramowitz and Stegun 6.1.40) from 10 on, and
 * gamma(x) = gamma(x + 1) / x below. Throws a RangeError where x is not above 0.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma: expected a number above 0, got ${x}`)
  if (x === Infinity) return x
  let product = 1
  while (x < 10) product *= x++
  const t = 1 / (x * x)
  const series = 1 / 1260 - t * (1 / 1680 - t * (1 / 1188 - t * (691 / 360360 - t / 156)))
  return (x - 0.5) * log(x) - x + LOG_SQRT_2_PI + (1 / 12 - t * (1 / 360 - t * series)) / x - log(product)
}

// The three rational functions of AS 241, each of degree 7 over 7.

function central(r: number): number {
  const a = 33430.575583588128 + r * 2509.0809287301227
  const b = 67265.7709270087 + r * a
  const c = 45921.95393154987 + r * b
  const d = 1971.5909503065513 + r * (13731.693765509461 + r * c)
  const numerator = 3.3871328727963665 + r * (133.14166789178438 + r * d)
  const e = 28729.085735721943 + r * 5226.495278852854
  const f = 39307.89580009271 + r * e
  const g = 21213.794301586597 + r * f
  const h = 687.1870074920579 + r * (5394.196021424751 + r * g)
  return numerator / (1 + r * (42.31333070160091 + r * h))
}

function outer(r: number): number {
  const a = 0.022723844989269184 + r * 0.0007745450142783414
  const b = 0.2417807251774506 + r * a
  const c = 1.2704582524523684 + r * b
  const d = 5.769497221460691 + r * (3.6478483247632045 + r * c)
  const numerator = 1.4234371107496835 + r * (4.630337846156546 + r * d)
  const e = 0.0005475938084995345 + r * 1.0507500716444169e-9
  const f = 0.015198666563616457 + r * e
  const g = 0.14810397642748008 + r * f
  const h = 1.6763848301838038 + r * (0.6897673349851 + r * g)
  return numerator / (1 + r * (2.053191626637759 + r * h))
}

function far(r: number): number {
  const a = 2.7115555687434876e-5 + r * 2.0103343992922881e-7
  const b = 0.0012426609473880784 + r * a
  const c = 0.026532189526576124 + r * b
  const d = 1.7848265399172913 + r * (0.29656057182850487 + r * c)
  const numerator = 6.657904643501103 + r * (5.463784911164114 + r * d)
  const e = 1.421511758316446e-7 + r * 2.0442631033899397e-15
  const f = 1.8463183175100548e-5 + r * e
  const g = 0.0007868691311456133 + r * f
  const h = 0.1369298809227358 + r * (0.014875361290850615 + r * g)
  return numerator / (1 + r * (0.599832206555888 + r * h))
}
