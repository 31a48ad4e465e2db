/**
 * Lot sizing with prices that move: when to order what is needed in the ticks to come, with a fee for each order and a cost of
 * holding (Wagner and Whitin 1958), where what is needed can also be bought tick by tick on the spot.
 */

/** What ordering and holding cost; prices and costs in one unit of money a credit, time in ticks. */
export interface Terms {
  /** Fee of an order. */
  readonly fee: number
  /** Cost of holding a credit for a tick. */
  readonly holding: number
  /** Price on the spot as a multiple of the price; infinite where nothing is sold there. */
  readonly spot: number
  /** Ticks for which a credit is good. */
  readonly life: number
}

let cost = new Float64Array(0)
let hull = new Int32Array(0)

/**
 * Ticks that an order in the first tick covers by the cheapest plan; 0 where that plan does not order then, nor does on a tie.
 * `price[t]` is the price in tick t, `needed[t]` what is needed in the ticks before t, `ticks` the horizon. With c = the cheapest
 * cost of all that is needed from a tick on,
 *   c[t] = min(fee + min over u > t of (price[t] - holding t) (needed[u] - needed[t]) + c[u],
 *              (spot price[t] - holding t) (needed[t + 1] - needed[t]) + c[t + 1])
 * where holding u is left out of the price of all that is needed in u. The inner minimum is found on the lower hull of the points
 * (needed[u], c[u]) in O(log ticks) (Wagelmans, van Hoesel and Kolen 1992); where credits expire, among the ticks of their life.
 */
export function firstOrder(
  price: Readonly<Float64Array>,
  needed: Readonly<Float64Array>,
  ticks: number,
  { fee, holding, spot, life }: Terms,
): number {
  if (cost.length <= ticks) {
    cost = new Float64Array(ticks + 1)
    hull = new Int32Array(ticks + 1)
  }
  cost[ticks] = 0
  hull[0] = ticks
  let size = 1
  let covered = 0
  for (let t = ticks - 1; t >= 0; t--) {
    const unit = price[t] - holding * t
    const until =
      life >= ticks ? lowestOnHull(needed, size, unit) : lowestWithin(needed, t, Math.min(ticks, t + life), unit)
    const ordered = fee + unit * (needed[until] - needed[t]) + cost[until]
    const amount = needed[t + 1] - needed[t]
    const without = cost[t + 1] + (amount === 0 ? 0 : (spot * price[t] - holding * t) * amount)
    cost[t] = Math.min(ordered, without)
    covered = ordered < without ? until - t : 0
    size = push(needed, size, t)
  }
  return covered
}

/** The tick u of the hull at which unit · needed[u] + cost[u] is least. */
function lowestOnHull(needed: Readonly<Float64Array>, size: number, unit: number): number {
  // From the top of the stack down, needs grow and slopes rise: the least is where they pass -unit.
  let low = 0
  let high = size - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const from = hull[middle]
    const to = hull[middle - 1]
    if (cost[to] - cost[from] + unit * (needed[to] - needed[from]) >= 0) low = middle
    else high = middle - 1
  }
  return hull[low]
}

function lowestWithin(needed: Readonly<Float64Array>, t: number, last: number, unit: number): number {
  let best = t + 1
  for (let u = t + 2; u <= last; u++) if (unit * needed[u] + cost[u] < unit * needed[best] + cost[best]) best = u
  return best
}

/** Puts tick t, before all on the hull, on it; returns its new size. */
function push(needed: Readonly<Float64Array>, size: number, t: number): number {
  let top = size - 1
  // Of ticks by which as much is needed only the cheapest can be on the hull.
  if (needed[hull[top]] === needed[t]) {
    if (cost[hull[top]] < cost[t]) return size
    top--
  }
  while (top >= 1) {
    const a = hull[top]
    const b = hull[top - 1]
    const before = (cost[a] - cost[t]) * (needed[b] - needed[a])
    const after = (cost[b] - cost[a]) * (needed[a] - needed[t])
    if (before < after) break
    top--
  }
  hull[top + 1] = t
  return top + 2
}
