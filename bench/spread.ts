/**
 * What several runs of the same work say: least, median and greatest, and an interval that holds the true median whatever
 * the law of the noise. Load from elsewhere only ever adds time, in bursts, so means and standard deviations would describe
 * the neighbours of the machine more than the work.
 */

export interface Spread {
  readonly runs: number
  readonly min: number
  readonly median: number
  readonly max: number
  /** Two of the values, between which the true median lies with probability `level`. */
  readonly interval: readonly [number, number]
  readonly level: number
}

/** Probability that an interval is to reach; with fewer than six runs none does. */
export const LEVEL = 0.95

/**
 * The spread of one or more values. The interval goes from the k-th least to the k-th greatest value, k as large as the level
 * allows: the true median lies outside with probability 2 P(B < k), B binomial (n, 1/2), since each value lies below it with
 * probability 1/2 [David and Nagaraja, Order Statistics, 2003, section 7.1]. Where even the least and the greatest value
 * do not reach the level they are the interval, and `level` says how far they go. Throws a RangeError where there is no value.
 */
export function spread(values: readonly number[]): Spread {
  const runs = values.length
  if (runs === 0) throw new RangeError('spread: expected one value or more, got none')
  const sorted = [...values].sort((a, b) => a - b)
  // P(B < k) for k = 1: no value lies below the median.
  let outside = 2 * 0.5 ** runs
  let term = outside
  let k = 1
  for (; 2 * (k + 1) <= runs; k++) {
    term *= (runs - k + 1) / k
    if (outside + term > 1 - LEVEL) break
    outside += term
  }
  return {
    runs,
    min: sorted[0],
    median: (sorted[(runs - 1) >> 1] + sorted[runs >> 1]) / 2,
    max: sorted[runs - 1],
    interval: [sorted[k - 1], sorted[runs - k]],
    level: 1 - outside,
  }
}
