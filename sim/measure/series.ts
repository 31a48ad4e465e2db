/**
 * A series of per-tick values in constant memory: at most BATCHES batch means per metric. A full
 * block merges its neighbouring batches and from then on a batch holds twice as many ticks, so a
 * run of any length leaves between BATCHES / 2 and BATCHES points. A value is a sum with a weight:
 * the mean of a batch is that of its queries (or ticks), however they fall into ticks. Everything
 * is plain numbers in the columns given, and a series of zeros is an empty one.
 */

/** Most batch means kept for one metric; even, so that a full block merges in pairs. */
export const BATCHES = 1024

/** The columns of `metrics` series. `means` and `weights` have a row of BATCHES per metric, the others one number. */
export interface Series {
  /** Unit of the metric; weighted mean of a closed batch, 0 where it has no weight: a NaN in the state has other bits in other engines. */
  readonly means: Float64Array
  /** Weight of a closed batch. */
  readonly weights: Float64Array
  /** Sum and weight of the open batch. */
  readonly sum: Float64Array
  readonly weight: Float64Array
  /** Ticks in the open batch. */
  readonly inBatch: Uint32Array
  /** Closed batches. */
  readonly filled: Uint32Array
  /** Times the block was merged: a batch holds 2^doublings ticks. */
  readonly doublings: Uint32Array
}

/** Adds the next tick to a metric's series: a sum of values and their weight, both 0 where there were none. */
export function append(series: Series, metric: number, sum: number, weight: number): void {
  const { inBatch, filled } = series
  series.sum[metric] += sum
  series.weight[metric] += weight
  if (++inBatch[metric] < batchLength(series, metric)) return
  const at = metric * BATCHES + filled[metric]
  series.means[at] = series.weight[metric] === 0 ? 0 : series.sum[metric] / series.weight[metric]
  series.weights[at] = series.weight[metric]
  series.sum[metric] = 0
  series.weight[metric] = 0
  inBatch[metric] = 0
  if (++filled[metric] === BATCHES) merge(series, metric)
}

/** Ticks in a closed batch of a metric. */
export function batchLength(series: Series, metric: number): number {
  return 1 << series.doublings[metric]
}

/** The closed batches of a metric, oldest first; NaN for those without weight. */
export function batchMeans(series: Series, metric: number): Float64Array {
  const weights = batchWeights(series, metric)
  return series.means
    .slice(metric * BATCHES, metric * BATCHES + series.filled[metric])
    .map((mean, batch) => (weights[batch] === 0 ? NaN : mean))
}

/** Weights of the closed batches: a view that the next merge rewrites. */
export function batchWeights(series: Series, metric: number): Float64Array {
  return series.weights.subarray(metric * BATCHES, metric * BATCHES + series.filled[metric])
}

function merge({ means, weights, filled, doublings }: Series, metric: number): void {
  const first = metric * BATCHES
  for (let to = first, from = first; from < first + BATCHES; to++, from += 2) {
    const a = weights[from]
    const b = weights[from + 1]
    // Weighted so that equal means stay what they are to the last bit.
    if (b === 0) means[to] = means[from]
    else if (a === 0) means[to] = means[from + 1]
    else means[to] = means[from] + (means[from + 1] - means[from]) * (b / (a + b))
    weights[to] = a + b
  }
  filled[metric] = BATCHES / 2
  doublings[metric]++
}
