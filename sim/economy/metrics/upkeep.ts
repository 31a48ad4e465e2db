/** Metrics of upkeep: what running the network costs, who covers it, and what customers save against the legacy provider. */

import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { YEAR } from '../../scenario/units.ts'
import { MICRO } from '../accounts.ts'
import type { Purpose } from '../flows.ts'
import { moved } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

/** What users pay for service, and what of it is returned. */
const PAID_IN_TOKENS: readonly Purpose[] = ['fee', 'slotFee', 'bandwidthFee']
const RETURNED: readonly Purpose[] = ['refund', 'ticketRefund', 'compensation', 'compensationStake', 'validationReward']
const COSTS: readonly Purpose[] = ['fixedCost', 'queryCost', 'investment']

const sum = ({ tables }: World, purposes: readonly Purpose[]) =>
  purposes.reduce((total, purpose) => total + moved(tables, purpose), 0)

/** What users paid for service in this tick, what was returned taken off, micro-dollar. */
const paidByUsers = (world: World) =>
  (sum(world, PAID_IN_TOKENS) - sum(world, RETURNED)) * world.tables.token.price[0] +
  moved(world.tables, 'subscription')

/** What running the network cost in this tick, micro-dollar. */
export const upkeep = (world: World) => sum(world, COSTS)

/** Metrics of upkeep of a scenario. */
export function upkeepMetrics({ customers }: Scenario): readonly Metric<World>[] {
  return [
    metric('upkeep', 'USD/s', 'cost of running the network', w => upkeep(w) / w.tickLength / MICRO),
    metric('income', 'USD/s', 'what users pay, returns taken off', w => paidByUsers(w) / w.tickLength / MICRO),
    quotient(
      'cover',
      '1',
      'what users pay, returns taken off, over the cost of running the network',
      paidByUsers,
      upkeep,
    ),
    quotient(
      'return',
      '1/year',
      'operators’ earnings less costs over what they brought in',
      ({ tables: { operators, token }, tickLength }) => {
        let profit = 0
        for (let o = 0; o < operators.state.length; o++)
          if (operators.state[o] === STATE.active) profit += operators.earned[o] * token.price[0] - operators.spent[o]
        return (profit / tickLength) * YEAR
      },
      ({ tables: { operators } }) => {
        let capital = 0
        for (let o = 0; o < operators.state.length; o++)
          if (operators.state[o] === STATE.active) capital += operators.capital[o]
        return capital
      },
    ),
    // The legacy provider charges traced queries by size, which the classes’ tallies do not keep.
    ...(customers.some(({ trace }) => trace) ? [] : [saving]),
  ]
}

const saving = quotient(
  'saving',
  '1',
  'what paid queries cost less than at the legacy provider, over what they would cost there',
  world => legacyCost(world) - feesPaid(world),
  legacyCost,
)

function legacyCost({ tables, scenario }: World): number {
  const { queries } = tables.classTally
  return scenario.classes.reduce(
    (total, { price }, cls) => total + queries[cls] * Math.floor(scenario.legacy.price * price),
    0,
  )
}

function feesPaid({ tables }: World): number {
  return sumOf(tables.classTally.fees) * tables.token.price[0]
}
