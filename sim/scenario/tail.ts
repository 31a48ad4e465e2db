/** Tails: how likely a quantity is above a value. */
import { erfc, exp, log, pow } from '../engine/numerics.ts'
import type { Quantity } from './law.ts'

/**
 * Share of the values of a quantity above `value`. A law is drawn again where a value is out of its bounds. Undefined for
 * laws without a closed form.
 */
export function shareAbove(quantity: Quantity, value: number): number | undefined {
  const { min = -Infinity, max = Infinity } = quantity
  if (quantity.kind === 'constant') return quantity.value > value ? 1 : 0
  if (quantity.kind === 'list') return quantity.values.filter(one => one > value).length / quantity.values.length
  const above = tail(quantity)
  if (!above) return undefined
  const within = above(min) - above(max)
  return (above(Math.min(max, Math.max(min, value))) - above(max)) / within
}

/** The probability of a value above x by a law. */
function tail(law: Quantity): ((x: number) => number) | undefined {
  switch (law.kind) {
    case 'uniform':
      return x => Math.min(1, Math.max(0, (law.high - x) / (law.high - law.low)))
    case 'exponential':
      return x => (x <= 0 ? 1 : exp(-x / law.mean))
    case 'normal':
      return x => erfc((x - law.mean) / (law.sd * Math.SQRT2)) / 2
    case 'lognormal':
      return x => (x <= 0 ? 1 : x === Infinity ? 0 : erfc(log(x / law.median) / (law.sigma * Math.SQRT2)) / 2)
    case 'pareto':
      return x => (x <= law.minimum ? 1 : pow(law.minimum / x, law.shape))
    default:
      return undefined
  }
}
