/** Round numbers for scales. */

/** The smallest 1, 2 or 5 times a power of ten that is not below `least`, which is positive. */
export function niceStep(least: number): number {
  const power = Number(`1e${least.toExponential().split('e')[1]}`)
  for (const step of [1, 2, 5]) if (step * power >= least) return step * power
  return 10 * power
}

/** Round numbers from `low` to `high`, about `most` of them and never more. */
export function ticksOf(low: number, high: number, most: number): number[] {
  const step = niceStep((high - low) / most)
  // Multiples of whole numbers: sums of steps would drift.
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}
