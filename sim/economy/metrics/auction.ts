/** Metrics of resource markets that are cleared by double auction. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function auctionMetrics({ resources }: Scenario): readonly Metric<World>[] {
  if (resources.goods.length === 0 || resources.clearing.rule !== 'auction') return []
  return [
    metric('auction_trades', '1', 'trades in the sessions of the tick', w => w.tables.auctionTally.trades[0]),
    quotient(
      'auction_efficiency',
      '1',
      'worth of what traders bought less cost of what they sold, over the most that trade within each place could bring; above 1 where carrying brings more',
      w => w.tables.auctionTally.reached[0],
      w => w.tables.auctionTally.largest[0],
    ),
  ]
}
