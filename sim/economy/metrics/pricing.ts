/** Metrics of pricing by learning: how far prices are from competition. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { bertrandPrices, jointPrices, plainLogit } from '../predictions/prices.ts'
import type { World } from '../world.ts'
import { activeValues, mean, metric } from './columns.ts'

/** The collusion index, where operators learn prices in a logit market with an outside option. */
export function pricingMetrics(scenario: Scenario): readonly Metric<World>[] {
  const logit = plainLogit(scenario)
  const learning = scenario.operators.some(({ pricing }) => pricing.rule === 'q-learning')
  if (!learning || logit?.outside === undefined || scenario.market.race.nodes !== 1) return []
  return [
    metric(
      'collusion',
      '1',
      'mean posted price, from 0 at the Bertrand prices to 1 at those of a joint monopoly (Calvano et al. 2020)',
      world => {
        const nash = mean(bertrandPrices(world, logit))
        const joint = mean(jointPrices(world, logit))
        return (mean(activeValues(world, world.tables.operators.posted)) - nash) / (joint - nash)
      },
    ),
  ]
}
