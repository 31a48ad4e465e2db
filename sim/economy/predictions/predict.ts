/** A closed form beside the estimate of a metric. */
import type { Estimate, Prediction } from '../../measure/output.ts'

/** The prediction that metric `name` is `expected`; none when the run has no such metric. */
export function predict(
  metrics: Readonly<Record<string, Estimate>>,
  name: string,
  expected: number,
  source: string,
): Prediction[] {
  const estimate = metrics[name]
  if (!estimate || Number.isNaN(estimate.mean)) return []
  const { unit, mean, low, high } = estimate
  return [{ name, unit, expected, measured: mean, low, high, source }]
}
