/**
 * sin and cos with the same bits in every engine. An angle is reduced to a quarter turn and a rest, kept as
 * a sum of two doubles: with pi/2 in three pieces for everyday angles, and by exact integer arithmetic for
 * huge ones and for those so close to a multiple of pi/2 that three pieces leave too few digits.
 */

const HALF_PI_1 = 1.5707963267341256 // 33 bits, so a count of quarter turns below 2^20 times this is exact
const HALF_PI_2 = 6.077100506303966e-11 // the next 33 bits
const HALF_PI_3 = 2.0222662487959506e-21 // and 53 more
const LARGEST_EVERYDAY = 1e6
const TOO_CLOSE = 1e-6

const BITS = 1280n // of pi/2 after the point: the 1024 before the point of the largest double, and 256 to spare
const KEPT = 160n // bits of the rest after the point
const HALF_PI = 8n * arcCotangent(5n) - 2n * arcCotangent(239n) // Machin 1706

const rest = new Float64Array(2) // high, low

/** Sine of `x` radians, off by less than 1 unit in the last place for every finite x; otherwise NaN. */
export function sin(x: number): number {
  return x === 0 ? x : sineOfTurned(x, 0) // sin(-0) is -0
}

/** Cosine of `x` radians, off by less than 1 unit in the last place for every finite x; otherwise NaN. */
export function cos(x: number): number {
  return sineOfTurned(x, 1)
}

/** Sine of x + `quarters` quarter turns. */
function sineOfTurned(x: number, quarters: number): number {
  const size = Math.abs(x)
  if (!(size < Infinity)) return NaN
  if (size <= Math.PI / 4) return quarters === 0 ? sineKernel(x, 0) : cosineKernel(x, 0)
  const turn = (quarterTurns(x) + quarters) & 3
  const y = turn % 2 === 0 ? sineKernel(rest[0], rest[1]) : cosineKernel(rest[0], rest[1])
  return turn < 2 ? y : -y
}

/** The quarter turns next to `x`, modulo 4. What they leave of x, at most pi/4 in size, is put into `rest`. */
function quarterTurns(x: number): number {
  if (Math.abs(x) > LARGEST_EVERYDAY) return exactQuarterTurns(x)
  const n = Math.round(x * (2 / Math.PI))
  const first = x - n * HALF_PI_1
  const second = n * HALF_PI_2
  const sum = first - second
  const lost = first - sum - second + (first - (sum + (first - sum)))
  const low = lost - n * HALF_PI_3
  const high = sum + low
  if (Math.abs(high) < TOO_CLOSE) return exactQuarterTurns(x)
  rest[0] = high
  rest[1] = sum - high + low
  return n & 3
}

/** The same for any x of size 1 or more. */
function exactQuarterTurns(x: number): number {
  const whole = Math.abs(x) < 0x40000000000000 ? BigInt(x * 0x10000000000000) << (BITS - 52n) : BigInt(x) << BITS
  let n = whole / HALF_PI
  let left = whole % HALF_PI
  const half = HALF_PI / 2n
  if (left > half) {
    left -= HALF_PI
    n++
  } else if (left < -half) {
    left += HALF_PI
    n--
  }
  left >>= BITS - KEPT
  const high = Number(left)
  const unit = 6.842277657836021e-49 // 2^-160
  rest[0] = high * unit
  rest[1] = Number(left - BigInt(high)) * unit
  return Number(BigInt.asUintN(2, n))
}

/** sin(x + low) for |x| <= pi/4 and a `low` below its last place. */
function sineKernel(x: number, low: number): number {
  const t = x * x
  const v = t * t
  const odd = t * (-0.0001984126983657571 + v * -2.5051112272573243e-8)
  const even = v * (2.755731600817155e-6 + v * 1.5916726193889336e-10)
  const tail = 0.008333333333330827 + (odd + even)
  return x + (t * (x * (-0.16666666666666666 + t * tail) - 0.5 * low) + low)
}

/** cos(x + low), likewise. */
function cosineKernel(x: number, low: number): number {
  const t = x * x
  const v = t * t
  const odd = t * (-0.0013888888888887322 + v * (-2.755731721268659e-7 + v * -1.1381754653662937e-11))
  const even = v * (2.4801587298651292e-5 + v * 2.0876134024090145e-9)
  const half = 0.5 * t
  const near = 1 - half
  return near + (1 - near - half + (v * (0.041666666666666664 + (odd + even)) - x * low))
}

/** arccot(n) by its series, in units of 2^-BITS. */
function arcCotangent(n: bigint): bigint {
  let power = (1n << BITS) / n
  let sum = power
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -n * n
    sum += power / k
  }
  return sum
}
