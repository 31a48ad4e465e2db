/** Bids: what is wanted and offered in each place in this tick, and at which prices. */
import { valueAt } from '../../scenario/series.ts'
import { MICRO } from '../accounts.ts'
import { spareAt } from '../operators/spare.ts'
import { STATE } from '../operators/tables.ts'
import { multiple } from '../queries/demand.ts'
import type { World } from '../world.ts'
import { BID } from './market.ts'
import { bidStores } from './stores.ts'

/** Whether those who make bids of this kind buy. */
export const isBuying = (kind: number) =>
  kind === BID.demand || kind === BID.must || kind === BID.charge || kind === BID.wanted

/** Writes the bids of this tick. */
export function bid(world: World): void {
  const { tables, resources, scenario } = world
  const { ceiling } = scenario.resources
  const { quantity, low, high, filled, money, value } = tables.bids
  const demand = scenario.resources.demand.map(consumers => conditions(world, consumers))
  const supply = scenario.resources.supply.map(producers => conditions(world, producers))
  for (const [b, { kind, maker, operator, place, band, quantity: most, first, last }] of resources.bids.entries()) {
    filled[b] = 0
    money[b] = 0
    value[b] = 0
    if (kind === BID.charge || kind === BID.discharge) continue
    if (kind === BID.spare) {
      offerSpare(world, b, operator, place % resources.regions, maker)
      continue
    }
    if (band >= 0) {
      quantity[b] = bidInBand(world, band)
      low[b] = Math.min(first, last)
      high[b] = Math.max(first, last)
      continue
    }
    const { multiple, price } = (isBuying(kind) ? demand : supply)[maker]
    quantity[b] = most * multiple
    low[b] = Math.min(first, last) + price
    high[b] = Math.max(first, last) + price
    // Nobody pays more than the highest price, whatever the records say.
    if (isBuying(kind)) {
      low[b] = Math.min(low[b], ceiling)
      high[b] = Math.min(high[b], ceiling)
    }
  }
  bidStores(world)
}

type Participant = World['scenario']['resources']['demand' | 'supply'][number]

/** Multiple of the quantities of a curve in this tick, and what its prices stand on. */
function conditions({ start, tickLength }: World, { pattern, prices, quantities }: Participant) {
  const recorded = quantities ? Math.max(0, valueAt(quantities, start)) : 1
  return {
    multiple: multiple(pattern, start + tickLength / 2) * recorded,
    price: prices ? valueAt(prices, start) : 0,
  }
}

/** Units that all agents bid for in a band. */
function bidInBand({ lanes }: World, band: number): number {
  let sum = 0
  for (const { stockBids } of lanes) sum += stockBids.quantity[band]
  return sum / MICRO
}

/** Offers what the servers of operator `o` in `region` could do besides, at what it costs. */
function offerSpare(world: World, b: number, o: number, region: number, maker: number) {
  const { tables, scenario, shock } = world
  const { curve } = scenario.resources.supply[maker]
  if (curve.law !== 'operators') return
  const { state, firstNode, nodes, queryCost, group } = tables.operators
  const { region: regionOf } = tables.nodes
  let spare = 0
  if (state[o] === STATE.active)
    for (let i = firstNode[o]; i < firstNode[o] + nodes[o]; i++) if (regionOf[i] === region) spare += spareAt(world, i)
  tables.bids.quantity[b] = spare / curve.work
  tables.bids.low[b] = queryCost[o] * shock.cost[group[o]] * curve.work
  tables.bids.high[b] = tables.bids.low[b]
}
