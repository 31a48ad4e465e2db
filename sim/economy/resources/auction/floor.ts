/** Small auctions for tests: places with the worths of their buyers and the costs of their sellers, a unit each. */
import { allocate } from '../../../engine/memory.ts'
import type { SessionRules } from './session.ts'
import { type Auction, sessionTables } from './tables.ts'

export interface Place {
  /** Worth of each unit by buyer, and cost by seller, in steps; a list for who deals in several, the best first. */
  readonly worths: readonly (number | readonly number[])[]
  readonly costs: readonly (number | readonly number[])[]
}

/** Prices of T14, a session of 3,000 activations for 20 traders. */
export const RULES: SessionRules = { prices: 200, cleared: true, activations: 150 }

/** Traders of the places with all their lots, who know their limits or not; a step is a micro-dollar. */
export function floorOf(places: readonly Place[], constrained = true, { prices } = RULES): Auction {
  const listed = places.flatMap(({ worths, costs }, place) => [
    ...worths.map(own => ({ place, buys: 1, own: [own].flat() })),
    ...costs.map(own => ({ place, buys: 0, own: [own].flat() })),
  ])
  const lots = listed.flatMap(({ buys, own }) => own.map(worth => ({ buys, worth })))
  const { tables: own } = allocate(sessionTables({ places: places.length, traders: listed.length, lots: lots.length }))
  const [filled, money, value] = Array.from({ length: 3 }, () => new Float64Array(listed.length))
  const tables: Auction = { ...own, bids: { filled, money, value } }
  let lot = 0
  for (const [t, { place, buys, own }] of listed.entries()) {
    tables.auctionTraders.place[t] = place
    tables.auctionTraders.source[t] = t
    tables.auctionTraders.buys[t] = buys
    tables.auctionTraders.lot[t] = lot
    tables.auctionTraders.next[t] = 1
    lot += own.length
    tables.auctionTraders.end[t] = lot
  }
  for (const [k, { buys, worth }] of lots.entries()) {
    tables.auctionLots.worth[k] = worth
    tables.auctionLots.limit[k] = constrained ? worth : buys === 1 ? prices : 1
    tables.auctionLots.size[k] = 1
    tables.auctionLots.left[k] = 1
  }
  for (let p = 0; p < places.length; p++) {
    tables.auctionPlaces.step[p] = 1
    tables.auctionPlaces.first[p] = listed.findIndex(({ place }) => place === p)
    tables.auctionPlaces.end[p] = listed.findLastIndex(({ place }) => place === p) + 1
  }
  return tables
}

/** Units that buyers (`buying` 1) or sellers (0) of place `p` have traded, and what they have paid or got. */
export function tradedBy({ auctionTraders, bids }: Auction, p: number, buying: 0 | 1) {
  const { place, buys } = auctionTraders
  const theirs = [...buys.keys()].filter(t => place[t] === p && buys[t] === buying)
  const sum = (column: Float64Array) => theirs.reduce((total, t) => total + column[t], 0)
  return { units: sum(bids.filled), money: sum(bids.money) }
}

/** Worth of all units bought less cost of all sold. */
export function gained({ auctionTraders, bids }: Auction): number {
  return bids.value.reduce((gain, value, t) => gain + (auctionTraders.buys[t] === 1 ? value : -value), 0)
}
