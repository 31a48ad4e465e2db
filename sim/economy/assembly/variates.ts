/** Variates and counters that kernels share. The same formulas as in sim/engine and sim/measure, to the last bit. */
import { exponentials_quantile } from './columns'

/** How many values a random word has. */
export const WORDS: f64 = 4294967296
/** Microseconds in a second, and the longest latency in them. */
export const MICROSECONDS: f64 = 1e6
export const LONGEST: f64 = 4294967295

const OCTAVE_CELLS: u32 = 2048
const CELL_WORDS: u32 = 0x100000
const CELL_SHARE: f64 = 1.0 / 0x100000
const LN2: f64 = 0.6931471805599453

/** Exponential variate of mean 1 from a random word. */
@inline
export function exponential(word: u32): f64 {
  const zeros = <u32>clz(word)
  if (zeros == 32) return 33 * LN2
  const shifted = (word << zeros) | ((<u32>1 << zeros) >> 1)
  const cell = (shifted >> 20) & (OCTAVE_CELLS - 1)
  const d = (<f64>(~shifted & (CELL_WORDS - 1)) + 0.5) * CELL_SHARE / <f64>(cell + OCTAVE_CELLS + 1)
  return <f64>zeros * LN2 + load<f64>(exponentials_quantile + (<usize>cell << 3)) + (d + 0.5 * d * d)
}

/** What a whole number below 2^52 is added to, bit by bit, to become a number of 64 bits. */
const WHOLE: f64 = 4503599627370496

/**
 * Two exponential variates, of random words from 1 on as numbers of 64 bits: to the bit what `exponential` gives. Twice the
 * word and one has the leading bit in its exponent, and the shifted word at the top of its fraction. `one` is 1 twice: what
 * is computed from it before a loop stays in registers, where a constant would be made anew each time.
 */
@inline
export function exponentials(
  words: v128,
  one: v128,
  half: v128,
  whole: v128,
  zero: v128,
  rests: v128,
  share: v128,
  cells: v128,
  ln2: v128,
  mask: v128,
  table: usize,
): v128 {
  const bits = f64x2.add(f64x2.add(words, words), one)
  const cell = v128.and(i64x2.shr_u(bits, 41), mask)
  const rest = v128.andnot(rests, i64x2.shr_u(bits, 21))
  const zeros = f64x2.sub(zero, v128.or(i64x2.shr_u(bits, 52), whole))
  const way = f64x2.add(f64x2.sub(v128.or(rest, whole), whole), half)
  const d = f64x2.div(f64x2.mul(way, share), f64x2.sub(v128.or(cell, whole), cells))
  const low = table + (<usize>i64x2.extract_lane(cell, 0) << 3)
  const high = table + (<usize>i64x2.extract_lane(cell, 1) << 3)
  const upper = v128.load64_lane(high, v128.load64_zero(low), 1)
  const fall = f64x2.add(d, f64x2.mul(f64x2.mul(half, d), d))
  return f64x2.add(f64x2.add(f64x2.mul(zeros, ln2), upper), fall)
}

/** A latency in whole microseconds, at most 2^32 - 1. */
@inline
export function microseconds(seconds: f64): f64 {
  return Math.floor(min(LONGEST, seconds * MICROSECONDS + 0.5))
}

const MANTISSA: u32 = 5

/** Bucket of a whole number of microseconds below 2^32. */
@inline
export function bucketOf(time: f64): u32 {
  const value = whole(time)
  if (value == 0) return 0
  const zeros = <i32>clz(value)
  const shift = <u32>max(0, 31 - <i32>MANTISSA - zeros)
  return (shift << MANTISSA) + (value >> shift)
}

/** The whole number below `value`, which is from 0 up to 2^32: by way of 64 bits, as the direct way branches on the first bit. */
@inline
export function whole(value: f64): u32 {
  return <u32>(<i64>value)
}

/** Adds to two neighbours in memory. */
@inline
export function addTwo(at: usize, values: v128): void {
  v128.store(at, f64x2.add(v128.load(at), values))
}

/** Adds to a number in memory. */
@inline
export function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value)
}
