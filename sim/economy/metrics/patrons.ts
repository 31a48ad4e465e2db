/** Metrics of patrons: what sovereigns buy and pay, what is broken of it, and what prosumers give and take. */

import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { moved } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { servedForSovereigns } from '../patrons/guarantees.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function patronMetrics(scenario: Scenario): readonly Metric<World>[] {
  const prosumers = scenario.customers.flatMap(({ name, reciprocity }, g) => (reciprocity ? reciprocal(name, g) : []))
  const linked = scenario.regions.flatMap(({ name, bandwidth }, r) => (bandwidth === undefined ? [] : [link(name, r)]))
  return [...(scenario.sovereigns.length > 0 ? SOVEREIGNS : []), ...linked, ...prosumers]
}

const compensation = ({ tables }: World) => moved(tables, 'compensation') + moved(tables, 'compensationStake')
const sovereignFees = ({ tables }: World) => moved(tables, 'slotFee') + moved(tables, 'bandwidthFee')

const SOVEREIGNS: readonly Metric<World>[] = [
  metric('slots_offered', '1', 'guaranteed slots offered for this period', w => sumOf(w.tables.auctions.offered)),
  metric('slots_sold', '1', 'guaranteed slots sold for this period', w => sumOf(w.tables.auctions.sold)),
  quotient(
    'slot_price',
    'USD/h',
    'price of the slots sold',
    ({ tables: { auctions } }) =>
      auctions.price.reduce((sum, price, r) => sum + price * auctions.sold[r], 0) * (3600 / MICRO),
    w => sumOf(w.tables.auctions.sold),
  ),
  quotient(
    'reserved',
    '1',
    'share of the servers in the market that are reserved',
    w => capacity(w).reserved,
    w => capacity(w).servers,
  ),
  quotient(
    'sovereign_income',
    '1',
    'sovereigns’ share of what all users pay, refunds taken off',
    sovereignFees,
    w => sovereignFees(w) + moved(w.tables, 'fee') - moved(w.tables, 'refund'),
  ),
  quotient(
    'broken',
    '1',
    'share of the guaranteed time that was broken',
    w => w.tables.guaranteeTally.broken[0],
    w => w.tables.guaranteeTally.guaranteed[0],
  ),
  metric('compensation', 'token', 'compensation paid for broken guarantees', w => compensation(w) / MICRO),
  metric(
    'compensation_unpaid',
    'token',
    'compensation that operators could not pay',
    w => w.tables.guaranteeTally.unpaid[0] / MICRO,
  ),
  quotient(
    'subsidy',
    'USD/query',
    'what sovereigns pay operators above the cost of what they reserve, compensations taken off, per paid query of others',
    subsidy,
    w => w.tables.tally.paid[0],
  ),
]

/** Servers of the nodes in the market, and those of them that are reserved. */
function capacity({ tables }: World): { readonly servers: number; readonly reserved: number } {
  const { servers, reserved, operator } = tables.nodes
  const { state, firstNode, nodes } = tables.operators
  const sum = { servers: 0, reserved: 0 }
  for (let i = 0; i < servers.length; i++) {
    const o = operator[i]
    if (state[o] !== STATE.active || i - firstNode[o] >= nodes[o]) continue
    sum.servers += servers[i]
    sum.reserved += reserved[i]
  }
  return sum
}

/** Dollars that operators get from sovereigns in this tick, less compensations and their part of fixed costs and the cost of use. */
function subsidy(world: World): number {
  const { tables, tickLength } = world
  const { servers, reserved, operator } = tables.nodes
  const { state, fixedCost, queryCost, group } = tables.operators
  let cost = 0
  for (let i = 0; i < reserved.length; i++) {
    const o = operator[i]
    if (reserved[i] === 0 || state[o] !== STATE.active) continue
    const fixed = (fixedCost[o] * tickLength * reserved[i]) / servers[i]
    cost += (fixed + queryCost[o] * servedForSovereigns(world, i)) * world.shock.cost[group[o]]
  }
  const tokens = moved(tables, 'slotEarning') - compensation(world)
  return (tokens * tables.token.price[0] - cost) / MICRO
}

function link(name: string, r: number): Metric<World> {
  return metric(
    `link_${name}`,
    '1',
    `load of the link of region ${name} by the open market`,
    w => w.tables.links.load[r],
  )
}

function reciprocal(name: string, g: number): Metric<World>[] {
  const wanted = (world: World) => wantedBytes(world, g)
  return [
    metric(
      `given_${name}`,
      'byte/s',
      `bytes that customers "${name}" validate`,
      w => w.tables.reciprocity.given[g] / w.tickLength,
    ),
    metric(
      `taken_${name}`,
      'byte/s',
      `bytes that customers "${name}" draw`,
      w => w.tables.reciprocity.taken[g] / w.tickLength,
    ),
    quotient(
      `net_payment_${name}`,
      '1',
      `part of their net fees that customers "${name}" do not earn back by validating`,
      w => w.tables.reciprocity.paid[g] - w.tables.reciprocity.earned[g],
      w => w.tables.reciprocity.paid[g],
    ),
    quotient(
      `unserved_${name}`,
      '1',
      `part of the bytes that customers "${name}" want on average and do not get, mostly because wallets are empty`,
      w => wanted(w) - w.tables.reciprocity.taken[g],
      wanted,
    ),
    metric(`wallet_${name}`, 'token', `wallets of customers "${name}"`, w => w.tables.reciprocity.held[g] / MICRO),
  ]
}

/** Bytes that group `g` is expected to ask for in this tick. */
function wantedBytes({ tables, scenario, tickLength }: World, g: number): number {
  const { mix } = scenario.customers[g]
  const { bytes } = tables.classRules
  let each = mix.length === 0 ? bytes[0] : 0
  for (const item of mix) each += item.share * bytes[scenario.classes.findIndex(({ name }) => name === item.class)]
  return tables.groupRate.rate[g] * tables.demandFactor.factor[g] * tickLength * scenario.market.sampling * each
}
