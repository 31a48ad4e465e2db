/**
 * Best execution over constant-product pools, in closed form and in whole micro-units: an order is split so that the last
 * unit costs the same in every pool that takes part, which no other split undercuts (Angeris et al. 2022).
 */
import type { Side } from './arbitrage.ts'

/** Pools by the price of the first unit, cheapest first: in / (kept out). */
export function cheapestFirst(sides: readonly Side[]): number[] {
  const price = ({ in: paid, out, kept }: Side) => paid / (kept * out)
  return [...sides.keys()].sort((a, b) => price(sides[a]) - price(sides[b]) || a - b)
}

/**
 * What of a payment of `amount` goes into each pool. A pool where the next unit of payment d brings g a b / (a + g d)^2 gets
 * d = (m sqrt(g a b) - a) / g with m = (amount + sum a / g) / sum sqrt(a b / g) over the pools that are cheaper than the rest
 * at the margin m: reserves a in and b out, g = 1 - fee.
 */
export function splitPayment(sides: readonly Side[], amount: number): Float64Array {
  const order = cheapestFirst(sides)
  const parts = new Float64Array(sides.length)
  let paid = amount
  let depth = 0
  for (const k of order) {
    const { in: a, out: b, kept: g } = sides[k]
    if (depth > 0 && paid / depth <= Math.sqrt(a / (g * b))) break
    paid += a / g
    depth += Math.sqrt((a * b) / g)
  }
  const margin = paid / depth
  let left = amount
  for (const k of order) {
    const { in: a, out: b, kept: g } = sides[k]
    parts[k] = Math.min(left, Math.max(0, Math.floor((margin * Math.sqrt(g * a * b) - a) / g)))
    left -= parts[k]
  }
  parts[order[0]] += left
  return parts
}

/**
 * What of `amount` is taken out of each pool: b - sqrt(a b / g) / m with m = sum sqrt(a b / g) / (sum b - amount), for the next
 * unit out of a pool then costs m^2. Undefined where the pools cannot give as much and keep a micro-unit each.
 */
export function splitPurchase(sides: readonly Side[], amount: number): Float64Array | undefined {
  const order = cheapestFirst(sides)
  const parts = new Float64Array(sides.length)
  let rest = -amount
  let depth = 0
  for (const k of order) {
    const { in: a, out: b, kept: g } = sides[k]
    if (rest > 0 && depth / rest <= Math.sqrt(a / (g * b))) break
    rest += b
    depth += Math.sqrt((a * b) / g)
  }
  if (rest <= 0) return undefined
  const margin = depth / rest
  let left = amount
  for (const k of order) {
    const { in: a, out: b, kept: g } = sides[k]
    parts[k] = Math.min(left, b - 1, Math.max(0, Math.floor(b - Math.sqrt((a * b) / g) / margin)))
    left -= parts[k]
  }
  for (const k of order) {
    const more = Math.min(left, sides[k].out - 1 - parts[k])
    parts[k] += more
    left -= more
  }
  return left > 0 ? undefined : parts
}
