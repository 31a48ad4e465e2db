/**
 * Bands: the stock of an agent from empty to its target, and from there to full, each cut into equal steps of urgency. Agents of
 * a group value a unit in the same band alike, so their bids in it add up to one straight line of the place, in whole micro-units.
 */
import { MICRO } from '../../accounts.ts'

/** Steps below the target, and above it. */
export const STEPS = 16
/** Bands of a stock: below the target, above it, and what it has no room for. */
export const BANDS = 2 * STEPS + 1

/** Row of the first band of a stock in a region. */
export const firstBand = (stock: number, regions: number, region: number) => (stock * regions + region) * BANDS

/** What a unit is worth where band `k` begins and where it ends, from the empty side, micro-dollar. */
export function worthOfBand(
  { empty, target, full }: { readonly empty: number; readonly target: number; readonly full: number },
  k: number,
): readonly [number, number] {
  if (k === BANDS - 1) return [full, full]
  const [from, to, step] = k < STEPS ? [empty, target, k] : [target, full, k - STEPS]
  return [from - ((from - to) * step) / STEPS, from - ((from - to) * (step + 1)) / STEPS]
}

/** What one agent bids for a good: whole micro-units in the bands `from` to before `to`, nothing in the others. */
export interface Bid {
  readonly units: Float64Array
  from: number
  to: number
}

/** A bid to write into, again and again. */
export const emptyBid = (): Bid => ({ units: new Float64Array(BANDS), from: 0, to: 0 })

/**
 * Writes what an agent that holds `level` wants to buy, the most urgent first, as far as `budget` (micro-dollar) pays for it at what
 * it is worth at most; returns what of that is left. Amounts are whole micro-units, `worth` micro-dollar a unit.
 */
export function writeWanted(bid: Bid, level: number, target: number, worth: Float64Array, budget: number): number {
  let left = budget
  let k = Math.max(0, Math.ceil((level / target) * STEPS) - 1)
  let low = level
  bid.from = k
  for (; k < STEPS; k++) {
    const high = Math.round((target * (k + 1)) / STEPS)
    const units = Math.max(0, high - low)
    const cost = (units * worth[k]) / MICRO
    bid.units[k] = cost > left ? Math.floor((left / worth[k]) * MICRO) : units
    left = Math.max(0, left - cost)
    low = Math.max(low, high)
    if (left === 0) break
  }
  bid.to = Math.min(STEPS, k + 1)
  return left
}

/** Writes what an agent that holds `level` offers: what is above its target, and all that it has no room for. */
export function writeOffered(bid: Bid, level: number, target: number, capacity: number): void {
  const most = Math.min(level, capacity)
  let low = target
  let k = STEPS
  bid.from = k
  for (; k < BANDS - 1 && low < most; k++) {
    const high = target + Math.round(((capacity - target) * (k + 1 - STEPS)) / STEPS)
    bid.units[k] = Math.min(most, high) - low
    low = high
  }
  bid.to = k
  if (level <= capacity) return
  for (; k < BANDS - 1; k++) bid.units[k] = 0
  bid.units[k] = level - capacity
  bid.to = BANDS
}
