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

/**
 * Writes what an agent that holds `level` wants to buy, the most urgent first, as far as `budget` (micro-dollar) pays for it at what
 * it is worth at most; returns what of that is left. Amounts are whole micro-units, `worth` micro-dollar a unit.
 */
export function writeWanted(
  out: Float64Array,
  level: number,
  target: number,
  worth: Float64Array,
  budget: number,
): number {
  let left = budget
  let low = 0
  for (let k = 0; k < STEPS; k++) {
    const high = Math.round((target * (k + 1)) / STEPS)
    const units = high - Math.max(low, level)
    low = high
    if (units <= 0) continue
    const cost = (units * worth[k]) / MICRO
    if (cost > left) {
      out[k] = Math.floor((left / worth[k]) * MICRO)
      return 0
    }
    out[k] = units
    left -= cost
  }
  return left
}

/** Writes what an agent that holds `level` offers: what is above its target, and all that it has no room for. */
export function writeOffered(out: Float64Array, level: number, target: number, capacity: number): void {
  let low = target
  for (let k = 0; k < STEPS; k++) {
    const high = target + Math.round(((capacity - target) * (k + 1)) / STEPS)
    out[STEPS + k] = Math.max(0, Math.min(level, high) - low)
    low = high
  }
  out[BANDS - 1] = Math.max(0, level - capacity)
}
