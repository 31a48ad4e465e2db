/**
 * Rationing: what is traded can be made, carried and used. Where prices have not quite come to rest, less leaves a place than
 * was sent if it has not as much, less reaches one that cannot use it, and of those who still find too little on the other
 * side all are served alike.
 */
import type { World } from '../world.ts'
import { isBuying } from './bids.ts'
import { nearestPrice } from './net-supply.ts'

/** Passes of cutting in proportion; what is too much after them is cut to nothing. */
const PASSES = 60
/** Part of what could be traded in a place by which sums may be off. */
const ROUNDED = 1e-12

/** Cuts flows, all that are alike in proportion, until every place can make what leaves it and use what comes. */
export function rationCarriers({ tables, resources }: World): void {
  const { flow } = tables.ways
  const { most, wanted, leaving, coming, passing, taking } = tables.netSupply
  const { from, to, output } = resources.columns
  for (let pass = 0, cut = true; cut; pass++) {
    cut = false
    leaving.fill(0)
    coming.fill(0)
    for (let w = 0; w < flow.length; w++) {
      leaving[from[w]] += flow[w]
      coming[to[w]] += output[w] * flow[w]
    }
    for (let p = 0; p < leaving.length; p++) {
      const out = Math.min(leaving[p], coming[p] + most[p])
      const into = Math.min(coming[p], leaving[p] + wanted[p])
      const slack = ROUNDED * (coming[p] + leaving[p] + most[p] + wanted[p])
      passing[p] = leaving[p] - out > slack ? (pass < PASSES ? out / leaving[p] : 0) : 1
      taking[p] = coming[p] - into > slack ? (pass < PASSES ? into / coming[p] : 0) : 1
      if (passing[p] < 1 || taking[p] < 1) cut = true
    }
    if (cut) for (let w = 0; w < flow.length; w++) flow[w] *= Math.min(passing[from[w]], taking[to[w]])
  }
}

/** What goes both ways between two places need not be carried. */
export function cancelCrossings({ tables, resources }: World): void {
  const { flow } = tables.ways
  const { back } = resources.columns
  for (let w = 0; w < flow.length; w++) {
    const crossing = back[w] < 0 ? 0 : Math.min(flow[w], flow[back[w]])
    if (crossing === 0) continue
    flow[w] -= crossing
    flow[back[w]] -= crossing
  }
}

/** Fills the bids of each place at one price, given what comes and leaves by ways. */
export function fillBids(world: World): void {
  const { tables, scenario } = world
  const { price } = tables.places
  const { coming, leaving, wanted, most } = tables.netSupply
  const { clearing } = scenario.resources
  if (clearing.rule !== 'tatonnement') return
  for (let p = 0; p < price.length; p++) {
    const need = leaving[p] - coming[p]
    const slack = clearing.tolerance * (wanted[p] + most[p])
    price[p] = Math.min(nearestPrice(world, p, need - slack, need + slack, price[p]), scenario.resources.ceiling)
    fillPlace(world, p, need)
  }
}

/** What of a bid is wanted or offered at `price`, at a step all of it. */
function taken(buying: boolean, price: number, quantity: number, low: number, high: number): number {
  if (low === high) return (buying ? price <= low : price >= low) ? quantity : 0
  const share = Math.min(1, Math.max(0, (price - low) / (high - low)))
  return quantity * (buying ? 1 - share : share)
}

/**
 * Fills the bids of place `p` so that supply less demand is `need`. Who is exactly at the price is cut first, in proportion;
 * then all on the longer side are.
 */
function fillPlace({ tables, resources }: World, p: number, need: number): void {
  const { quantity, low, high, filled, money, value } = tables.bids
  const price = tables.places.price[p]
  const from = resources.firstBid[p]
  const to = resources.firstBid[p + 1]
  const sum = { bought: 0, sold: 0, buyersAtPrice: 0, sellersAtPrice: 0 }
  for (let b = from; b < to; b++) {
    const buying = isBuying(resources.bids[b].kind)
    filled[b] = taken(buying, price, quantity[b], low[b], high[b])
    const atPrice = low[b] === high[b] && low[b] === price ? filled[b] : 0
    if (buying) {
      sum.bought += filled[b]
      sum.buyersAtPrice += atPrice
    } else {
      sum.sold += filled[b]
      sum.sellersAtPrice += atPrice
    }
  }
  const surplus = sum.sold - sum.bought - need
  const buyersLong = surplus < 0
  const long = Math.abs(surplus)
  const side = buyersLong ? sum.bought : sum.sold
  const atPrice = buyersLong ? sum.buyersAtPrice : sum.sellersAtPrice
  const fromThese = Math.min(long, atPrice)
  const others = side - atPrice
  const keptAtPrice = atPrice > 0 ? 1 - fromThese / atPrice : 1
  const kept = others > 0 ? Math.max(0, 1 - (long - fromThese) / others) : 1
  for (let b = from; b < to; b++) {
    const { kind } = resources.bids[b]
    if (isBuying(kind) === buyersLong) filled[b] *= low[b] === high[b] && low[b] === price ? keptAtPrice : kept
    money[b] = filled[b] * price
    const [first, last] = isBuying(kind) ? [high[b], low[b]] : [low[b], high[b]]
    value[b] = filled[b] > 0 ? area(filled[b], quantity[b], first, last) : 0
  }
}

/** Prices of the first `filled` of `quantity` units, summed: they run evenly from `first` to `last`. */
function area(filled: number, quantity: number, first: number, last: number): number {
  return filled * (first + ((last - first) * filled) / (2 * quantity))
}
