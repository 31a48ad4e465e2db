/** Metrics of compute credits, by group: what agents buy ahead and at which price, and what their compute costs them in all. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { isLimited } from '../agents/sharing.ts'
import { isZero } from '../predictions/static.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

const HOUR = 3600

export function creditMetrics({ agents: { credits, groups } }: Scenario): readonly Metric<World>[] {
  if (groups.length === 0) return []
  return [
    ...(isLimited(credits)
      ? [metric('compute_load', '1', 'compute wanted over what can be used', w => w.tables.creditMarket.load[0])]
      : []),
    ...groups.flatMap((group, g) => {
      const ahead = group.buying.rule !== 'spot'
      const { rate, law, delay, penalty } = group.tasks
      if (!ahead && law.law !== 'traced' && isZero(rate)) return []
      const part = (name: string, doc: string, columns: readonly Column[], there: boolean) =>
        there ? [hourly(`${name}_${group.name}`, 'token/h', doc, group, g, columns)] : []
      return [
        ...part(
          'wallet_cost',
          'what compute costs one agent in all: purchases, fees, holding, delays and penalties',
          [...PURCHASES, 'creditFees', 'holding', ...DELAYS],
          true,
        ),
        ...part('purchase_cost', 'of that, purchases ahead and on the spot', PURCHASES, true),
        ...part('fee_cost', 'of that, fees of purchases ahead', ['creditFees'], ahead && credits.fee > 0),
        ...part('holding_cost', 'of that, holding credits', ['holding'], credits.holding > 0),
        ...part('delay_cost', 'of that, delays and penalties', DELAYS, delay > 0 || penalty > 0),
        ...(ahead ? purchasesOf(group, g) : []),
        ...(credits.life === undefined
          ? []
          : [
              hourly(`credits_expired_${group.name}`, '1/h', 'credits of one agent that expire', group, g, ['expired']),
            ]),
      ]
    }),
  ]
}

type Group = Scenario['agents']['groups'][number]
type Column = keyof World['tables']['agentTotals']

const PURCHASES = ['creditsPaid', 'spotPaid'] as const
const DELAYS = ['delays', 'penalties'] as const

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
