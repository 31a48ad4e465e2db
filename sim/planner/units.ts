/** Units of an instance's own size, all powers of two: to count in them loses no digit. */
import type { Curve, Instance } from './instance.ts'

/** USD, and per place its good, that the program counts in. */
export interface Units {
  readonly money: number
  readonly good: Float64Array
}

/**
 * Units of about the size of what is exchanged: of a place, the smaller of what it wants and what it can make (each where
 * there is any), or what its widest way takes; of money, the largest worth of such a quantity.
 */
export function unitsOf({ places, demand, supply, ways }: Instance): Units {
  const good = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) {
    let least = Infinity
    for (const curves of [demand, supply]) {
      const width = curves.reduce((widest, period) => Math.max(widest, widthOf(period[i]!)), 0)
      if (width > 0) least = Math.min(least, width)
    }
    for (let w = 0; w < ways.length && least === Infinity; w++) {
      const { from, to, capacity } = ways[w]!
      if (capacity > 0 && (from === i || to === i)) least = capacity
    }
    good[i] = least === Infinity ? 1 : binary(least)
  }
  let money = 0
  for (const period of [...demand, ...supply]) {
    for (let i = 0; i < places.length; i++) {
      for (const { from, to } of period[i]!) {
        if (from !== Infinity) money = Math.max(money, good[i]! * Math.max(Math.abs(from), Math.abs(to)))
      }
    }
  }
  for (const { from, cost } of ways) money = Math.max(money, good[from]! * Math.abs(cost))
  return { money: binary(money || 1), good }
}

/** What a curve has in all. */
export function widthOf(curve: Curve): number {
  let width = 0
  for (const piece of curve) width += piece.width
  return width
}

/** The largest power of two that is not above `value`, which is more than 0. */
function binary(value: number): number {
  let power = 1
  while (power * 2 <= value) power *= 2
  while (power > value) power /= 2
  return power
}
