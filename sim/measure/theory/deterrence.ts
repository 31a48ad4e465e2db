/** Deterrence: what a cheat must fear to lose before honesty pays. */
/** What a cheat weighs, in one unit of money. */
interface Temptation {
  /** What cheating for a period brings. */
  readonly gain: number
  /** Probability that a period of cheating is found out; who is found out is slashed and earns nothing any more. */
  readonly detection: number
  /** What a period of honest work earns, in the unit of `gain`. */
  readonly income: number
  /** What income of the next period is worth in this one, below 1. */
  readonly discount: number
}

/**
 * The least slash at which honesty is the best: g / d - delta h / (1 - delta). By the one-shot deviation principle it is
 * enough to look at a single period of cheating, which brings g and puts the slash and all income to come at risk d
 * (Abreu 1988, Econometrica 56:383). Infinite where nothing is found out.
 */
export function criticalSlash({ gain, detection, income, discount }: Temptation): number {
  return gain / detection - (discount * income) / (1 - discount)
}
