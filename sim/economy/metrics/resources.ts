/** Metrics of the resource markets: prices, quantities, who gains, and how prices came to rest. */

import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { welfareInTick } from '../resources/tally.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

/** Most places whose prices have a column in ticks.csv. */
const LISTED = 32

export function resourceMetrics({ resources, regions }: Scenario): readonly Metric<World>[] {
  const { goods, ways, stores, demand, clearing } = resources
  if (goods.length === 0) return []
  const column = goods.length * regions.length <= LISTED
  return [
    ...goods.flatMap(({ name, unit }, g) => [
      ...ofGood(name, unit, g),
      ...(stores.some(({ good }) => good === name) ? [stored(name, unit, g)] : []),
      ...(demand.some(({ good, curve }) => good === name && curve.law === 'must') ? [unmet(name, unit, g)] : []),
      ...regions.map((region, r) => ({
        ...metric(
          `price_${name}_${region.name}`,
          `USD/${unit}`,
          `price of ${name} in region ${region.name}`,
          ({ tables }: World) => tables.places.price[g * regions.length + r] / MICRO,
        ),
        column,
      })),
    ]),
    welfareRate,
    ...(clearing.rule === 'tatonnement' ? TATONNEMENT : []),
    ...(ways.length > 0 ? CARRIERS : []),
    ...(stores.length > 0 ? STORES : []),
  ]
}

const ofGood = (name: string, unit: string, g: number): Metric<World>[] => [
  quotient(
    `price_${name}`,
    `USD/${unit}`,
    `price of ${name}, mean over what is consumed`,
    ({ tables: { goodTally } }) => goodTally.paid[g] / MICRO,
    w => w.tables.goodTally.consumed[g],
  ),
  rate(`consumed_${name}`, `${unit}/h`, `${name} consumed`, w => w.tables.goodTally.consumed[g]),
  rate(`produced_${name}`, `${unit}/h`, `${name} made by producers and operators`, w => w.tables.goodTally.produced[g]),
  rate(`carried_${name}`, `${unit}/h`, `${name} carried between regions`, w => w.tables.goodTally.carried[g]),
  rate(
    `consumers_surplus_${name}`,
    'USD/h',
    `worth of the ${name} consumed less what is paid for it; what must be served counts as worth nothing`,
    ({ tables: { goodTally } }) => (goodTally.worth[g] - goodTally.paid[g]) / MICRO,
  ),
  rate(
    `producers_surplus_${name}`,
    'USD/h',
    `what producers and operators get for ${name} less what it costs`,
    ({ tables: { goodTally } }) => (goodTally.earned[g] - goodTally.cost[g]) / MICRO,
  ),
]

/** A metric of what happens in a tick, per hour. */
function rate(name: string, unit: string, doc: string, value: (world: World) => number): Metric<World> {
  return metric(name, unit, doc, world => (value(world) * 3600) / world.tickLength)
}

const stored = (name: string, unit: string, g: number) =>
  metric(`stored_${name}`, unit, `${name} in store`, (w: World) => w.tables.goodTally.stored[g])

const unmet = (name: string, unit: string, g: number) =>
  rate(`unmet_${name}`, `${unit}/h`, `${name} that had to be served and was not`, w => w.tables.goodTally.unmet[g])

const welfareRate = rate(
  'welfare_resources',
  'USD/h',
  'worth of what is consumed less what it costs to make and to carry, and less the highest price for each unit that had to be served and was not',
  w => welfareInTick(w) / MICRO,
)

const TATONNEMENT: readonly Metric<World>[] = [
  metric('rounds', '1', 'rounds of prices until they rest', w => w.tables.resourceTally.rounds[0]),
  metric(
    'excess',
    '1',
    'largest excess demand or supply left after them, over what could be traded in its place',
    w => w.tables.resourceTally.excess[0],
  ),
]

const CARRIERS: readonly Metric<World>[] = [
  rate(
    'carriage',
    'USD/h',
    'what carrying and turning goods into others costs',
    w => w.tables.resourceTally.carriage[0] / MICRO,
  ),
  rate('carriers_profit', 'USD/h', 'what carriers gain', w => w.tables.resourceTally.carriersProfit[0] / MICRO),
  rate(
    'congestion_rent',
    'USD/h',
    'what of it they gain on ways that are full',
    w => w.tables.resourceTally.rent[0] / MICRO,
  ),
  rate('tolls_resources', 'USD/h', 'tolls for congestion', w => w.tables.resourceTally.tolls[0] / MICRO),
]

const STORES: readonly Metric<World>[] = [
  rate(
    'stores_profit',
    'USD/h',
    'what stores get for goods less what they pay for them',
    w => w.tables.resourceTally.storesProfit[0] / MICRO,
  ),
]
