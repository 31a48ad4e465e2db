/** Metrics of resource markets that are cleared by double auction. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function auctionMetrics({ resources }: Scenario): readonly Metric<World>[] {
  if (resources.goods.length === 0 || resources.clearing.rule !== 'auction') return []
  return [
    metric('auction_trades', '1', 'trades in the sessions of the tick', w => w.tables.auctionTally.trades[0]),
    // With ways more can be gained than within the places.
    ...(resources.ways.length === 0 ? [efficiency] : []),
  ]
}

const efficiency = quotient(
  'auction_efficiency',
  '1',
  'worth of what traders bought less cost of what they sold, over the most that it could be',
  (w: World) => w.tables.auctionTally.reached[0],
  (w: World) => w.tables.auctionTally.largest[0],
)
