/**
 * Equilibrium bids in auctions of the first place in a block. Pure functions; `u` is a uniform number in [0, 1), by which
 * a bot picks a bid where the equilibrium is in mixed strategies.
 */
import { pow } from '../../engine/numerics.ts'

/** A prize that is known and worth the same to all who compete for it. */
export interface Contest {
  readonly prize: number
  /** Others to whom it is worth as much. */
  readonly rivals: number
  /** Chance that each of them, and oneself, is there at all. */
  readonly activity: number
  /** What a losing bid costs, in the unit of the prize. */
  readonly revert: number
}

/**
 * Chance with which each bids in a first-price auction. Were all n who are there to bid, the lowest bid would win with
 * (1 - a)^(n - 1); it is worth its risk while that is at least f / (v + f). Beyond, each bids with chance
 * e = 1 - (f / (v + f))^(1 / (n - 1)), and nobody expects to gain.
 */
export function entryChance({ prize, rivals, activity, revert }: Contest): number {
  if (rivals === 0 || revert === 0) return activity
  return Math.min(activity, 1 - pow(revert / (prize + revert), 1 / rivals))
}

/**
 * Bid in a first-price auction: every bid b wins with P = (1 - e + e F(b))^(n - 1) and brings the same as a bid of 0,
 * so b(u) = (v + f) (1 - ((1 - e) / (1 - e + e u))^(n - 1)). Where all are there and losing is free, that is the prize: competition
 * leaves nothing (Bertrand). Alone, 0. The chance `e` may be given where it is known.
 */
export function firstPriceBid(contest: Contest, u: number, e = entryChance(contest)): number {
  const { prize, rivals, revert } = contest
  if (rivals === 0) return 0
  // Of those who are surely there, the lowest bid is the prize too.
  return e === 1 ? prize : (prize + revert) * (1 - power((1 - e) / (1 - e + e * u), rivals))
}

/**
 * Bid in an all-pay auction, where b(u) = v ((1 - a + a u)^(n - 1) - (1 - a)^(n - 1)): with a = 1 bids are distributed as
 * F(b) = (b / v)^(1 / (n - 1)) and come to v in all (Baye, Kovenock and de Vries 1996). Alone, 0.
 */
export function allPayBid({ prize, rivals, activity }: Contest, u: number): number {
  return prize * (power(1 - activity + activity * u, rivals) - power(1 - activity, rivals))
}

/** A chance x to the power n: 0 where it is less than e^(-n (1 - x)) < e^-40, which is lost in rounding beside 1. */
const power = (x: number, n: number) => (n * (1 - x) > 40 ? 0 : pow(x, n))

/** A prize that is worth to each what it alone knows, evenly distributed on [0, 1]. */
export interface PrivateContest {
  readonly value: number
  /** Others who may bid. */
  readonly rivals: number
  /** Chance that each of them, and oneself, is there at all. */
  readonly activity: number
}

/**
 * Bid where the winner pays its own: who is worth v wins with G(v) = (1 - a + a v)^(n - 1), and b = v - (integral of G up to v) / G(v), which
 * is (n - 1) / n v where all are there (Riley and Samuelson 1981). Alone, 0.
 */
export function privateFirstPriceBid(contest: PrivateContest): number {
  const { value, rivals, activity } = contest
  return value - rent(contest) / pow(1 - activity + activity * value, rivals)
}

/** Bid where all pay their own: b = v G(v) - integral of G up to v, which is (n - 1) / n v^n where all are there. */
export function privateAllPayBid(contest: PrivateContest): number {
  const { value, rivals, activity } = contest
  return value * pow(1 - activity + activity * value, rivals) - rent(contest)
}

/** What who is worth `value` expects to keep: the integral of G, ((1 - a + a v)^n - (1 - a)^n) / (n a). */
function rent({ value, rivals, activity }: PrivateContest): number {
  const bidders = rivals + 1
  return (pow(1 - activity + activity * value, bidders) - pow(1 - activity, bidders)) / (bidders * activity)
}
