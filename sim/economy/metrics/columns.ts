/** What metrics are made of: columns of the operators in the market, and their sums, means and quantiles. */

import { level, ratio } from '../../measure/metric.ts'
import { quantileOfSorted } from '../../measure/quantile.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'

export const metric = level<World>
export const quotient = ratio<World>

/** Values of the operators in the market, in `column`. */
export function activeValues({ tables, scratch }: World, column: Float64Array): Float64Array {
  const { state } = tables.operators
  const { prices } = scratch
  let n = 0
  for (let o = 0; o < state.length; o++) if (state[o] === STATE.active) prices[n++] = column[o]
  return prices.subarray(0, n)
}

/** Mean of a column; NaN when it is empty. */
export function mean(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

/** The `q` quantile of a small column, between neighbours by linear interpolation; NaN when it is empty. */
export const quantileOf = (values: Float64Array, q: number) => quantileOfSorted(values.slice().sort(), q)
