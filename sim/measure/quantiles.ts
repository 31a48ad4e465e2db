/**
 * Weighted quantiles of a small column, such as the operators' prices weighted by the volume sold
 * at them. Nothing is interpolated: every quantile is a value that stands in the column.
 */

/**
 * For each share in `levels` the smallest value such that the values up to it carry at least that share of the weight.
 * Rows of weight 0 or value NaN do not count; NaN when no row counts. Throws on a negative weight, on columns of
 * different lengths and on a share outside 0 to 1.
 */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  levels: readonly number[],
): number[] {
  if (values.length !== weights.length) {
    throw new RangeError(
      `weightedQuantiles: expected as many weights as values, got ${weights.length} for ${values.length}`,
    )
  }
  const rows: number[] = []
  let total = 0
  for (let row = 0; row < values.length; row++) {
    if (!(weights[row] >= 0))
      throw new RangeError(`weightedQuantiles: expected weights of 0 or more, got ${weights[row]} in row ${row}`)
    if (weights[row] === 0 || Number.isNaN(values[row])) continue
    rows.push(row)
    total += weights[row]
  }
  rows.sort((a, b) => values[a] - values[b] || a - b)
  return levels.map(level => {
    if (!(level >= 0 && level <= 1))
      throw new RangeError(`weightedQuantiles: expected a share from 0 to 1, got ${level}`)
    let weight = 0
    for (const row of rows) {
      weight += weights[row]
      if (weight >= level * total) return values[row]
    }
    return rows.length === 0 ? NaN : values[rows[rows.length - 1]] // sums in another order may fall short by a last bit
  })
}
