/**
 * Variates from random words: pure functions, so a draw costs no state and can be repeated.
 *
 * Those of a fixed number of words take the words; those that reject take the stream itself and read its
 * blocks from index 0 on, so such a stream (purpose, tick, agent) must serve nothing else. The two that a
 * race draws for every node, `exponential` and `normal`, are a table and a short polynomial: a leading-zero
 * count finds the octave of the word, so that the tables are finest where the quantile is steepest.
 */
import { exp, log, log1p, logGamma, normalQuantile } from './numerics.ts'
import { block, fraction, WORDS } from './random.ts'

/** Cells of the table of the exponential variate. */
export const EXPONENTIAL_CELLS = 2048
const CELL_WORDS = 0x100000 // words of 32 bits in a cell of the top octave: 2^31 / 2048
const EXPONENTIAL = Float64Array.from({ length: EXPONENTIAL_CELLS }, (_, cell) => log(4096 / (cell + 2049)))
const NORMAL_CELLS = 32
const NORMAL = normalTable()
const INVERSION_LIMIT = 10 // means from here on are drawn by rejection: PTRS needs them that large
const LARGEST_MEAN = 1e12 // beyond, the logarithms of the acceptance test no longer tell neighbours apart

const words = new Int32Array(4)

/** A number in [0, 1), one of 2^32 equally spaced ones. Signed and unsigned words are the same. */
export function unit(word: number): number {
  return (word >>> 0) / WORDS
}

/** The table of the exponential variate, for kernels that draw it themselves. */
export const exponentialTable = (): Readonly<Float64Array> => EXPONENTIAL

/**
 * Exponential variate of mean 1: -log((word + 1/2) / 2^32) with a relative error below 3e-8, from 1.2e-10 up to
 * 22.9. Large words give small variates.
 */
export function exponential(word: number): number {
  const zeros = Math.clz32(word)
  if (zeros === 32) return 33 * Math.LN2
  // The word and its half, shifted up until the first bit is 1; the next 11 bits are the cell. -log is read at the
  // cell's upper end, where it is exactly 0 for the last one, and the way down from there is -log(1 - d) = d + d^2/2.
  const shifted = (word << zeros) | ((1 << zeros) >>> 1)
  const cell = (shifted >>> 20) & (EXPONENTIAL_CELLS - 1)
  const d = ((~shifted & (CELL_WORDS - 1)) + 0.5) / CELL_WORDS / (cell + EXPONENTIAL_CELLS + 1)
  return zeros * Math.LN2 + EXPONENTIAL[cell] + (d + 0.5 * d * d)
}

/**
 * Standard normal variate: the quantile of a tail probability of 63 random bits, off by less than 1e-8. `word0`
 * is the distance from the middle (0 is farthest out), the last bit of `word1` the side.
 */
export function normal(word0: number, word1: number): number {
  const zeros = Math.clz32(word0)
  const sign = 1 - 2 * (word1 & 1)
  if (zeros === 32) return -sign * normalQuantile(((word1 >>> 1) + 0.5) / WORDS / WORDS) // once in 4 billion
  const shifted = zeros === 0 ? word0 : (word0 << zeros) | (word1 >>> (32 - zeros))
  const at = (zeros * NORMAL_CELLS + ((shifted >>> 26) & (NORMAL_CELLS - 1))) * 4
  const t = ((shifted & 0x3ffffff) + 0.5) / 0x4000000
  return sign * (NORMAL[at] + t * (NORMAL[at + 1] + t * (NORMAL[at + 2] + t * NORMAL[at + 3])))
}

/** Lognormal variate with the given `median`; `sigma` is the standard deviation of its logarithm. */
export function lognormal(median: number, sigma: number, word0: number, word1: number): number {
  return median * exp(sigma * normal(word0, word1))
}

/** Pareto variate: at least `minimum`, and above x with probability (minimum / x)^shape. */
export function pareto(minimum: number, shape: number, word: number): number {
  return minimum * exp(exponential(word) / shape)
}

/** Uniform variate from `a` up to `b`; `b` itself only by rounding. */
export function uniformBetween(a: number, b: number, word0: number, word1: number): number {
  return a + (b - a) * fraction(word0, word1)
}

/**
 * Trials up to and including the first success, at least 1, each with probability `success` (0 < success <= 1),
 * else a RangeError. One word resolves probabilities down to about 1e-9.
 */
export function geometric(success: number, word: number): number {
  if (!(success > 0 && success <= 1)) throw new RangeError(`geometric: expected a success in (0, 1], got ${success}`)
  return 1 + Math.floor(exponential(word) / -log1p(-success))
}

/**
 * Poisson variate of the given `mean` (0 to 1e12, else a RangeError). Below 10 by inversion of one uniform, which
 * takes 1 block; from 10 on by transformed rejection (Hörmann 1993, PTRS), which takes 1.33 on average at 10 and
 * 1.12 for large means.
 */
export function poisson(mean: number, key: Uint32Array, purpose: number, tick: number, agent: number): number {
  if (mean < INVERSION_LIMIT && mean >= 0) {
    block(words, key, 0, agent, tick, purpose)
    return poissonByInversion(mean, fraction(words[0], words[1]))
  }
  if (!(mean <= LARGEST_MEAN && mean >= 0)) {
    throw new RangeError(`poisson: expected a mean from 0 to ${LARGEST_MEAN}, got ${mean}`)
  }
  const logMean = log(mean)
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const quick = 0.9277 - 3.6224 / (b - 2)
  for (let index = 0; ; index++) {
    block(words, key, index, agent, tick, purpose)
    const u = fraction(words[0], words[1]) - 0.5
    const v = 1 - fraction(words[2], words[3])
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= quick) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logGamma(k + 1)) return k
  }
}

/**
 * Gamma variate of the given `shape` (above 0, else a RangeError) and scale 1, so of mean `shape`; takes 1 to 1.05
 * blocks on average. Marsaglia and Tsang 2000; shapes below 1 through gamma(shape + 1) U^(1/shape).
 */
export function gamma(shape: number, key: Uint32Array, purpose: number, tick: number, agent: number): number {
  if (!(shape > 0 && shape < Infinity)) throw new RangeError(`gamma: expected a finite shape above 0, got ${shape}`)
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (let index = 0; ; index++) {
    block(words, key, index, agent, tick, purpose)
    const x = normal(words[0], words[1])
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    if (-exponential(words[2]) >= 0.5 * x * x + d - d * v + d * log(v)) continue
    return shape < 1 ? d * v * exp(-exponential(words[3]) / shape) : d * v
  }
}

/** The smallest k whose cumulative probability is above `u`. */
function poissonByInversion(mean: number, u: number): number {
  let term = exp(-mean)
  let k = 0
  while (u >= term && term > 1e-17) {
    // smaller terms are lost in the rounding of u
    u -= term
    term *= mean / ++k
  }
  return k
}

/**
 * Cubics for the quantile of the upper tail, four coefficients a cell: octave z holds the tail probabilities from
 * 2^-(z+2) to 2^-(z+1), cut into equal cells. They meet the quantile and its slope, -1 over the density, at both ends.
 */
function normalTable(): Float64Array {
  const table = new Float64Array(32 * NORMAL_CELLS * 4)
  for (let octave = 0, width = 1 / 4 / NORMAL_CELLS; octave < 32; octave++, width /= 2) {
    for (let cell = 0; cell < NORMAL_CELLS; cell++) {
      const [from, fromSlope] = tail((NORMAL_CELLS + cell) * width, width)
      const [to, toSlope] = tail((NORMAL_CELLS + cell + 1) * width, width)
      const rise = to - from
      const cubic = [from, fromSlope, 3 * rise - 2 * fromSlope - toSlope, fromSlope + toSlope - 2 * rise]
      table.set(cubic, (octave * NORMAL_CELLS + cell) * 4)
    }
  }
  return table
}

/** The standard normal that tail probability `p` lies above, and its slope for a step of `width` in `p`. */
function tail(p: number, width: number): [value: number, slope: number] {
  const value = -normalQuantile(p)
  return [value, -width * 2.5066282746310002 * exp((value * value) / 2)]
}
