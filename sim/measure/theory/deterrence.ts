/** Deterrence: what a cheat must fear to lose before honesty pays. */
import { erfc, exp, log, pow } from '../../engine/numerics.ts'
import type { Quantity } from '../../scenario/law.ts'

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

/**
 * Share of those who break their word: whose gain is above what they expect to lose, P(gain > loss) (Becker 1968, Journal of
 * Political Economy 76:169), by the law of the gains. A law is drawn again where a value is out of its bounds. Undefined for
 * laws without a closed form.
 */
export function breachShare(gain: Quantity, loss: number): number | undefined {
  const { min = -Infinity, max = Infinity } = gain
  if (gain.kind === 'constant') return gain.value > loss ? 1 : 0
  if (gain.kind === 'list') return gain.values.filter(value => value > loss).length / gain.values.length
  const above = tail(gain)
  if (!above) return undefined
  const within = above(min) - above(max)
  return (above(Math.min(max, Math.max(min, loss))) - above(max)) / within
}

/** The probability of a value above x by a law. */
function tail(law: Quantity): ((x: number) => number) | undefined {
  switch (law.kind) {
    case 'uniform':
      return x => Math.min(1, Math.max(0, (law.high - x) / (law.high - law.low)))
    case 'exponential':
      return x => (x <= 0 ? 1 : exp(-x / law.mean))
    case 'normal':
      return x => erfc((x - law.mean) / (law.sd * Math.SQRT2)) / 2
    case 'lognormal':
      return x => (x <= 0 ? 1 : x === Infinity ? 0 : erfc(log(x / law.median) / (law.sigma * Math.SQRT2)) / 2)
    case 'pareto':
      return x => (x <= law.minimum ? 1 : pow(law.minimum / x, law.shape))
    default:
      return undefined
  }
}
