/** Means of a run's metrics over all of it after the scenario's warm-up, so that alternatives are compared over the same time. */
import { metricsOf } from '../economy/metrics.ts'
import type { World } from '../economy/world.ts'
import { batchMeans, batchWeights } from '../measure/series.ts'

/** Mean of every metric by name, weighted as the metric says; NaN where it had no value. */
export function meansOf({ tables, charter }: World): Readonly<Record<string, number>> {
  const { series, batches } = tables
  const columns = { ...series, means: batches.mean, weights: batches.weight }
  return Object.fromEntries(
    metricsOf(charter).map(({ name }, m) => {
      const means = batchMeans(columns, m)
      const weights = batchWeights(columns, m)
      let sum = series.sum[m]
      let weight = series.weight[m]
      for (let b = 0; b < means.length; b++) {
        if (weights[b] === 0) continue
        sum += means[b] * weights[b]
        weight += weights[b]
      }
      return [name, sum / weight]
    }),
  )
}
