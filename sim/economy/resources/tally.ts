/** What resource markets did in a tick, by good and in all: quantities, worth, costs, and who gained. */
import type { World } from '../world.ts'
import { BID } from './market.ts'

/** Counts what is traded in this tick. */
export function tallyResources(world: World): void {
  const { tables, resources } = world
  const { goodTally, placeTrade, bids } = tables
  placeTrade.consumed.fill(0)
  placeTrade.produced.fill(0)
  for (const column of Object.values(goodTally)) column.fill(0)
  for (const [b, { kind, place }] of resources.bids.entries()) {
    const g = Math.floor(place / resources.regions)
    const units = bids.filled[b]
    if (kind === BID.demand || kind === BID.must || kind === BID.wanted) {
      placeTrade.consumed[place] += units
      goodTally.consumed[g] += units
      goodTally.paid[g] += bids.money[b]
      if (kind === BID.must) goodTally.unmet[g] += bids.quantity[b] - units
      else goodTally.worth[g] += bids.value[b]
    } else if (kind === BID.supply || kind === BID.spare || kind === BID.offered) {
      placeTrade.produced[place] += units
      goodTally.produced[g] += units
      goodTally.earned[g] += bids.money[b]
      goodTally.cost[g] += bids.value[b]
    }
  }
  for (const [s, { place }] of resources.stores.entries())
    goodTally.stored[Math.floor(place / resources.regions)] += tables.stores.level[s]
  tallyCarriers(world)
  tallyStores(world)
}

function tallyCarriers({ tables, resources }: World): void {
  const { resourceTally: tally, goodTally, wayTrade } = tables
  const { flow } = tables.ways
  const { from, to, cost, congestion, growth, most } = resources.columns
  tally.carriage[0] = 0
  tally.tolls[0] = 0
  tally.carriersProfit[0] = 0
  tally.rent[0] = 0
  for (let w = 0; w < flow.length; w++) {
    const good = Math.floor(from[w] / resources.regions)
    if (good === Math.floor(to[w] / resources.regions)) goodTally.carried[good] += flow[w]
    const carriage = flow[w] * (cost[w] + congestion[w] * flow[w])
    const toll = flow[w] * (growth[w] - congestion[w]) * flow[w]
    const profit = wayTrade.earned[w] - wayTrade.paid[w] - carriage - toll
    tally.carriage[0] += carriage
    tally.tolls[0] += toll
    tally.carriersProfit[0] += profit
    if (flow[w] > 0 && flow[w] >= most[w]) tally.rent[0] += profit
  }
}

function tallyStores({ tables, resources }: World): void {
  const { money } = tables.bids
  let profit = 0
  for (const [b, { kind }] of resources.bids.entries())
    if (kind === BID.discharge) profit += money[b]
    else if (kind === BID.charge) profit -= money[b]
  tables.resourceTally.storesProfit[0] = profit
}

/** What is consumed is worth less what it costs to make and to carry, and what is lost with what is not served, micro-dollar. */
export function welfareInTick({ tables: { goodTally, resourceTally }, scenario }: World): number {
  let sum = -resourceTally.carriage[0]
  for (let g = 0; g < goodTally.worth.length; g++)
    sum += goodTally.worth[g] - goodTally.cost[g] - scenario.resources.ceiling * goodTally.unmet[g]
  return sum
}
