/**
 * Upkeep in proportion to use: by how many per cent the cost of running the network rises when one per cent more queries are
 * paid. *Who Will Pay?* claims exact proportion, 1; a network of fixed costs has 0.
 */
import { elasticityInterval, type Interval } from '../measure/regression.ts'
import { batchLength, batchMeans } from '../measure/series.ts'
import { metricsOf } from './metrics.ts'
import type { World } from './world.ts'

/** Rhythms of the day and of the week are not what is asked: points are means over a week. */
const WEEK = 7 * 86_400

/** Elasticity of upkeep with respect to paid queries, week by week, with its 95 % interval; undefined where use hardly varies. */
export function upkeepElasticity({ tables, charter }: World): Interval | undefined {
  const { series, batches } = tables
  const columns = { ...series, means: batches.mean, weights: batches.weight }
  const names = metricsOf(charter).map(({ name }) => name)
  const weekly = (name: string) => {
    const m = names.indexOf(name)
    return grouped(batchMeans(columns, m), Math.ceil(WEEK / (batchLength(columns, m) * charter.clock.tick)))
  }
  const interval = elasticityInterval(weekly('paid'), weekly('upkeep'))
  return Number.isNaN(interval.value) ? undefined : interval
}

/** Means of `size` neighbouring values each; what is left at the end is left out. */
function grouped(values: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / size) }, (_, g) => {
    const own = values.subarray(g * size, (g + 1) * size)
    return own.reduce((sum, value) => sum + value, 0) / size
  })
}
