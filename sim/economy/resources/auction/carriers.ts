/** Carriers: whenever a quote comes to stand they buy at the best ask here what pays at the best bid there, and take both. */
import { block } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { PURPOSE } from '../../purposes.ts'
import { type BookRules, deliver, note, reopen } from './book.ts'
import { type Auction, NOBODY } from './tables.ts'

/** Ways between places, and what is on them. */
export interface Ways {
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
  /** Most units that may enter in a session. */
  readonly most: Readonly<Float64Array>
  /** Cost of a unit that enters, and its growth with every unit that does, micro-dollar. */
  readonly cost: Readonly<Float64Array>
  readonly growth: Readonly<Float64Array>
  /** Units that come out for one that enters. */
  readonly output: Readonly<Float64Array>
  /** Units that have entered in this session. */
  readonly flow: Float64Array
  /** What carriers have paid for these, and got for what has arrived, micro-dollar. */
  readonly paid: Float64Array
  readonly earned: Float64Array
  /** Ways from and to place p: `touching[k]`, k from first[p] to before first[p + 1]. */
  readonly first: ArrayLike<number>
  readonly touching: ArrayLike<number>
}

/** Part of a price that no longer counts as a gain: it comes from roundings. */
const ROUNDED = 1e-9

const words = new Int32Array(4)

/** Lets carriers trade on the ways of place `p` as long as it pays: that which gains most first, of equals one by lot. */
export function carry(
  auction: Auction,
  rules: BookRules,
  ways: Ways,
  p: number,
  key: Uint32Array,
  session: number,
  activation: number,
): void {
  for (let carried = 0; ; carried++) {
    let most = 0
    let equals = 0
    for (let k = ways.first[p]; k < ways.first[p + 1]; k++) {
      const gain = gainOf(auction, ways, ways.touching[k])
      if (gain > most) equals = 0
      if (gain >= most && gain > 0) equals++
      most = Math.max(most, gain)
    }
    if (equals === 0) return
    let drawn = 0
    if (equals > 1) {
      block(words, key, activation, carried, session, PURPOSE.carrier)
      drawn = Math.floor(unit(words[0]) * equals)
    }
    let k = ways.first[p]
    while (gainOf(auction, ways, ways.touching[k]) < most || drawn-- > 0) k++
    take(auction, rules, ways, ways.touching[k])
  }
}

/** What the first unit carried on way `w` gains at the quotes that stand, micro-dollar; 0 where nothing can be carried. */
function gainOf({ auctionPlaces }: Auction, ways: Ways, w: number): number {
  const { bid, bidder, ask, asker, step } = auctionPlaces
  const from = ways.from[w]
  const to = ways.to[w]
  const flow = ways.flow[w]
  if (asker[from] === NOBODY || bidder[to] === NOBODY || flow >= ways.most[w]) return 0
  const worth = bid[to] * step[to] * ways.output[w]
  const gain = worth - ask[from] * step[from] - ways.cost[w] - ways.growth[w] * flow
  return gain > ROUNDED * worth ? gain : 0
}

/** Carries on way `w` as much as both quotes, its capacity and, where it congests, the gain allow. */
function take(auction: Auction, rules: BookRules, ways: Ways, w: number): void {
  const { lot } = auction.auctionTraders
  const { left } = auction.auctionLots
  const { bid, bidder, ask, asker, step } = auction.auctionPlaces
  const from = ways.from[w]
  const to = ways.to[w]
  const seller = asker[from]
  const buyer = bidder[to]
  const wanted = left[lot[buyer]] / ways.output[w]
  const room = ways.most[w] - ways.flow[w]
  const paying = ways.growth[w] > 0 ? gainOf(auction, ways, w) / ways.growth[w] : Infinity
  const units = Math.min(wanted, left[lot[seller]], room, paying)
  // A quote that is met whole leaves nothing, whatever the roundings.
  const arrived = units === wanted ? left[lot[buyer]] : Math.min(left[lot[buyer]], units * ways.output[w])
  ways.flow[w] = units === room ? ways.most[w] : ways.flow[w] + units
  note(auction, from, units, ask[from])
  note(auction, to, arrived, bid[to])
  ways.paid[w] += units * ask[from] * step[from]
  ways.earned[w] += arrived * bid[to] * step[to]
  deliver(auction, seller, units, ask[from])
  deliver(auction, buyer, arrived, bid[to])
  reopen(auction, rules, from)
  reopen(auction, rules, to)
}
