/**
 * Has the run settled? Asked of the values after the warm-up, and answered by three tests that share
 * one level (Bonferroni): a trend through 20 batch means, a step between two of them, and a cycle.
 * The errors of the first two allow for batches that still resemble their neighbours; where
 * they resemble them too much, nothing can be said about the level yet.
 */

import { strongestCycle } from './cycle.ts'
import { batchesOf } from './steady.ts'
import { studentTails } from './student.ts'

const BATCHES = 20
const FEWEST = 2 * BATCHES
const EDGE = 4 // batches on the shorter side of a step
const TOO_ALIKE = 0.6

export interface Stationarity {
  readonly verdict: 'stationary' | 'drifting' | 'cycling' | 'too short'
  /** Unit of the values; rise of the trend line from the first value to the last. */
  readonly drift: number
  /** Probability of such a trend, or such a step, in a settled series, corrected for the number of tests. */
  readonly driftP: number
  /** Values per repetition of the strongest cycle; NaN without one. */
  readonly period: number
  /** Share of the variance in that cycle. */
  readonly cycleShare: number
  /** Probability of such a cycle in noise. */
  readonly cycleP: number
  /** Lag-1 autocorrelation of the batch means around the trend, freed of its bias. */
  readonly correlation: number
}

interface Contrast {
  /** Unit of the values; what the fitted regressor rises per unit of its own. */
  readonly rise: number
  readonly p: number
  /** Of neighbouring residuals. */
  readonly correlation: number
  /** Of the residuals. */
  readonly squares: number
}

/**
 * Tests whether `values` keep their level. `level` is the probability of denying it to a settled series (default 0.01);
 * a drift, or a cycle's amplitude, of less than `tolerance` times the mean is let pass however certain it is, or the
 * last digits of a converging price would count. NaN values are left out. The verdict is the first that applies:
 * too short (fewer than 40 values), drifting, cycling, too short (batches too much alike), stationary.
 */
export function stationary(
  values: Float64Array,
  { level = 0.01, tolerance = 0.001 }: { level?: number; tolerance?: number } = {},
): Stationarity {
  const defined = values.filter(value => !Number.isNaN(value))
  if (defined.length < FEWEST) {
    return {
      verdict: 'too short',
      drift: NaN,
      driftP: NaN,
      period: NaN,
      cycleShare: NaN,
      cycleP: NaN,
      correlation: NaN,
    }
  }
  const means = batchesOf(defined, BATCHES)
  const mean = means.reduce((sum, value) => sum + value, 0) / BATCHES
  const trend = contrast(means, b => b - (BATCHES - 1) / 2)
  const step = largestStep(means)
  const drift = trend.rise * BATCHES
  const driftP = Math.min(1, 2 * trend.p, 2 * step.p)
  const { period, share: cycleShare, p: cycleP } = strongestCycle(defined)
  const correlation = trend.correlation

  const variance = defined.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / defined.length
  const amplitude = Math.sqrt(2 * cycleShare * variance)
  const matters = (size: number) => Math.abs(size) > tolerance * Math.abs(mean)
  let verdict: Stationarity['verdict'] = 'stationary'
  if (driftP < (2 / 3) * level && (matters(drift) || matters(step.rise))) verdict = 'drifting'
  else if (cycleP < level / 3 && matters(amplitude)) verdict = 'cycling'
  else if (correlation > TOO_ALIKE && matters(Math.sqrt(variance))) verdict = 'too short'
  return { verdict, drift, driftP, period, cycleShare, cycleP, correlation }
}

/** The step between two batches that explains most; p times the number of places where it could be. */
function largestStep(means: Float64Array): Contrast {
  let best: Contrast = { rise: 0, p: 1, correlation: 0, squares: Infinity }
  for (let at = EDGE; at <= BATCHES - EDGE; at++) {
    const step = contrast(means, b => (b < at ? at / BATCHES - 1 : at / BATCHES))
    if (step.squares < best.squares) best = step
  }
  return { ...best, p: best.p * (BATCHES - 2 * EDGE + 1) }
}

/**
 * Regression of the batch means on a `regressor` of mean 0, the error widened by (1 + r) / (1 - r) for residuals of
 * lag-1 autocorrelation r, with as many fewer degrees of freedom [Wilks 1997, effective sample size].
 */
function contrast(means: Float64Array, regressor: (batch: number) => number): Contrast {
  const n = means.length
  let [mean, moment, weight] = [means[0], 0, 0]
  for (let b = 0; b < n; b++) {
    mean += (means[b] - means[0]) / n // exact when all are equal
    weight += regressor(b) * regressor(b)
  }
  for (let b = 0; b < n; b++) moment += regressor(b) * (means[b] - mean)
  const rise = moment / weight
  let [squares, products, before] = [0, 0, 0]
  for (let b = 0; b < n; b++) {
    const residual = means[b] - mean - rise * regressor(b)
    squares += residual * residual
    products += residual * before
    before = residual
  }
  if (rise === 0 && squares === 0) return { rise, p: 1, correlation: 0, squares }
  // Around a fitted line the estimate is about r - (2 + 4 r) / n.
  const raw = squares === 0 ? 0 : products / squares
  const correlation = Math.min(0.95, (raw + 2 / n) / (1 - 4 / n))
  const alike = (1 + Math.max(0, correlation)) / (1 - Math.max(0, correlation))
  const freedom = Math.max(2, n / alike - 2)
  const error = Math.sqrt((squares / (n - 2) / weight) * alike)
  return { rise, p: studentTails(rise / error, freedom), correlation, squares }
}
