import { sumOf } from '../../measure/sum.ts'
/** Metrics of every run: prices, operators, queries, latency, money, concentration. */

import { gini, hhi, nakamoto } from '../../measure/concentration.ts'
import { quantile } from '../../measure/histogram.ts'
import type { Metric } from '../../measure/metric.ts'
import { MICRO } from '../accounts.ts'
import { arrived, balanceOf, money, moved } from '../ledger.ts'
import { slashed } from '../protocol/slashing.ts'
import { CUSTOMER } from '../queries/tables.ts'
import type { World } from '../world.ts'
import { activeValues, mean, metric, quantileOf, quotient } from './columns.ts'

const prices = (world: World) => activeValues(world, world.tables.operators.posted)
const shares = (world: World) => activeValues(world, world.tables.operators.share)

export const GENERAL: readonly Metric<World>[] = [
  metric('price', 'token/query', 'mean of the posted prices', w => mean(prices(w)) / MICRO),
  metric('price_p25', 'token/query', 'lower quartile of the posted prices', w => quantileOf(prices(w), 0.25) / MICRO),
  metric('price_p50', 'token/query', 'median of the posted prices', w => quantileOf(prices(w), 0.5) / MICRO),
  metric('price_p75', 'token/query', 'upper quartile of the posted prices', w => quantileOf(prices(w), 0.75) / MICRO),
  quotient(
    'price_paid',
    'token/query',
    'posted price of the paid queries, by volume',
    w => w.tables.tally.volume[0] / MICRO,
    w => w.tables.tally.paid[0],
  ),
  metric(
    'marginal_cost',
    'token/query',
    'mean marginal cost of a paid query over what it yields per unit of the posted price',
    w => mean(activeValues(w, w.tables.operators.marginalCost)) / MICRO,
  ),
  metric('operators', 'operator', 'operators in the market', w => prices(w).length),
  metric('nodes', 'node', 'nodes of the operators in the market', w =>
    sumOf(activeValues(w, Float64Array.from(w.tables.operators.nodes))),
  ),
  metric(
    'utilisation',
    '1',
    'work over capacity of the operators in the market, smoothed',
    w => w.tables.market.excess[0],
  ),
  metric('asked', 'query/s', 'queries asked', w => w.tables.tally.asked[0] / w.tickLength),
  metric('paid', 'query/s', 'queries paid', w => w.tables.tally.paid[0] / w.tickLength),
  quotient(
    'latency',
    's',
    'latency of answered queries',
    w => w.tables.tally.latency[0] / MICRO,
    w => w.tables.tally.answered[0],
  ),
  metric(
    'latency_p50',
    's',
    'median latency of answered queries',
    w => quantile(w.tables.latencies.count, 0.5) / MICRO,
  ),
  metric('latency_p95', 's', '95th percentile of latency', w => quantile(w.tables.latencies.count, 0.95) / MICRO),
  metric('latency_p99', 's', '99th percentile of latency', w => quantile(w.tables.latencies.count, 0.99) / MICRO),
  quotient(
    'wait',
    's',
    'time that copies of queries wait for a free server (queue service)',
    w => sumOf(w.tables.nodeTally.wait) / MICRO,
    w => sumOf(w.tables.nodeTally.queued),
  ),
  quotient(
    'waited',
    '1',
    'share of copies of queries that find no free server (queue service)',
    w => sumOf(w.tables.nodeTally.waited),
    w => sumOf(w.tables.nodeTally.queued),
  ),
  quotient(
    'sla_miss',
    '1',
    'share of raced queries answered late or not at all',
    w => w.tables.tally.late[0] + w.tables.tally.unanswered[0],
    w => w.tables.tally.raced[0],
  ),
  quotient(
    'unanswered',
    '1',
    'share of raced queries without an accepted answer',
    w => w.tables.tally.unanswered[0],
    w => w.tables.tally.raced[0],
  ),
  quotient(
    'wrong',
    '1',
    'share of answered queries settled on a wrong answer',
    w => w.tables.tally.wrong[0],
    w => w.tables.tally.answered[0],
  ),
  quotient(
    'unserved',
    '1',
    'share of queries for which no node was available',
    w => w.tables.tally.unserved[0],
    w => w.tables.tally.asked[0],
  ),
  quotient(
    'outside',
    '1',
    'share of queries that go to the legacy provider',
    w => w.tables.tally.outside[0],
    w => w.tables.tally.asked[0],
  ),
  metric('away', '1', 'share of customers who have left for the legacy provider', away),
  metric('fees', 'token', 'fees charged', w => moved(w.tables, 'fee') / MICRO),
  metric('refunds', 'token', 'fees returned', w => moved(w.tables, 'refund') / MICRO),
  metric('slashed', 'token', 'stake slashed', w => slashed(w) / MICRO),
  metric('burned', 'token', 'tokens burned', w => arrived(w.tables, 'burned', 'token') / MICRO),
  metric('supply', 'token', 'tokens in existence', w => money(w.tables, 'token').final / MICRO),
  metric('treasury', 'token', 'balance of the treasury', w => balanceOf(w.tables, 'treasury', 'token') / MICRO),
  metric(
    'revenue',
    'USD/s',
    'revenue of the operators, smoothed',
    w => sumOf(activeValues(w, w.tables.operators.revenue)) / MICRO,
  ),
  metric(
    'expense',
    'USD/s',
    'costs of the operators, smoothed',
    w => sumOf(activeValues(w, w.tables.operators.expense)) / MICRO,
  ),
  metric(
    'profit',
    'USD/s',
    'mean profit of an operator after capital cost, smoothed',
    w => mean(activeValues(w, w.tables.operators.profit)) / MICRO,
  ),
  metric('performance', '1', 'mean performance score of the operators', w =>
    mean(activeValues(w, w.tables.operators.performance)),
  ),
  metric('quality', '1', 'mean quality stock of the operators', w => mean(activeValues(w, w.tables.operators.quality))),
  quotient(
    'surplus',
    'token/query',
    'reservation price less posted price, of paid queries with a reservation price',
    w => w.tables.tally.surplus[0] / MICRO,
    w => w.tables.tally.reserved[0],
  ),
  metric('hhi', '1', 'Herfindahl-Hirschman index of the operators’ shares of paid queries, 0 to 10,000', w =>
    hhi(shares(w)),
  ),
  metric('gini', '1', 'Gini coefficient of the operators’ shares of paid queries', w => gini(shares(w))),
  metric('nakamoto', 'operator', 'fewest operators with more than half of the paid queries', w => nakamoto(shares(w))),
]

function away({ tables, customers }: World): number {
  if (!customers.leaving) return 0
  const { state } = tables.customers
  let left = 0
  let all = 0
  for (const { spec, first, count } of customers.groups) {
    let agents = 0
    for (let c = first; c < first + count; c++) if (state[c] === CUSTOMER.away) agents++
    left += agents * spec.represents
    all += spec.count
  }
  return left / all
}
