/** The `q` quantile of a sorted column, between neighbours by linear interpolation; NaN when it is empty. */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return NaN
  const at = q * (sorted.length - 1)
  const low = Math.floor(at)
  return sorted[low] + (sorted[Math.ceil(at)] - sorted[low]) * (at - low)
}
