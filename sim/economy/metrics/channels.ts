/** Metrics of payment channels: what is paid over them, what that costs, what they lock, what fails, who cheats. */
import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { balanceOf, moved } from '../ledger.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

type Tally = World['tables']['channelTally']

const count = (column: keyof Tally) => (w: World) => w.tables.channelTally[column][0]
const tokens = (column: keyof Tally) => (w: World) => w.tables.channelTally[column][0] / MICRO
const locked = (w: World) => balanceOf(w.tables, 'channels', 'token') / MICRO
const capital = (w: World) => locked(w) * w.scenario.agents.channels.capital * w.tickLength
const asked = ({ tables: { channelTally: t } }: World) => t.payments[0] + t.noRoute[0] + t.noBalance[0]
const channelCosts = (w: World) => tokens('ledgerFees')(w) + tokens('fees')(w) + capital(w)
const perPayment = (name: string, doc: string, cost: (w: World) => number) =>
  quotient(name, 'token', `${doc}, per payment over channels`, cost, count('payments'))

const GENERAL: readonly Metric<World>[] = [
  metric('channel_payments', '1/s', 'payments over channels', w => w.tables.channelTally.payments[0] / w.tickLength),
  metric('channel_volume', 'token/s', 'tokens paid over channels', w => tokens('volume')(w) / w.tickLength),
  quotient(
    'channel_payments_per_transaction',
    '1',
    'payments over channels, per transaction of channels on the ledger',
    count('payments'),
    count('transactions'),
  ),
  perPayment(
    'channel_cost',
    'fees on the ledger, fees on the way, and what locked tokens would have earned',
    channelCosts,
  ),
  perPayment('channel_cost_ledger', 'fees on the ledger', tokens('ledgerFees')),
  perPayment('channel_cost_routing', 'fees to those on the way', tokens('fees')),
  perPayment('channel_cost_capital', 'what locked tokens would have earned', capital),
  metric('channel_locked', 'token', 'tokens locked in channels', locked),
  metric('channels_open', '1', 'channels that are open', w => w.tables.channelCount.open[0]),
  quotient(
    'channel_failed',
    '1',
    'share of payments over channels that fail',
    w => count('noRoute')(w) + count('noBalance')(w),
    asked,
  ),
  quotient('channel_no_route', '1', 'share that fails for want of open channels', count('noRoute'), asked),
  quotient('channel_no_balance', '1', 'share that fails for want of balance', count('noBalance'), asked),
  quotient('channel_hops', '1', 'channels on the way of a payment', count('hops'), count('payments')),
]

const REOPENING: readonly Metric<World>[] = [
  quotient(
    'channel_life',
    '1',
    'payments over a channel from its opening until it has run out',
    count('lifePayments'),
    count('lives'),
  ),
]

const DISPUTES: readonly Metric<World>[] = [
  quotient(
    'channel_cheating',
    '1',
    'share of closings by one end alone with a state that was not the latest',
    count('cheats'),
    count('closings'),
  ),
  quotient('channel_caught', '1', 'share of those that is noticed', count('caught'), count('cheats')),
  quotient(
    'channel_cheat_gain',
    'token',
    'what one of those brings the cheater, less what it loses where it is noticed',
    w => tokens('gained')(w) - tokens('forfeited')(w),
    count('cheats'),
  ),
]

/** What a payment costs besides what is paid, whether it goes over channels or is on the ledger itself. */
const COST = quotient(
  'payment_cost',
  'token',
  'what all payments between agents cost, on the ledger and over channels, per payment made',
  w =>
    (moved(w.tables, 'ledgerFee') + moved(w.tables, 'ledgerBurn')) / MICRO +
    (w.tables.channelTally.payments.length > 0 ? channelCosts(w) : 0),
  w => sumOf(w.tables.paymentTotals.made),
)

export function channelMetrics({ agents: { groups, channels, payments } }: Scenario): readonly Metric<World>[] {
  if (groups.length === 0) return []
  const cost = payments.length > 0 ? [COST] : []
  if (channels.graph.shape === 'none') return cost
  return [
    ...cost,
    ...GENERAL,
    ...(channels.exhausted === 'reopen' ? REOPENING : []),
    ...(channels.closing.rate > 0 ? DISPUTES : []),
    ...groups.map(({ name }, g) =>
      metric(
        `routing_income_${name}`,
        'token/s',
        `earned by agents of ${name} for passing payments on`,
        w => w.tables.channelIncome.routing[g] / MICRO / w.tickLength,
      ),
    ),
  ]
}
