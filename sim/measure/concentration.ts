/**
 * How concentrated a market is: Herfindahl-Hirschman index, Gini and Nakamoto coefficient of any
 * amounts (volume, revenue, stake, nodes by holder). Order does not matter and zeros are holders
 * with nothing. When nobody holds anything the share of a holder, and so all three, are NaN.
 */

/** Sum of the squared market shares in percent, 10,000 / n (all equal) to 10,000 (one holder) [US DOJ, Merger Guidelines]. */
export function hhi(amounts: ArrayLike<number>): number {
  const total = sumOf(amounts)
  let squares = 0
  for (let i = 0; i < amounts.length; i++) squares += amounts[i] * amounts[i]
  return (10_000 * squares) / (total * total)
}

/**
 * Population Gini coefficient, 0 (all equal) to 1 - 1/n (one holds all):
 *
 *     G = 2 Σ i x_i / (n Σ x_i) - (n + 1) / n,   x sorted upwards, i from 1 [Sen 1973]
 */
export function gini(amounts: ArrayLike<number>): number {
  const total = sumOf(amounts)
  const sorted = Float64Array.from(amounts).sort()
  const n = sorted.length
  let ranked = 0
  for (let i = 0; i < n; i++) ranked += (2 * (i + 1) - n - 1) * sorted[i]
  return ranked / (n * total)
}

/**
 * Smallest number of holders who together hold strictly more than the share `threshold` [Srinivasan and Lee 2017].
 * Throws unless 0 <= threshold < 1.
 */
export function nakamoto(amounts: ArrayLike<number>, threshold = 0.5): number {
  if (!(threshold >= 0 && threshold < 1))
    throw new RangeError(`nakamoto: expected a threshold from 0 to below 1, got ${threshold}`)
  const total = sumOf(amounts)
  if (total === 0) return NaN
  const sorted = Float64Array.from(amounts).sort()
  let held = 0
  let holders = 0
  while (held <= threshold * total && holders < sorted.length) held += sorted[sorted.length - ++holders]
  return holders
}

function sumOf(amounts: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < amounts.length; i++) {
    if (!(amounts[i] >= 0 && amounts[i] < Infinity)) {
      throw new RangeError(`concentration: expected finite amounts of 0 or more, got ${amounts[i]} in row ${i}`)
    }
    total += amounts[i]
  }
  return total
}
