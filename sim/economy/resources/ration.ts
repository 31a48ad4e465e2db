/**
 * Rationing: what is traded can be made, carried and used. Where prices have not quite come to rest, a little more is asked for
 * where something is missing, less leaves a place than was sent if it has not as much, less reaches one that cannot use it, and
 * of those who still find too little on the other side all are served alike, those last who must be served.
 */
import type { World } from '../world.ts'
import { isBuying } from './bids.ts'
import { BID } from './market.ts'
import { nearestPrice } from './net-supply.ts'

/** Times that more is asked for, and by how much at most. */
const ASKS = 10
const LITTLE = 0.01
/** Passes of cutting in proportion; what is too much after them is cut to nothing. */
const PASSES = 60
/** Part of what could be traded in a place by which sums may be off. */
const ROUNDED = 1e-12

/**
 * Lets no more leave a place than there is, and no more come than can be used: all ways that are alike are cut in proportion.
 * Before that, where something is missing for what leaves and for what must be served, more is asked for.
 */
export function rationCarriers(world: World): void {
  for (let pass = 0; pass < ASKS; pass++) if (!askForMore(world)) break
  for (let pass = 0; ; pass++) if (!cutFlows(world, pass < PASSES)) break
}

/** Raises what comes to each place where something is missing, by a little. False where nothing is. */
function askForMore(world: World): boolean {
  const { tables, resources } = world
  const { flow } = tables.ways
  const { most, must, leaving, coming, asking } = tables.netSupply
  const { to, most: capacity } = resources.columns
  sumFlows(world)
  let missing = false
  for (let p = 0; p < asking.length; p++) {
    const needed = leaving[p] + must[p] - most[p]
    asking[p] = needed > coming[p] ? Math.min(1 + LITTLE, needed / coming[p]) : 1
    if (asking[p] > 1) missing = true
  }
  if (missing) for (let w = 0; w < flow.length; w++) flow[w] = Math.min(capacity[w], flow[w] * asking[to[w]])
  return missing
}

/** Cuts what is too much, in proportion or to nothing. False where nothing is. */
function cutFlows(world: World, inProportion: boolean): boolean {
  const { tables, resources } = world
  const { flow } = tables.ways
  const { most, wanted, leaving, coming, passing, taking } = tables.netSupply
  const { from, to } = resources.columns
  sumFlows(world)
  let cut = false
  for (let p = 0; p < leaving.length; p++) {
    const out = Math.min(leaving[p], coming[p] + most[p])
    const into = Math.min(coming[p], leaving[p] + wanted[p])
    const slack = ROUNDED * (coming[p] + leaving[p] + most[p] + wanted[p])
    passing[p] = leaving[p] - out > slack ? (inProportion ? out / leaving[p] : 0) : 1
    taking[p] = coming[p] - into > slack ? (inProportion ? into / coming[p] : 0) : 1
    if (passing[p] < 1 || taking[p] < 1) cut = true
  }
  if (cut) for (let w = 0; w < flow.length; w++) flow[w] *= Math.min(passing[from[w]], taking[to[w]])
  return cut
}

function sumFlows({ tables, resources }: World): void {
  const { flow } = tables.ways
  const { leaving, coming } = tables.netSupply
  const { from, to, output } = resources.columns
  leaving.fill(0)
  coming.fill(0)
  for (let w = 0; w < flow.length; w++) {
    leaving[from[w]] += flow[w]
    coming[to[w]] += output[w] * flow[w]
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

/**
 * Fills the bids of each place at one price, given what comes and leaves by ways: that at which tatonnement came to rest, unless
 * too many would have to be turned away at it. Where there is nobody to turn away, the next in order of price serves the rest.
 */
export function fillBids(world: World): void {
  const { tables, resources, scenario } = world
  const { price, quote } = tables.places
  const { coming, leaving, wanted, most } = tables.netSupply
  const { filled, money } = tables.bids
  const { ceiling, clearing } = scenario.resources
  if (clearing.rule !== 'tatonnement') return
  const share = Math.min(LITTLE, 2 * Math.max(clearing.tolerance, tables.resourceTally.excess[0]))
  for (let p = 0; p < price.length; p++) {
    const need = leaving[p] - coming[p]
    const scale = wanted[p] + most[p] + coming[p] + leaving[p]
    // Where no ways lead there is nothing that tatonnement has left open.
    const slack = resources.columns.degree[p] > 0 ? share * tables.netSupply.scale[p] : 0
    price[p] = Math.min(nearestPrice(world, p, need - slack, need + slack, quote[p]), ceiling)
    if (fillPlace(world, p, need, price[p]) > ROUNDED * scale)
      fillPlace(world, p, need, Math.min(nearestPrice(world, p, need, need, quote[p]), ceiling))
    quote[p] = slack > 0 ? quote[p] : price[p]
    for (let b = resources.firstBid[p]; b < resources.firstBid[p + 1]; b++) money[b] = filled[b] * price[p]
  }
}

/** What of a bid is wanted or offered at `price`, at a step all of it. */
function taken(buying: boolean, price: number, quantity: number, low: number, high: number): number {
  if (low === high) return (buying ? price <= low : price >= low) ? quantity : 0
  const share = Math.min(1, Math.max(0, (price - low) / (high - low)))
  return quantity * (buying ? 1 - share : share)
}

/**
 * Fills the bids of place `p` as they are at `price`, so that supply less demand is `need`. Of the longer side those are cut first who are exactly at the
 * price, then the others, last what must be served; each in proportion. Returns what that leaves too much.
 */
function fillPlace({ tables, resources }: World, p: number, need: number, price: number): number {
  const { quantity, low, high, filled } = tables.bids
  const from = resources.firstBid[p]
  const to = resources.firstBid[p + 1]
  let surplus = -need
  for (let b = from; b < to; b++) {
    const buying = isBuying(resources.bids[b].kind)
    filled[b] = taken(buying, price, quantity[b], low[b], high[b])
    surplus += buying ? -filled[b] : filled[b]
  }
  const buyersLong = surplus < 0
  const turn = (b: number) => (resources.bids[b].kind === BID.must ? 2 : low[b] === high[b] && low[b] === price ? 0 : 1)
  const sums = [0, 0, 0]
  for (let b = from; b < to; b++) if (isBuying(resources.bids[b].kind) === buyersLong) sums[turn(b)] += filled[b]
  let long = Math.abs(surplus)
  const kept = sums.map(sum => {
    const cut = Math.min(long, sum)
    long -= cut
    return cut > 0 ? 1 - cut / sum : 1
  })
  for (let b = from; b < to; b++) {
    if (isBuying(resources.bids[b].kind) === buyersLong) filled[b] *= kept[turn(b)]
  }
  return long
}
