/** Where an attack stops paying. */

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
