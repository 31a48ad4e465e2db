/**
 * exp, expm1, log, log1p and pow from + - * / and bit operations only, so that every engine gives the
 * same bits: `Math.exp` and its kin may differ in the last one. Methods are the classical ones of
 * fdlibm (argument reduction, then an even or odd kernel); the coefficients are Chebyshev fits made
 * for this file. Typed arrays are little-endian, as on every platform that runs JavaScript today.
 */

const LN2_HIGH = 0.6931471805598903 // 42 bits, so an exponent times this is exact
const LN2_LOW = 5.497923018708371e-14
const ONE = 0x3ff00000 // upper half of 1
const SQRT_HALF = 0x3fe6a09e // upper half of the square root of 1/2
const SMALLEST_NORMAL = 2.2250738585072014e-308
const TWO_54 = 0x40000000000000
const LARGEST_EXP = 709.782712893384 // exp of anything above is more than the largest double
const SMALLEST_EXP = -745.1332191019412 // exp of anything below rounds to 0

// 2^k at k + 1074. Reading a power is faster than composing its bits: a double read right after one of its halves
// was written waits for the write to reach the cache.
const POWERS = powersOfTwo()

const double = new Float64Array(1)
const halves = new Int32Array(double.buffer) // [low, high]

/** e to the power `x`, off by less than 0.7 units in the last place. */
export function exp(x: number): number {
  if (!(x <= LARGEST_EXP)) return Number.isNaN(x) ? NaN : Infinity
  if (x < SMALLEST_EXP) return 0
  const k = Math.floor(x * Math.LOG2E + 0.5) | 0
  return scaledExp(x - k * LN2_HIGH, k * LN2_LOW, k)
}

/** exp(x) - 1 without cancellation near 0, off by less than 2 units in the last place. */
export function expm1(x: number): number {
  if (x === 0) return x // -0 stays -0
  if (Math.abs(x) < 0.34) {
    const c = expKernel(x)
    return x + (x * c) / (2 - c)
  }
  if (x < -38) return -1
  if (!(x < 40)) return exp(x)
  const k = Math.floor(x * Math.LOG2E + 0.5) | 0
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const c = expKernel(r)
  const whole = 1 - POWERS[1074 - k]
  const sum = whole + high
  return (sum + (whole - sum + high + ((r * c) / (2 - c) - low))) * POWERS[k + 1074]
}

/** Natural logarithm, off by less than 1 unit in the last place; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN
  const small = x < SMALLEST_NORMAL
  const normal = small ? x * TWO_54 : x
  const exponent = exponentOf(normal)
  const m = normal * POWERS[1074 - exponent]
  const k = small ? exponent - 54 : exponent
  // With s = f / (2 + f), log(1 + f) = log((1 + s) / (1 - s)) = 2 s + 2/3 s^3 + ... = f - f^2/2 + s (f^2/2 + rest).
  const f = m - 1
  const s = f / (2 + f)
  const z = s * s
  const v = z * z
  const odd = z * (0.666666666666667 + v * (0.28571428628810996 + v * (0.18182922513515942 + v * 0.14630031364122906)))
  const even = v * (0.3999999999989322 + v * (0.22222210674238516 + v * 0.153306173067433))
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f)
}

/** log(1 + x) without loss of digits near 0, off by less than 2 units in the last place. */
export function log1p(x: number): number {
  const u = 1 + x
  if (u === 1 || u === Infinity) return x
  // What 1 + x lost to rounding is d, and log(u + d) = log(u) + d / u to the last bit.
  return u > 0 ? log(u) + (u > 2 ? 1 - (u - x) : x - (u - 1)) / u : log(u)
}

/**
 * `x` to the power `y`, off by less than 1 unit in the last place; whole powers that are doubles are exact.
 * The special cases are those of ECMAScript: pow(NaN, 0) is 1, pow(1, Infinity) and pow(1, NaN) are NaN.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  const size = Math.abs(x)
  if (y === Infinity || y === -Infinity) return size === 1 ? NaN : size > 1 === y > 0 ? Infinity : 0
  const whole = Math.floor(y) === y
  const odd = whole && Math.abs(y) < TWO_54 / 2 && y / 2 !== Math.floor(y / 2)
  const negative = odd && (x < 0 || 1 / x === -Infinity)
  if (size === 0 || size === Infinity) {
    const result = (size === 0) === y > 0 ? 0 : Infinity
    return negative ? -result : result
  }
  if (x < 0 && !whole) return NaN
  const result = positivePower(size, y)
  return negative ? -result : result
}

/**
 * exp(y log x) with log x as an unevaluated sum of two doubles, good to 65 bits: an error of 2^-64 in the
 * logarithm, times the 745 that the product can reach, is a third of the last place of the result.
 */
function positivePower(x: number, y: number): number {
  const small = x < SMALLEST_NORMAL
  const normal = small ? x * TWO_54 : x
  const exponent = exponentOf(normal)
  const m = normal * POWERS[1074 - exponent]
  const k = small ? exponent - 54 : exponent
  // s = f / (2 + f) and z = s^2, each as high + low
  const f = m - 1
  const d = 2 + f
  const s = f / d
  const product = s * d
  const sLow = (f - product - lost(s, d, product) - s * (f - (d - 2))) / d
  const z = s * s
  const zLow = lost(s, s, z) + 2 * s * sLow
  // log(1 + f) = s (2 + z (2/3 + z (2/5 + ...)))
  const v = z * z
  const odd = 0.4000000000000003 + v * (0.22222222273617623 + v * (0.15385604411768514 + v * 0.12925663575110316))
  const even = 0.28571428571332935 + v * (0.18181807839015793 + v * 0.13284977969619902)
  const tail = z * (odd + z * even)
  const q = 2 / 3 + tail
  const qLow = 2 / 3 - q + tail + 3.700743415417188e-17
  const w = z * q
  const wLow = lost(z, q, w) + z * qLow + zLow * q
  const u = 2 + w
  const uLow = w - (u - 2) + wLow
  const l = s * u
  const lLow = lost(s, u, l) + s * uLow + sLow * u
  const octaves = k * LN2_HIGH
  const sum = octaves + l
  const sumLow = octaves - sum + l + (k * LN2_LOW + lLow)

  const t = y * sum
  if (t > 710) return Infinity
  if (t < -746) return 0
  const tLow = lost(y, sum, t) + y * sumLow
  const n = Math.floor(t * Math.LOG2E + 0.5) | 0
  return scaledExp(t - n * LN2_HIGH, n * LN2_LOW - tLow, n)
}

/** exp(high - low) * 2^k for |high| < 0.35 and a `low` far smaller. */
function scaledExp(high: number, low: number, k: number): number {
  const r = high - low
  const c = expKernel(r)
  const sum = 1 + high
  const y = sum + (1 - sum + high + ((r * c) / (2 - c) - low))
  if (k > 1023) return y * 2 * POWERS[k + 1073]
  return k < -1022 ? (y * POWERS[k + 1128]) / TWO_54 : y * POWERS[k + 1074]
}

/** c = r - t P(t) with t = r^2, such that exp(r) = 1 + r + r c / (2 - c), for |r| < 0.35. */
function expKernel(r: number): number {
  const t = r * r
  const p = 6.613756462990855e-5 + t * (-1.6534046756143388e-6 + t * 4.143141020859916e-8)
  return r - t * (0.1666666666666666 + t * (-0.002777777777754694 + t * p))
}

/** k such that x / 2^k is from 0.707 to 1.415, for a positive, finite, normal x. */
function exponentOf(x: number): number {
  double[0] = x
  return ((halves[1] + (ONE - SQRT_HALF)) >>> 20) - 1023
}

/** What rounding took from `product`, the double nearest a * b: exactly a * b - product (Dekker 1971). */
function lost(a: number, b: number, product: number): number {
  const a1 = upper(a)
  const a2 = a - a1
  const b1 = upper(b)
  const b2 = b - b1
  return a1 * b1 - product + a1 * b2 + a2 * b1 + a2 * b2
}

/** The upper 26 bits of x, rounded. */
function upper(x: number): number {
  const c = 134217729 * x // 2^27 + 1
  return c - (c - x)
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1074 + 1024)
  powers[1074] = 1
  for (let i = 1075; i < powers.length; i++) powers[i] = powers[i - 1] * 2
  for (let i = 1073; i >= 0; i--) powers[i] = powers[i + 1] / 2
  return powers
}
