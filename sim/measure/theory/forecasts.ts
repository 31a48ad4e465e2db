/**
 * Mean square of the error of a one-step forecast of white noise, over its variance: one who knows the mean has 1. A linear forecast
 * that weighs the value k + 1 steps ago by psi_k has 1 + sum psi_k^2 (errors of forecasts are independent of what comes).
 */

/** The last value, or that of a season ago. */
export const LAST_VALUE = 2

/** Exponential smoothing that moves by the share a of each error: 2 / (2 - a) [Brown 1963]. */
export const smoothed = (share: number) => 2 / (2 - share)

/** Smoothing of level, trend and seasonal indices, values in a season, and what is left of the trend after a step. */
interface SeasonalSmoothing {
  readonly season: number
  readonly level: number
  readonly trend: number
  readonly seasonal: number
  readonly damping: number
}

/** Least that what an impulse has left must be for the sum to go on. */
const SMALL = 1e-9

/**
 * Additive Holt-Winters: psi is what it expects after a single 1 among zeros, summed up season by season until a season adds
 * next to nothing. NaN where the impulse does not die away.
 */
export function seasonallySmoothed({ season, level: a, trend: g, seasonal: c, damping: f }: SeasonalSmoothing): number {
  const indices = new Array<number>(season).fill(0)
  let level = 0
  let trend = 0
  let sum = 1
  for (let round = 0; round < 1e5; round++) {
    let added = 0
    for (let phase = 0; phase < season; phase++) {
      const value = round === 0 && phase === 0 ? 1 : 0
      const expected = level + f * trend + indices[phase]
      added += expected * expected
      const was = level
      level += f * trend + a * (value - expected)
      trend = f * trend + g * (level - was - f * trend)
      indices[phase] += c * (value - level - indices[phase])
    }
    sum += added
    if (round > 0 && added < SMALL * SMALL * sum) return sum
  }
  return Number.NaN
}
