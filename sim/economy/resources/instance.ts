/**
 * The instance of some ticks: the markets’ own bids, ways and stores as one who knows all of them sees them. Prices are in USD,
 * quantities in units a tick. What must be served has an infinite price.
 */

import type { Curve, Instance, Piece, Store, Way } from '../../planner/instance.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { BID, type ResourceMarket } from './market.ts'

/** What was bid in a tick, by bid. */
type Bids = Readonly<Record<'quantity' | 'low' | 'high', Float64Array>>

/** Demand and supply of every place in a tick, as bid: in this one, unless other bids are given. */
export function curvesOf(
  { resources, tables }: World,
  bids: Bids = tables.bids,
): { readonly demand: Curve[]; readonly supply: Curve[] } {
  const places = resources.places.map((_, place) => place)
  return {
    demand: places.map(place => curveOf(resources, bids, place, true)),
    supply: places.map(place => curveOf(resources, bids, place, false)),
  }
}

/** Ways and stores, with these levels of the stores before the first tick and after the last. */
export function networkOf(
  world: World,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): Pick<Instance, 'places' | 'ways' | 'stores'> {
  const { resources } = world
  const { from, to, most, cost, congestion, output } = resources.columns
  return {
    places: resources.places,
    ways: resources.ways.map(
      (_, w): Way => ({
        from: from[w],
        to: to[w],
        capacity: most[w],
        cost: cost[w] / MICRO,
        congestion: congestion[w] / MICRO,
        yield: output[w],
      }),
    ),
    stores: resources.stores.map(
      ({ place, spec, charge, discharge, kept }, s): Store => ({
        place,
        capacity: spec.capacity,
        charge,
        discharge,
        chargeYield: spec.chargeYield,
        dischargeYield: spec.dischargeYield,
        kept,
        before: before[s],
        after: after[s],
      }),
    ),
  }
}

/** The bids of a place on one side, summed at each price: pieces in the order in which they are served. */
function curveOf(resources: ResourceMarket, { quantity, low, high }: Bids, place: number, buying: boolean): Curve {
  const kinds: readonly number[] = buying ? [BID.demand, BID.must, BID.wanted] : [BID.supply, BID.spare, BID.offered]
  const rows: number[] = []
  let must = 0
  for (let b = resources.firstBid[place]; b < resources.firstBid[place + 1]; b++) {
    const { kind } = resources.bids[b]
    if (!kinds.includes(kind) || !(quantity[b] > 0)) continue
    if (kind === BID.must) must += quantity[b]
    else rows.push(b)
  }
  const prices = [...new Set(rows.flatMap(b => [low[b], high[b]]))].sort((a, b) => a - b)
  const pieces = prices.flatMap((price, k): Piece[] => {
    const next = prices[k + 1]
    let step = 0
    let slope = 0
    for (const b of rows)
      if (low[b] === high[b]) step += low[b] === price ? quantity[b] : 0
      else if (low[b] <= price && price < high[b]) slope += quantity[b] / (high[b] - low[b])
    return [
      ...(step > 0 ? [piece(step, price, price)] : []),
      ...(slope > 0 ? [piece(slope * (next - price), price, next)] : []),
    ]
  })
  if (!buying) return pieces
  const falling = pieces.reverse().map(({ width, from, to }) => ({ width, from: to, to: from }))
  return must > 0
    ? [{ width: must, from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY }, ...falling]
    : falling
}

const piece = (width: number, from: number, to: number): Piece => ({ width, from: from / MICRO, to: to / MICRO })
