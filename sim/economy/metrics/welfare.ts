/**
 * Welfare: who is better off by how much, as a flow of dollars. Surpluses are over what a customer has without the service, which
 * counts as nothing; a query that is not answered in time is worth nothing.
 */

import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { Purpose } from '../flows.ts'
import { moved } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { worthOfPlans } from '../orders/subscriptions.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

/** What the protocol's other members get of what customers pay; burned tokens are worth to holders what they were. */
const RECEIPTS = [
  'treasuryShare',
  'providerShare',
  'validationShare',
  'delegatorReward',
  'feeBurn',
  'tollBurn',
  'tollTreasury',
] as const satisfies readonly Purpose[]
/** What holders of tokens lose by what is minted for operators and stakers. */
const DILUTION = ['workReward', 'agentMint', 'stakeMint'] as const satisfies readonly Purpose[]

/** The metrics of welfare, where a customer has a reservation price. */
export const welfareMetrics = ({ customers }: Scenario): readonly Metric<World>[] =>
  customers.every(({ reservation }) => reservation === undefined)
    ? []
    : [
        metric(
          'consumer_surplus',
          'USD/s',
          'what queries answered in time are worth to customers with a reservation price, less all that they pay',
          consumerSurplus,
        ),
        metric('producer_surplus', 'USD/s', 'revenue of the operators less their costs, of the tick', producerSurplus),
        metric(
          'welfare',
          'USD/s',
          'consumer and producer surplus, and what treasury, providers and holders of tokens get',
          w => consumerSurplus(w) + producerSurplus(w) + protocolIncome(w),
        ),
        quotient('lerner', '1', 'posted price less marginal cost, over the price, by volume', margins, paidQueries),
      ]

/** Micro-tokens of a tick as USD/s. */
const dollars = ({ tables, tickLength }: World, amount: number) => (amount * tables.token.price[0]) / tickLength / MICRO

function consumerSurplus(world: World): number {
  const { tables, tickLength, scenario } = world
  const { tally, classTally } = tables
  if (scenario.terms.plan.rule === 'subscription') {
    const asked = tally.raced[0] + tally.unserved[0]
    const served = asked === 0 ? 0 : tally.paid[0] / asked
    return dollars(world, worthOfPlans(world) * served) - moved(tables, 'subscription') / tickLength / MICRO
  }
  // What queries cost that came to nothing, and was not paid back.
  const lost = tally.fees[0] - sumOf(classTally.fees) - moved(tables, 'refund') - moved(tables, 'ticketRefund')
  return dollars(world, tally.surplus[0] - lost)
}

function producerSurplus(world: World): number {
  const { tables, tickLength, end } = world
  const { state, earned, spent, leftAt } = tables.operators
  let gain = 0
  for (let o = 0; o < state.length; o++)
    if (state[o] === STATE.active || leftAt[o] === end)
      gain += earned[o] * tables.token.price[0] + tables.termIncome.dollars[o] - spent[o]
  return gain / tickLength / MICRO
}

function protocolIncome(world: World): number {
  let sum = 0
  for (const purpose of RECEIPTS) sum += moved(world.tables, purpose)
  for (const purpose of DILUTION) sum -= moved(world.tables, purpose)
  return dollars(world, sum)
}

/** Margins over price of the operators that sell, each as often as it was paid in this tick. */
function margins({ tables }: World): number {
  const { firstNode, mostNodes, posted, marginalCost } = tables.operators
  const { paidQueries } = tables.nodeTally
  let sum = 0
  for (let o = 0; o < posted.length; o++) {
    if (posted[o] === 0) continue
    const paid = sumOf(paidQueries.subarray(firstNode[o], firstNode[o] + mostNodes[o]))
    sum += paid * (1 - marginalCost[o] / posted[o])
  }
  return sum
}

function paidQueries({ tables }: World): number {
  return tables.tally.paid[0]
}
