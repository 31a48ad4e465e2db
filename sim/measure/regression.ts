/** How two columns move together: a straight line through points, in logarithms an elasticity, and their correlation. */
import { log } from '../engine/numerics.ts'
import { studentQuantile } from './student.ts'

/** Least spread (standard deviation of the logarithm) of a cause from which an elasticity is read: below, noise is all there is. */
const LEAST_SPREAD = 0.05

/** A spread below this, relative to the mean, is rounding. */
const ROUNDING = 1e-12

interface Moments {
  readonly n: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** Sums of squares and products about the means, by Welford's recursion. */
function moments(x: ArrayLike<number>, y: ArrayLike<number>): Moments {
  let n = 0
  let [meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue
    n++
    const dx = x[i] - meanX
    const dy = y[i] - meanY
    meanX += dx / n
    meanY += dy / n
    xx += dx * (x[i] - meanX)
    yy += dy * (y[i] - meanY)
    xy += dx * (y[i] - meanY)
  }
  return { n, xx, yy, xy }
}

/** Slope of y on x by least squares, over the points where both are finite; NaN where fewer than 3 are, or x does not vary. */
export function slope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const { n, xx, xy } = moments(x, y)
  return n < 3 || xx === 0 ? NaN : xy / xx
}

/** Pearson's correlation, over the points where both are finite; NaN where fewer than 3 are, or one does not vary. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const { n, xx, yy, xy } = moments(x, y)
  return n < 3 || xx === 0 || yy === 0 ? NaN : xy / (Math.sqrt(xx) * Math.sqrt(yy))
}

/**
 * Elasticity of y with respect to x: the slope of log y on log x, so y is in proportion to x^elasticity. Points where one
 * of them is not positive are left out; NaN where x hardly varies.
 */
export function elasticity(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const logX = Float64Array.from(x, value => (value > 0 ? log(value) : NaN))
  const logY = Float64Array.from(y, value => (value > 0 ? log(value) : NaN))
  const { n, xx, yy } = moments(logX, logY)
  if (n < 3 || Math.sqrt(xx / n) < LEAST_SPREAD) return NaN
  return Math.sqrt(yy / n) < ROUNDING ? 0 : slope(logX, logY)
}

/** Standard deviation over the mean, of the finite values; NaN where fewer than 2 are or their mean is 0. */
export function variation(values: ArrayLike<number>): number {
  const { n, xx } = moments(values, values)
  let sum = 0
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) sum += values[i]
  const ratio = Math.sqrt(xx / n) / (sum / n)
  return n < 2 || sum === 0 ? NaN : Math.abs(ratio) < ROUNDING ? 0 : ratio
}

/** A figure with its 95 % interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * Elasticity of y with respect to x with its 95 % interval by the block jackknife: what leaving out one of `blocks` stretches
 * of neighbouring points changes, so points may depend on their neighbours [Künsch 1989, Annals of Statistics 17:1217].
 * NaN where x hardly varies or there are fewer than two points a block.
 */
export function elasticityInterval(x: Float64Array, y: Float64Array, blocks = 8): Interval {
  const value = elasticity(x, y)
  const each = Math.floor(x.length / blocks)
  if (each < 2 || Number.isNaN(value)) return { value: NaN, low: NaN, high: NaN }
  const without = Float64Array.from({ length: blocks }, (_, b) => {
    const from = b * each
    const to = b === blocks - 1 ? x.length : from + each
    const kept = (column: Float64Array) => Float64Array.of(...column.subarray(0, from), ...column.subarray(to))
    return elasticity(kept(x), kept(y))
  })
  const mean = without.reduce((sum, part) => sum + part, 0) / blocks
  const squares = without.reduce((sum, part) => sum + (part - mean) * (part - mean), 0)
  const half = studentQuantile(0.975, blocks - 1) * Math.sqrt(((blocks - 1) / blocks) * squares)
  return { value, low: value - half, high: value + half }
}
