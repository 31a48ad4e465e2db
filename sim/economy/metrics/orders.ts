/** Metrics of terms: what is returned of what is due, who is barred and what that does to it, who subscribes. */

import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { moved } from '../ledger.ts'
import { countBarred, mayBar } from '../orders/bans.ts'
import { subscribers } from '../orders/subscriptions.ts'
import { CUSTOMER } from '../queries/tables.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

const due = (world: World) => world.tables.tally.refunds[0] / MICRO
const paid = ({ tables }: World) => (moved(tables, 'refund') + moved(tables, 'ticketRefund')) / MICRO

const REFUNDS: readonly Metric<World>[] = [
  metric('refunds_due', 'token', 'fees due back because no accepted answer came in time', due),
  metric('refunds_paid', 'token', 'fees paid back, at once or after a ticket', paid),
  quotient('refunds_paid_share', '1', 'fees paid back over those due', paid, due),
]

const BANS: readonly Metric<World>[] = [
  quotient('banned', '1', 'share of customers barred by some operator', countBarred, w =>
    w.customers.groups.reduce((sum, { spec }) => sum + spec.count, 0),
  ),
  quotient(
    'banned_unserved',
    '1',
    'share of the queries of barred customers for which no node is left',
    w => demandOfBarred(w).unserved,
    w => demandOfBarred(w).all,
  ),
]

const PLANS: readonly Metric<World>[] = [metric('subscribers', '1', 'customers who pay for a plan', subscribers)]

/** The metrics of what the scenario's terms say. */
export const orderMetrics = (scenario: Scenario): readonly Metric<World>[] => [
  ...REFUNDS,
  ...(mayBar(scenario) ? BANS : []),
  ...(scenario.terms.plan.rule === 'subscription' ? PLANS : []),
]

interface Demand {
  readonly unserved: number
  readonly all: number
  readonly stranded: number
}

/**
 * What barred customers are left with, by the shares of their classes: queries per time that they would ask, those of them with
 * no node in their list, and how many customers are without (one for half of its classes counts half).
 */
export function demandOfBarred({ tables, scenario, customers, classes, regions }: World): Demand {
  const { region, rate, state } = tables.customers
  const { list } = tables.menuLists
  const { members } = tables.menu
  let unserved = 0
  let all = 0
  let stranded = 0
  for (const [g, { spec, first, count }] of customers.groups.entries()) {
    const { mix } = scenario.customers[g]
    const shares = scenario.classes.map(({ name }, cls) =>
      mix.length === 0 ? Number(cls === 0) : (mix.find(item => item.class === name)?.share ?? 0),
    )
    for (let c = first; c < first + count; c++) {
      if (region[c] < regions || state[c] !== CUSTOMER.here) continue
      for (let cls = 0; cls < classes; cls++) {
        const demand = rate[c] * shares[cls]
        all += demand
        if (members[list[region[c] * classes + cls]] > 0) continue
        unserved += demand
        stranded += spec.represents * shares[cls]
      }
    }
  }
  return { unserved, all, stranded }
}
