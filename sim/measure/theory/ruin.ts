/** Ruin: a wallet that gains or loses one unit at a time, between nothing and a target. */

/** A wallet of `start` whole units that gains one with probability `gain`, else loses one, until it has none or `target`. */
interface Gamble {
  readonly gain: number
  readonly start: number
  readonly target: number
}

/**
 * Probability that it comes to nothing before it comes to the target: (r^k - r^n) / (1 - r^n) with r = q / p from k of n
 * units, 1 - k / n where p = q. Feller, An Introduction to Probability Theory and Its Applications I, 3rd ed., XIV.2.
 */
export function ruinProbability({ gain, start, target }: Gamble): number {
  if (gain === 0.5) return 1 - start / target
  const [atStart, atTarget] = [powerOf((1 - gain) / gain, start), powerOf((1 - gain) / gain, target)]
  return atTarget === Infinity ? 1 : (atStart - atTarget) / (1 - atTarget)
}

/** Mean number of gains and losses until then: k / (q - p) - n / (q - p) (1 - r^k) / (1 - r^n), k (n - k) where p = q. Feller I, XIV.3. */
export function meanDuration({ gain, start, target }: Gamble): number {
  if (gain === 0.5) return start * (target - start)
  const drift = 2 * gain - 1
  return (target * (1 - ruinProbability({ gain, start, target })) - start) / drift
}

/** `base` to a whole power, by multiplication: the same in every engine. */
function powerOf(base: number, exponent: number): number {
  let power = 1
  for (let n = 0; n < exponent; n++) power *= base
  return power
}
