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
  /** Ticks for which a credit is good, that of its order included. */
  readonly life: number
}

// Of all that is needed from a tick on: its cheapest cost; the tick of the order that serves what comes first, -1 for the spot;
// and the tick up to which it does.
let cost = new Float64Array(0)
let order = new Int32Array(0)
let until = new Int32Array(0)
let hull = new Int32Array(0)

/**
 * Ticks that an order in the first tick covers by the cheapest plan; 0 where that plan does not order then, nor does on a tie.
 * `price[t]` is the price in tick t, `needed[t]` what is needed in the ticks before t. Each order b serves ticks t to u - 1 at
 * `price[b] - holding b` a credit, where holding until its use is left out of the cost of every credit, and
 *   cost[t] = min(fee + min over b <= t < u <= b + life of (price[b] - holding b) (needed[u] - needed[t]) + cost[u],
 *                 (spot price[t] - holding t) (needed[t + 1] - needed[t]) + cost[t + 1])
 * Credits for ever are ordered when none are left, b = t, and u is found on the lower hull of the points (needed[u], cost[u]) in
 * O(log ticks) (Wagelmans, van Hoesel and Kolen 1992); others take O(life).
 */
export function firstOrder(
  price: Readonly<Float64Array>,
  needed: Readonly<Float64Array>,
  ticks: number,
  { fee, holding, spot, life }: Terms,
): number {
  if (cost.length <= ticks) {
    cost = new Float64Array(ticks + 1)
    order = new Int32Array(ticks + 1)
    until = new Int32Array(ticks + 1)
    hull = new Int32Array(ticks + 1)
  }
  cost[ticks] = 0
  hull[0] = ticks
  let size = 1
  for (let t = ticks - 1; t >= 0; t--) {
    if (life < ticks) serve(price, needed, ticks, t, fee, holding, life)
    else {
      const unit = price[t] - holding * t
      const u = lowestOnHull(needed, size, unit)
      cost[t] = fee + unit * (needed[u] - needed[t]) + cost[u]
      order[t] = t
      until[t] = u
    }
    const amount = needed[t + 1] - needed[t]
    const without = cost[t + 1] + (amount === 0 ? 0 : (spot * price[t] - holding * t) * amount)
    if (without <= cost[t]) {
      cost[t] = without
      order[t] = -1
      until[t] = t + 1
    }
    size = push(needed, size, t)
  }
  let first = 0
  while (first < ticks && order[first] < 0) first++
  return first < ticks && order[first] === 0 ? until[first] : 0
}

/** Serves what is needed from t on by the best order whose credits live as long. */
function serve(
  price: Readonly<Float64Array>,
  needed: Readonly<Float64Array>,
  ticks: number,
  t: number,
  fee: number,
  holding: number,
  life: number,
): void {
  let unit = Infinity
  let from = t
  cost[t] = Infinity
  for (let u = t + life; u > t; u--) {
    // The earlier the last tick that is served, the earlier the order may be.
    const b = u - life
    if (b >= 0 && price[b] - holding * b <= unit) {
      unit = price[b] - holding * b
      from = b
    }
    if (u > ticks) continue
    const served = fee + unit * (needed[u] - needed[t]) + cost[u]
    if (served >= cost[t]) continue
    cost[t] = served
    order[t] = from
    until[t] = u
  }
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
