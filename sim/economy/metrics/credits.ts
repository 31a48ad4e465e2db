/** Metrics of compute credits, by group: what agents buy ahead and at which price, and what their compute costs them in all. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

const HOUR = 3600

export function creditMetrics({ agents: { credits, groups } }: Scenario): readonly Metric<World>[] {
  if (groups.length === 0) return []
  return [
    ...(credits.capacity === undefined
      ? []
      : [metric('compute_load', '1', 'compute wanted over what can be used', w => w.tables.creditMarket.load[0])]),
    ...groups.flatMap((group, g) => [
      ...costsOf(group, g),
      ...(group.buying.rule === 'spot' ? [] : purchasesOf(group, g)),
      ...(credits.life === undefined
        ? []
        : [hourly(`credits_expired_${group.name}`, '1/h', 'credits of one agent that expire', group, g, ['expired'])]),
    ]),
  ]
}

type Group = Scenario['agents']['groups'][number]
type Column = keyof World['tables']['agentTotals']

const PURCHASES = ['creditsPaid', 'spotPaid'] as const
const DELAYS = ['delays', 'penalties'] as const

/** What compute costs one agent, and what that is made of. */
const costsOf = (group: Group, g: number) => [
  hourly(
    `wallet_cost_${group.name}`,
    'token/h',
    'what compute costs one agent in all: purchases, fees, holding, delays and penalties',
    group,
    g,
    [...PURCHASES, 'creditFees', 'holding', ...DELAYS],
  ),
  hourly(`purchase_cost_${group.name}`, 'token/h', 'of that, purchases ahead and on the spot', group, g, PURCHASES),
  hourly(`fee_cost_${group.name}`, 'token/h', 'of that, fees of purchases ahead', group, g, ['creditFees']),
  hourly(`holding_cost_${group.name}`, 'token/h', 'of that, holding credits', group, g, ['holding']),
  hourly(`delay_cost_${group.name}`, 'token/h', 'of that, delays and penalties', group, g, DELAYS),
]

const purchasesOf = (group: Group, g: number) => [
  hourly(`credits_bought_${group.name}`, '1/h', 'credits that one agent buys ahead', group, g, ['bought']),
  metric(
    `orders_${group.name}`,
    '1/h',
    'purchases ahead of one agent',
    ({ tables, tickLength }) => (tables.agentTotals.orders[g] / group.count / tickLength) * HOUR,
  ),
  quotient(
    `credit_price_${group.name}`,
    'token',
    'paid for a credit bought ahead',
    w => w.tables.agentTotals.creditsPaid[g],
    w => w.tables.agentTotals.bought[g],
  ),
]

/** A sum of columns of a group, in units an agent and hour. */
const hourly = (name: string, unit: string, doc: string, { count }: Group, g: number, columns: readonly Column[]) =>
  metric(name, unit, doc, ({ tables, tickLength }) => {
    let sum = 0
    for (const column of columns) sum += tables.agentTotals[column][g]
    return (sum / MICRO / count / tickLength) * HOUR
  })
