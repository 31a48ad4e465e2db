/** Auctions of a prize among n bidders who are all there, and how many of them it feeds. Amounts are in units of what it is worth. */
import { pow } from '../../engine/numerics.ts'

/** What a prize brings on average. */
export interface Revenue {
  /** What the winner pays, and what losers pay. */
  readonly fee: number
  readonly lost: number
  /** Share of the bidders that bid, and of the prizes that somebody wins. */
  readonly bidding: number
  readonly taken: number
  readonly source: string
}

export type Rule = 'first-price' | 'second-price' | 'all-pay' | 'share'

/**
 * Known prize: where losing is free, bidders or the protocol's share `share` take all of it. Where it costs `revert`, each bids with chance
 * e = 1 - (f / (1 + f))^(1 / (n - 1)), somebody with 1 - (1 - e)^n; all but one pay f, and the winner the rest, so that nobody gains.
 * Where all pay, bids come to the prize, and the highest to n / (2 n - 1) of it (Baye, Kovenock and de Vries 1996).
 */
export function knownPrize(bidders: number, rule: Rule, { revert = 0, share = 0 }): Revenue {
  const all = { bidding: 1, taken: 1, lost: 0 }
  switch (rule) {
    case 'all-pay': {
      const fee = bidders / (2 * bidders - 1)
      return { ...all, fee, lost: 1 - fee, source: 'all pay; Baye, Kovenock and de Vries 1996' }
    }
    case 'share':
      return { ...all, fee: share, source: 'the share that is skimmed' }
    case 'second-price':
      return { ...all, fee: 1, source: 'Bertrand: all is competed away' }
    case 'first-price': {
      const bidding = 1 - pow(revert / (1 + revert), 1 / (bidders - 1))
      const taken = 1 - pow(1 - bidding, bidders)
      const lost = revert * (bidders * bidding - taken)
      const source = revert > 0 ? 'mixed equilibrium: nobody gains' : 'Bertrand: all is competed away'
      return { bidding, taken, lost, fee: taken - lost, source }
    }
  }
}

/**
 * Private values, evenly between 0 and 1: any rule by which the highest value wins and 0 pays nothing brings (n - 1) / (n + 1) (Riley and Samuelson
 * 1981); a share is taken of the highest value, n / (n + 1) on average.
 */
export function privatePrize(bidders: number, rule: Rule, share = 0): number {
  return rule === 'share' ? (share * bidders) / (bidders + 1) : (bidders - 1) / (bidders + 1)
}

/** How many bots a pot feeds that is shared evenly, where running each costs `cost`. */
export const freeEntry = (pot: number, cost: number) => Math.floor(pot / cost)
