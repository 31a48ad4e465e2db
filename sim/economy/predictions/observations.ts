/** Observations from real life beside what the run measured. */
import { gini, hhi, nakamoto } from '../../measure/concentration.ts'
import type { Estimate, Prediction } from '../../measure/output.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  hhi,
  gini,
  nakamoto,
  mean: values => sum(values) / values.length,
  sum,
  count: values => values.length,
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The scenario's observations as predictions of the metrics that they name. */
export function observed({ scenario }: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  return scenario.observations.flatMap(({ metric, column, statistic, source }) =>
    predict(metrics, metric, STATISTICS[statistic](column.values ?? []), source),
  )
}
