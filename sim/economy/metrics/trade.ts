/** Metrics of trade: what pools lose to arbitrage, what bots keep of it, and what they pay to be first. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { arrived, moved } from '../ledger.ts'
import { priceIn } from '../trade/coins.ts'
import { priceOutside } from '../trade/reference.ts'
import type { World } from '../world.ts'
import { MICRO, metric, quotient } from './columns.ts'

export function tradeMetrics({ trade }: Scenario): readonly Metric<World>[] {
  if (trade.pools.length === 0) return []
  return [...GENERAL, ...trade.pools.map(({ name }, p) => poolPrice(name, p))]
}

const opportunities = ({ tables }: World) => tables.tradeTally.blocks[0] * tables.pools.tokens.length

const GENERAL: readonly Metric<World>[] = [
  metric('reference_price', 'USD/token', 'price of the token outside, as of the last block', priceOutside),
  quotient(
    'mispricing',
    '1',
    'mean over blocks and pools of |log(pool price / outside price)| before the first trade',
    w => w.tables.tradeTally.mispricing[0],
    opportunities,
  ),
  quotient(
    'arbitraged',
    '1',
    'share of the blocks in which a bot trades with a pool, of all pools',
    w => w.tables.tradeTally.trades[0],
    opportunities,
  ),
  metric(
    'lvr',
    'USD/s',
    'loss versus rebalancing: what pools lose to bots at the outside price, their fees taken off',
    w => w.tables.tradeTally.gain[0] / MICRO / w.tickLength,
  ),
  quotient(
    'lvr_rate',
    '1/s',
    'loss versus rebalancing over the value of the pools',
    w => w.tables.tradeTally.gain[0],
    w => w.tables.tradeTally.exposure[0],
  ),
  metric(
    'arbitrage_profit',
    'USD/s',
    'what bots gain at the outside price, priority fees taken off',
    ({ tables: { tradeTally }, tickLength }) => (tradeTally.gain[0] - tradeTally.feeValue[0]) / MICRO / tickLength,
  ),
  metric(
    'priority_fees',
    'token/s',
    'priority fees, those of losers among them',
    w => (moved(w.tables, 'priorityFee') + moved(w.tables, 'losingFee')) / MICRO / w.tickLength,
  ),
  quotient(
    'competed_away',
    '1',
    'priority fees over what trades were worth to the bots that made them',
    w => w.tables.tradeTally.feeValue[0],
    w => w.tables.tradeTally.expected[0],
  ),
  quotient(
    'arbitrage_upkeep',
    '1',
    'priority fees over what nodes, queries, quality and building cost, at the outside price',
    w => w.tables.tradeTally.feeValue[0],
    w => arrived(w.tables, 'suppliers', 'dollar'),
  ),
]

const poolPrice = (name: string, p: number) =>
  metric(`pool_price_${name}`, 'USD/token', `price of the token in pool ${name}`, world => priceIn(world, p))
