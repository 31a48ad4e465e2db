/** What an allocation is worth, and whether it can be: one measure for the planner and for markets. */
import type { Allocation, Curve, Instance, Store } from './instance.ts'
import { unitsOf, widthOf } from './units.ts'

/** Worth of what is consumed, beyond what must be, less what it costs to make and to carry, USD. */
export function welfareOf({ demand, supply, ways }: Instance, allocation: Allocation): number {
  let welfare = 0
  for (let t = 0; t < demand.length; t++) {
    for (let i = 0; i < demand[t]!.length; i++) {
      welfare +=
        areaOf(demand[t]![i]!, allocation.consumed[t]![i]!) - areaOf(supply[t]![i]!, allocation.produced[t]![i]!)
    }
    for (let w = 0; w < ways.length; w++) {
      const flow = allocation.carried[t]![w]!
      welfare -= (ways[w]!.cost + ways[w]!.congestion * flow) * flow
    }
  }
  return welfare
}

/** Area under the first `quantity` units of a curve, USD; a piece priced Infinity counts for nothing. */
function areaOf(curve: Curve, quantity: number): number {
  let area = 0
  let left = quantity
  for (const { width, from, to } of curve) {
    if (left <= 0) break
    const part = Math.min(left, width)
    left -= part
    if (from === Infinity) continue
    area += from === to ? from * part : (from + ((to - from) * part) / width / 2) * part
  }
  return area
}

/**
 * By how much an allocation misses what the instance allows: the largest amount by which a bound or a balance is missed, in
 * units of about what is exchanged in its place. 0 to a rounding: it can be.
 */
export function violationOf(instance: Instance, allocation: Allocation): number {
  const { places, demand, supply, ways, stores } = instance
  const unit = unitsOf(instance).good
  let worst = 0
  const miss = (by: number, place: number) => {
    worst = Math.max(worst, by / unit[place]!)
  }
  const within = (value: number, low: number, high: number, place: number) => {
    miss(low - value, place)
    miss(value - high, place)
  }
  for (let t = 0; t < demand.length; t++) {
    const [consumed, produced, carried] = [allocation.consumed[t]!, allocation.produced[t]!, allocation.carried[t]!]
    const [charged, discharged, level] = [allocation.charged[t]!, allocation.discharged[t]!, allocation.level[t]!]
    const net = new Float64Array(places.length)
    for (let i = 0; i < places.length; i++) {
      const [first] = demand[t]![i]!
      within(consumed[i]!, first?.from === Infinity ? first.width : 0, widthOf(demand[t]![i]!), i)
      within(produced[i]!, 0, widthOf(supply[t]![i]!), i)
      net[i]! += produced[i]! - consumed[i]!
    }
    for (let w = 0; w < ways.length; w++) {
      const { from, to, capacity, yield: out } = ways[w]!
      within(carried[w]!, 0, capacity, from)
      net[from]! -= carried[w]!
      net[to]! += out * carried[w]!
    }
    for (let s = 0; s < stores.length; s++) {
      const store = stores[s]!
      const before = t === 0 ? store.before : allocation.level[t - 1]![s]!
      const { place } = store
      within(charged[s]!, 0, store.charge, place)
      within(discharged[s]!, 0, store.discharge, place)
      within(level[s]!, t === demand.length - 1 ? store.after : 0, store.capacity, place)
      miss(Math.abs(level[s]! - levelAfter(store, before, charged[s]!, discharged[s]!)), place)
      net[place]! += discharged[s]! - charged[s]!
    }
    for (let i = 0; i < places.length; i++) miss(Math.abs(net[i]!), i)
  }
  return worst
}

/** Level of a store after a period, from that before it. */
function levelAfter({ kept, chargeYield, dischargeYield }: Store, before: number, charged: number, discharged: number) {
  return kept * before + chargeYield * charged - discharged / dischargeYield
}
