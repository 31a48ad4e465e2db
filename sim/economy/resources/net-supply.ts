/**
 * Net supply of a place: what is offered less what is wanted there, as a function of the price. It rises with the price
 * in straight lines and steps between bends, the prices at which a bid begins or ends.
 */
import type { World } from '../world.ts'
import { isBuying } from './bids.ts'
import { BID } from './market.ts'

/** Draws the curves of all places from the bids of this tick. */
export function drawCurves(world: World): void {
  const { tables, resources } = world
  for (let p = 0; p < resources.places.length; p++) {
    drawCurve(world, p)
    tables.netSupply.cursor[p] = 0
  }
}

function drawCurve({ tables, resources }: World, p: number): void {
  const { quantity, low, high } = tables.bids
  const { bends, netSupply } = tables
  const from = resources.firstBid[p]
  const to = resources.firstBid[p + 1]
  const first = 2 * from
  let n = 0
  let wanted = 0
  let most = 0
  let must = 0
  for (let b = from; b < to; b++) {
    if (!(quantity[b] > 0)) continue
    bends.price[first + n++] = low[b]
    bends.price[first + n++] = high[b]
    const { kind } = resources.bids[b]
    if (kind === BID.must) must += quantity[b]
    if (isBuying(kind)) wanted += quantity[b]
    else most += quantity[b]
  }
  n = distinct(bends.price.subarray(first, first + n).sort())
  for (let k = first; k < first + n; k++) {
    bends.above[k] = 0
    bends.slope[k] = 0
    bends.rising[k] = 0
  }
  for (let b = from; b < to; b++) {
    if (!(quantity[b] > 0)) continue
    const start = find(bends.price, first, first + n, low[b])
    if (low[b] === high[b]) bends.above[start] += quantity[b]
    else {
      const slope = quantity[b] / (high[b] - low[b])
      const end = find(bends.price, start, first + n, high[b])
      bends.slope[start] += slope
      bends.slope[end] -= slope
      bends.rising[start]++
      bends.rising[end]--
    }
  }
  let net = -wanted
  let slope = 0
  let rising = 0
  for (let k = first; k < first + n; k++) {
    if (k > first) net += slope * (bends.price[k] - bends.price[k - 1])
    bends.below[k] = net
    net += bends.above[k]
    bends.above[k] = net
    rising += bends.rising[k]
    // A sum of slopes that have all ended is not quite 0.
    slope = rising === 0 ? 0 : slope + bends.slope[k]
    bends.slope[k] = slope
  }
  netSupply.bends[p] = n
  netSupply.wanted[p] = wanted
  netSupply.must[p] = must
  netSupply.most[p] = most
}

/** Moves the distinct values of a sorted column to its front and returns their number. */
function distinct(sorted: Float64Array): number {
  let n = 0
  for (let k = 0; k < sorted.length; k++) if (n === 0 || sorted[k] !== sorted[n - 1]) sorted[n++] = sorted[k]
  return n
}

/** Row of `value` in a sorted column that has it. */
function find(sorted: Float64Array, from: number, to: number, value: number): number {
  let low = from
  let high = to - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The price at which net supply of place `p` and what comes by ways, `net`, sum to what moves the price there from `price`
 * against `inertia` (more than 0): N(x) + net + inertia (x - price) = 0. The left side rises with x, so there is one.
 */
export function settlePrice(
  { tables, resources }: World,
  p: number,
  net: number,
  inertia: number,
  price: number,
): number {
  const { price: at, below, above, slope } = tables.bends
  const n = tables.netSupply.bends[p]
  if (n === 0) return price - net / inertia
  const first = 2 * resources.firstBid[p]
  const last = first + n - 1
  const shift = net - inertia * price
  // The first bend at which the sum has passed zero lies near that of the last round.
  let k = first + tables.netSupply.cursor[p]
  while (k > first && above[k - 1] + inertia * at[k - 1] + shift >= 0) k--
  while (k <= last && above[k] + inertia * at[k] + shift < 0) k++
  tables.netSupply.cursor[p] = Math.min(k, last) - first
  if (k <= last && below[k] + inertia * at[k] + shift <= 0) return at[k]
  if (k === first) return -(below[first] + shift) / inertia
  const rest = above[k - 1] + inertia * at[k - 1] + shift
  return at[k - 1] - rest / (inertia + (k <= last ? slope[k - 1] : 0))
}

/**
 * The price nearest to `price` at which net supply of place `p` can be anything between `least` and `most`; where there is
 * none, the nearest end of the curve.
 */
export function nearestPrice(world: World, p: number, least: number, most: number, price: number): number {
  return Math.min(Math.max(price, lowest(world, p, least)), Math.max(lowest(world, p, least), highest(world, p, most)))
}

/** The lowest price at which net supply may be as much as `least`. */
function lowest({ tables, resources }: World, p: number, least: number): number {
  const { price, below, above, slope } = tables.bends
  const first = 2 * resources.firstBid[p]
  const end = first + tables.netSupply.bends[p]
  if (end === first || below[first] >= least) return Number.NEGATIVE_INFINITY
  let k = first
  while (k < end - 1 && above[k] < least) k++
  return below[k] <= least ? price[k] : price[k - 1] + (least - above[k - 1]) / slope[k - 1]
}

/** The highest price at which net supply may be as little as `most`. */
function highest({ tables, resources }: World, p: number, most: number): number {
  const { price, below, above, slope } = tables.bends
  const first = 2 * resources.firstBid[p]
  const end = first + tables.netSupply.bends[p]
  if (end === first || above[end - 1] <= most) return Number.POSITIVE_INFINITY
  let k = end - 1
  while (k > first && below[k] > most) k--
  return above[k] >= most ? price[k] : price[k] + (most - above[k]) / slope[k]
}
