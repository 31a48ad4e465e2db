/** Differences of pairs of runs that share their random numbers. */
import { studentQuantile } from '../measure/student.ts'

export interface Interval {
  readonly mean: number
  /** Ends of the 95 % interval; NaN of a single difference. */
  readonly low: number
  readonly high: number
}

/** Mean of independent differences with its interval, by Student's t. */
export function pairedInterval(differences: readonly number[]): Interval {
  const n = differences.length
  const mean = differences.reduce((sum, x) => sum + x, 0) / n
  if (n < 2) return { mean, low: NaN, high: NaN }
  const variance = differences.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (n - 1)
  const half = studentQuantile(0.975, n - 1) * Math.sqrt(variance / n)
  return { mean, low: mean - half, high: mean + half }
}

/**
 * Where a function that is known at ascending `x` falls to 0 and stays there, by linear interpolation; NaN where it is above 0
 * at the last x, -Infinity where it is nowhere above 0.
 */
export function lastCrossing(x: readonly number[], y: readonly number[]): number {
  const above = y.findLastIndex(value => value > 0)
  if (above < 0) return -Infinity
  if (above === y.length - 1) return NaN
  return x[above] + ((x[above + 1] - x[above]) * y[above]) / (y[above] - y[above + 1])
}
