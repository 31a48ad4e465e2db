/**
 * What a run settled at: where its warm-up ends, and its mean with an honest interval. Ticks of an
 * economy resemble their neighbours, so an error computed as if they were independent is far too
 * small; batch means are nearly independent when a batch is longer than the memory of the series.
 */

import { studentQuantile } from './student.ts'

const GROUP = 5

/** A mean with the interval that covers it at the level asked for. NaN where the data did not suffice. */
export interface Interval {
  /** Unit of the values; mean of those in the batches. */
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly standardError: number
  readonly batches: number
  /** Lag-1 autocorrelation of the batch means: well above 0.2 the batches are too short and the interval too narrow. */
  readonly correlation: number
}

/**
 * Number of leading values to cut off as warm-up, by MSER-5 [White 1997, doi:10.1177/003754979706900601]: the d
 * that minimises the variance of what remains over its number, counted in groups of 5 and never beyond half of the
 * values. NaN values are left out of their group. An answer of about half says that the run was too short.
 */
export function mser5(values: ArrayLike<number>): number {
  const groups = Math.floor(values.length / GROUP)
  let least = Infinity
  let cut = 0
  // Backwards, so that mean and squares (Welford) of each tail come from the shorter one.
  let count = 0
  let mean = 0
  let squares = 0
  for (let group = groups - 1; group >= 0; group--) {
    const value = meanOf(values, group * GROUP, (group + 1) * GROUP)
    if (Number.isNaN(value)) continue
    count++
    const away = value - mean
    mean += away / count
    squares += away * (value - mean)
    if (2 * group > groups) continue
    const score = squares / (count * count)
    if (score <= least) {
      least = score
      cut = group * GROUP
    }
  }
  return cut
}

/**
 * Mean and confidence interval by non-overlapping batch means with Student's t [Law, Simulation Modeling and Analysis,
 * 9.5.3]. The values that do not fill the batches are dropped from the beginning; NaN values are left out of their
 * batch. With fewer values than batches, or a batch without any, the interval is NaN. `weights` says how much each value
 * stands for: a mean over the queries of a run is not the mean over its ticks.
 */
export function batchInterval(
  values: ArrayLike<number>,
  { batches = 20, level = 0.95, weights }: { batches?: number; level?: number; weights?: ArrayLike<number> } = {},
): Interval {
  if (!(Number.isInteger(batches) && batches >= 2)) {
    throw new RangeError(`batchInterval: expected 2 batches or more, got ${batches}`)
  }
  const means = batchesOf(values, batches, weights)
  const shares = weights ? weightsOf(weights, batches) : new Float64Array(batches).fill(1 / batches)
  // Counted from the first, so that equal batches have exactly their value as mean; a NaN batch makes everything NaN.
  let mean = means[0]
  for (let b = 1; b < batches; b++) mean += (means[b] - means[0]) * shares[b]
  let squares = 0
  let products = 0
  for (let b = 0; b < batches; b++) {
    squares += (means[b] - mean) * (means[b] - mean)
    if (b > 0) products += (means[b] - mean) * (means[b - 1] - mean)
  }
  const standardError = Math.sqrt(squares / (batches - 1) / batches)
  const reach = studentQuantile((1 + level) / 2, batches - 1) * standardError
  const correlation = squares === 0 ? 0 : products / squares
  return { mean, low: mean - reach, high: mean + reach, standardError, batches, correlation }
}

/** Means of equally long batches at the end of `values`, by `weights` if given; NaN where a batch has no value. */
export function batchesOf(values: ArrayLike<number>, batches: number, weights?: ArrayLike<number>): Float64Array {
  const length = Math.floor(values.length / batches)
  const first = values.length - batches * length
  return Float64Array.from({ length: batches }, (_, b) =>
    meanOf(values, first + b * length, first + (b + 1) * length, weights),
  )
}

/** Shares of those batches in the weight of all. */
function weightsOf(weights: ArrayLike<number>, batches: number): Float64Array {
  const length = Math.floor(weights.length / batches)
  const first = weights.length - batches * length
  const sums = new Float64Array(batches)
  let total = 0
  for (let i = first; i < weights.length; i++) {
    sums[Math.floor((i - first) / length)] += weights[i]
    total += weights[i]
  }
  return sums.map(sum => sum / total)
}

/** Mean of the defined values of the rows `from` to before `to`; NaN when there are none. */
function meanOf(values: ArrayLike<number>, from: number, to: number, weights?: ArrayLike<number>): number {
  let sum = 0
  let weight = 0
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i])) continue
    const w = weights ? weights[i] : 1
    sum += values[i] * w
    weight += w
  }
  return sum / weight
}
