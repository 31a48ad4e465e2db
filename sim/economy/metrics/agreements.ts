/** Metrics of agreements, by market: terms and who gains by them, breaches, disputes and what it all comes to. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function agreementMetrics({ agents }: Scenario): readonly Metric<World>[] {
  return agents.agreements.flatMap(({ name, buyers, negotiation, disputes }, m) => {
    const count = agents.groups.find(group => group.name === buyers.group)?.count ?? 0
    const guaranteed = negotiation.rule !== 'none'
    return [
      ...ofTerms(name, m, count),
      ...ofGains(name, m),
      ...(guaranteed ? ofDisputes(name, m, disputes.falsePositives > 0 || disputes.falseNegatives > 0) : []),
    ]
  })
}

type Column = keyof World['tables']['agreementTotals']

const of =
  (m: number, column: Column, scale = 1) =>
  (world: World) =>
    world.tables.agreementTotals[column][m] / scale
const tokens = (m: number, column: Column) => of(m, column, MICRO)
const sum = (m: number, plus: readonly Column[], minus: readonly Column[]) => (world: World) => {
  const { agreementTotals } = world.tables
  let total = 0
  for (const column of plus) total += agreementTotals[column][m]
  for (const column of minus) total -= agreementTotals[column][m]
  return total / MICRO
}

function ofTerms(name: string, m: number, buyers: number): Metric<World>[] {
  const periods = of(m, 'periods')
  return [
    metric(`served_${name}`, '1', `share of buyers of ${name} who are served`, of(m, 'periods', buyers)),
    quotient(`deal_price_${name}`, 'token', 'price of a period, mean over agreements', tokens(m, 'prices'), periods),
    quotient(`deal_latency_${name}`, 's', 'latency promised', of(m, 'latency'), periods),
    quotient(`deal_accuracy_${name}`, '1', 'accuracy promised', of(m, 'accuracy'), periods),
    quotient(`deal_penalty_${name}`, 'token', 'penalty promised', tokens(m, 'penalties'), periods),
    quotient(
      `threat_${name}`,
      'token',
      'what a broken period is expected to cost the seller in verdicts, more than a kept one',
      tokens(m, 'threats'),
      periods,
    ),
    quotient(`buyer_share_${name}`, '1', 'share of the buyer of what both expect to gain', of(m, 'gain'), of(m, 'pie')),
    quotient(
      `no_deal_${name}`,
      '1',
      'negotiations that failed, per negotiation that ended',
      of(m, 'failed'),
      w => w.tables.agreementTotals.failed[m] + w.tables.agreementTotals.signed[m],
    ),
    quotient(
      `offers_${name}`,
      '1',
      'offers, per negotiation that ended',
      of(m, 'offers'),
      w => w.tables.agreementTotals.failed[m] + w.tables.agreementTotals.signed[m],
    ),
  ]
}

const ofGains = (name: string, m: number): Metric<World>[] => [
  metric(
    `deal_surplus_buyers_${name}`,
    'token',
    'what service was worth, and penalties, less prices and judgements, a tick',
    sum(m, ['worth', 'damages'], ['prices', 'buyerFees']),
  ),
  metric(
    `deal_surplus_sellers_${name}`,
    'token',
    'prices, less what service cost, penalties and judgements, a tick',
    sum(m, ['prices'], ['cost', 'paid', 'sellerFees']),
  ),
  metric(
    `deal_welfare_${name}`,
    'token',
    'what service was worth, less what it and judgements cost, a tick',
    sum(m, ['worth'], ['cost', 'buyerFees', 'sellerFees']),
  ),
  quotient(`shirked_${name}`, '1', 'periods without effort', of(m, 'shirked'), of(m, 'periods')),
  quotient(`breached_${name}`, '1', 'periods in which the terms were broken', of(m, 'broken'), of(m, 'periods')),
]

const ofDisputes = (name: string, m: number, erring: boolean): Metric<World>[] => [
  quotient(`disputed_${name}`, '1', 'claims, per period', of(m, 'disputes'), of(m, 'periods')),
  metric(`dispute_cost_${name}`, 'token', 'paid for judgements, a tick', sum(m, ['buyerFees', 'sellerFees'], [])),
  metric(`penalties_${name}`, 'token', 'penalties paid, a tick', tokens(m, 'paid')),
  ...(erring
    ? [
        quotient(
          `wrongly_upheld_${name}`,
          '1',
          'claims upheld, of those where the terms had been kept',
          of(m, 'innocent'),
          w => w.tables.agreementTotals.verdicts[m] - w.tables.agreementTotals.guilty[m],
        ),
        quotient(
          `wrongly_rejected_${name}`,
          '1',
          'claims rejected, of those where the terms had been broken',
          of(m, 'acquitted'),
          of(m, 'guilty'),
        ),
      ]
    : []),
]
