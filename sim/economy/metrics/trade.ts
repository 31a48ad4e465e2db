/** Metrics of trade: what pools lose to arbitrage, what bots keep of it, and what they pay to be first. */

import { log } from '../../engine/numerics.ts'
import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { arrived, moved } from '../ledger.ts'
import { priceIn } from '../trade/coins.ts'
import { priceOutside } from '../trade/reference.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function tradeMetrics({ trade }: Scenario): readonly Metric<World>[] {
  const { pools, bots, prizes } = trade
  if (pools.length + prizes.length === 0) return []
  return [
    ...GENERAL,
    ...(pools.length > 0 ? POOLS : []),
    ...(prizes.length > 0 ? PRIZES : []),
    ...(bots.some(({ bidding }) => bidding === 'learning') ? [bidSlope] : []),
    ...(bots.some(({ entry }) => entry) ? [present] : []),
    ...bots.map(({ name }, g) => groupProfit(name, g)),
    ...pools.map(({ name }, p) => poolPrice(name, p)),
  ]
}

function opportunities({ tables }: World): number {
  return tables.tradeTally.blocks[0] * tables.pools.tokens.length
}

/** Who gets priority fees. */
const RECEIVERS = [
  ['treasury', 'priorityTreasury', 'priority fees that go to the treasury'],
  ['burn', 'priorityBurn', 'priority fees that are burned'],
  ['stakers', 'priorityStakers', 'priority fees that go to stakers'],
  ['operators', 'priorityOperators', 'priority fees that go to operators'],
] as const

const GENERAL: readonly Metric<World>[] = [
  metric('reference_price', 'USD/token', 'price of the token outside, as of the last block', priceOutside),
  metric(
    'arbitrage_profit',
    'USD/s',
    'what bots gain at the outside price, priority fees taken off',
    w =>
      (w.tables.tradeTally.gain[0] + w.tables.prizeTally.gain[0] - w.tables.tradeTally.feeValue[0]) /
      MICRO /
      w.tickLength,
  ),
  metric(
    'priority_fees',
    'token/s',
    'priority fees, those of losers among them',
    w => (moved(w.tables, 'priorityFee') + moved(w.tables, 'losingFee')) / MICRO / w.tickLength,
  ),
  ...RECEIVERS.map(([name, purpose, doc]) =>
    metric(`priority_${name}`, 'token/s', doc, w => moved(w.tables, purpose) / MICRO / w.tickLength),
  ),
  quotient(
    'competed_away',
    '1',
    'priority fees over what trades and prizes were worth to the bots that won them',
    w => w.tables.tradeTally.feeValue[0],
    w => w.tables.tradeTally.expected[0],
  ),
  quotient(
    'arbitrage_upkeep',
    '1',
    'priority fees over what nodes, queries, quality and building cost, at the outside price',
    w => w.tables.tradeTally.feeValue[0],
    w => arrived(w.tables, 'suppliers', 'dollar') - moved(w.tables, 'arbitrageCost'),
  ),
]

const POOLS: readonly Metric<World>[] = [
  quotient(
    'mispricing',
    '1',
    'mean over blocks and pools of |log(pool price / outside price)| before the first trade',
    w => w.tables.tradeTally.mispricing[0],
    opportunities,
  ),
  quotient(
    'mispricing_left',
    '1',
    'the same after the trades of the block',
    w => w.tables.tradeTally.left[0],
    opportunities,
  ),
  quotient(
    'mispriced',
    '1',
    'share of the blocks in which the mispricing before the first trade is beyond the pool’s fee, of all pools',
    w => w.tables.tradeTally.mispriced[0],
    opportunities,
  ),
  quotient(
    'mispricing_kept',
    '1',
    'part of log(pool price / outside price) that is left a block later, by least squares',
    w => w.tables.tradeTally.products[0],
    w => w.tables.tradeTally.squares[0],
  ),
  metric(
    'mispricing_half_life',
    's',
    'time in which half of log(pool price / outside price) goes, from what was left a block later in all blocks so far',
    halfLife,
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
]

const PRIZES: readonly Metric<World>[] = [
  quotient(
    'prize_taken',
    '1',
    'share of the prizes that somebody wins',
    w => w.tables.prizeTally.taken[0],
    w => w.tables.prizeTally.offered[0],
  ),
  quotient(
    'prize_bidding',
    '1',
    'share of the bots that bid for a prize',
    w => w.tables.prizeTally.bidders[0],
    w => w.tables.prizeTally.contenders[0],
  ),
  quotient(
    'prize_fee',
    '1',
    'priority fees of the winners of prizes over what these are worth, or may be',
    w => w.tables.prizeTally.fee[0],
    w => w.tables.prizeTally.worth[0],
  ),
  quotient(
    'prize_lost',
    '1',
    'what losers pay for prizes over what these are worth, or may be',
    w => w.tables.prizeTally.paid[0] - w.tables.prizeTally.fee[0],
    w => w.tables.prizeTally.worth[0],
  ),
  quotient(
    'prize_fees',
    '1',
    'priority fees of all for prizes over what these are worth, or may be',
    w => w.tables.prizeTally.paid[0],
    w => w.tables.prizeTally.worth[0],
  ),
]

const bidSlope = metric('bid_slope', '1', 'mean part of its value that a bot bids which learns what to bid', w => {
  const { group, slope } = w.tables.bots
  const learned = slope.filter((_, b) => w.scenario.trade.bots[group[b]].bidding === 'learning')
  return learned.reduce((sum, part) => sum + part, 0) / learned.length
})

const present = metric('bots', 'bots', 'arbitrage bots that are there', w => sumOf(w.tables.botGroups.there))

/** With the part r that is left a block later: log 2 / -log r blocks. NaN where nothing or all of it is left. */
function halfLife({ tables, scenario }: World): number {
  const { squares, products } = tables.mispricing
  const left = products[0] / squares[0]
  return left > 0 && left < 1 ? (-Math.LN2 / log(left)) * scenario.trade.blocks.every : NaN
}

const groupProfit = (name: string, g: number) =>
  metric(
    `bot_profit_${name}`,
    'USD/s',
    `what bots ${name} gain at the outside price, priority fees and running costs taken off`,
    ({ tables, scenario, tickLength }) =>
      tables.botGroupTally.profit[g] / MICRO / tickLength -
      (tables.botGroups.there[g] * scenario.trade.bots[g].cost) / MICRO,
  )

const poolPrice = (name: string, p: number) =>
  metric(`pool_price_${name}`, 'USD/token', `price of the token in pool ${name}`, world => priceIn(world, p))
