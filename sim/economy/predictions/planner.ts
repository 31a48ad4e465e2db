/** Theory of the planner: what local prices can reach of the most welfare. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

/**
 * Local prices at rest reach all of it where nobody does to others what nobody pays for, and nobody has to know what comes
 * (first welfare theorem).
 */
export function plannerPredictions(
  { scenario: { resources } }: World,
  metrics: Readonly<Record<string, Estimate>>,
): Prediction[] {
  const paid = resources.ways.every(({ congestion, toll }) => congestion === 0 || toll)
  if (resources.clearing.rule !== 'tatonnement' || resources.stores.length > 0 || !paid) return []
  return predict(metrics, 'welfare_share', 1, 'first welfare theorem; Samuelson 1952')
}
