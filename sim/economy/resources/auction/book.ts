/**
 * The order book of a place: each trader has at most one quote in it, for what is left of his lot. Prices are whole steps.
 * A quote that is no better than the best of its side is refused; one that meets the best of the other side trades at
 * that quote's price, which was there before.
 */
import { type Auction, NOBODY } from './tables.ts'

export interface BookRules {
  /** Prices that a quote may have: 1 … `prices` steps. */
  readonly prices: number
  /** Whether a trade clears the book of its place; else quotes stand until their lot is gone. */
  readonly cleared: boolean
}

/** Part of a lot that no longer counts as left: it comes from roundings. */
const ROUNDED = 1e-9

/** Whether trader `t` has something left to trade. */
export function isActive({ auctionTraders: { lot, end } }: Auction, t: number): boolean {
  return lot[t] < end[t]
}

/** Puts a quote of trader `t` to the book of his place; returns whether a quote now stands that did not before. */
export function quote(auction: Auction, rules: BookRules, t: number, price: number): boolean {
  const { place, buys, quote: quotes } = auction.auctionTraders
  const { bid, bidder, ask, asker } = auction.auctionPlaces
  const p = place[t]
  if (buys[t] === 1) {
    if (price >= ask[p]) return trade(auction, rules, p, t, asker[p], ask[p])
    if (price <= bid[p]) return false
    bid[p] = price
    bidder[p] = t
  } else {
    if (price <= bid[p]) return trade(auction, rules, p, bidder[p], t, bid[p])
    if (price >= ask[p]) return false
    ask[p] = price
    asker[p] = t
  }
  quotes[t] = price
  return true
}

/** Lets buyer and seller trade what both have; returns whether quotes are left that were behind others. */
function trade(auction: Auction, rules: BookRules, p: number, buyer: number, seller: number, price: number): boolean {
  const { lot } = auction.auctionTraders
  const { left } = auction.auctionLots
  const units = Math.min(left[lot[buyer]], left[lot[seller]])
  note(auction, p, units, price)
  deliver(auction, buyer, units, price)
  deliver(auction, seller, units, price)
  reopen(auction, rules, p)
  return !rules.cleared
}

/** Counts a trade in place `p`. */
export function note({ auctionPlaces }: Auction, p: number, units: number, price: number): void {
  auctionPlaces.trades[p]++
  auctionPlaces.volume[p] += units
  auctionPlaces.turnover[p] += units * price * auctionPlaces.step[p]
}

/** Takes units off the lot of trader `t`, who pays or gets `price` steps for each. */
export function deliver(auction: Auction, t: number, units: number, price: number): void {
  const { place, source, lot, next, quote: quotes } = auction.auctionTraders
  const { left, size, worth } = auction.auctionLots
  const { filled, money, value } = auction.bids
  filled[source[t]] += units
  money[source[t]] += units * price * auction.auctionPlaces.step[place[t]]
  value[source[t]] += units * worth[lot[t]]
  left[lot[t]] -= units
  if (left[lot[t]] > ROUNDED * size[lot[t]]) return
  lot[t] += next[t]
  quotes[t] = 0
}

/** Finds the best of the quotes that stand in place `p`: none where the book is to be cleared. */
export function reopen({ auctionTraders, auctionPlaces }: Auction, { prices, cleared }: BookRules, p: number): void {
  const { buys, quote: quotes } = auctionTraders
  const { first, end, bid, bidder, ask, asker } = auctionPlaces
  bid[p] = 0
  bidder[p] = NOBODY
  ask[p] = prices + 1
  asker[p] = NOBODY
  for (let t = first[p]; t < end[p]; t++) {
    if (cleared) quotes[t] = 0
    if (quotes[t] === 0) continue
    if (buys[t] === 1 && quotes[t] > bid[p]) {
      bid[p] = quotes[t]
      bidder[p] = t
    } else if (buys[t] === 0 && quotes[t] < ask[p]) {
      ask[p] = quotes[t]
      asker[p] = t
    }
  }
}
