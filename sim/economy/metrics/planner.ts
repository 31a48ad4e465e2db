/** Metrics of the planner: what local prices reached of what was possible. Their values are those of the last window that has ended. */

import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { windowOf } from '../resources/window.ts'
import type { World } from '../world.ts'
import { quotient } from './columns.ts'

const HOUR = 3600

export function plannerMetrics(scenario: Scenario): readonly Metric<World>[] {
  return windowOf(scenario) > 0 ? PLANNER : []
}

const PLANNER: readonly Metric<World>[] = [
  quotient(
    'welfare_share',
    '1',
    'welfare that the markets reached over the most that was possible; where that is more than 0',
    ({ tables: { planTally } }) => planTally.reached[0] / MICRO,
    ({ tables: { planTally } }) => planTally.possible[0] / MICRO,
  ),
  quotient(
    'welfare_possible',
    'USD/h',
    'welfare of the plan',
    ({ tables: { planTally } }) => planTally.possible[0] / MICRO,
    ({ tables: { planTally } }) => planTally.time[0] / HOUR,
  ),
  quotient(
    'welfare_forgone',
    'USD/h',
    'welfare of the plan less that of the markets',
    ({ tables: { planTally } }) => (planTally.possible[0] - planTally.reached[0]) / MICRO,
    ({ tables: { planTally } }) => planTally.time[0] / HOUR,
  ),
  quotient(
    'price_gap',
    '1',
    'difference of local prices from the planner’s over these, mean over what is consumed at its price',
    ({ tables: { planTally } }) => planTally.gap[0] / MICRO,
    ({ tables: { planTally } }) => planTally.worth[0] / MICRO,
  ),
]
