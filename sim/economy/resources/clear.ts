/** Resource markets in a tick: bids are made, local prices found, what is traded is handed over, counted and paid. */
import type { World } from '../world.ts'
import { holdAuction } from './auction/clearing.ts'
import { bid, isBuying } from './bids.ts'
import { drawCurves } from './net-supply.ts'
import { cancelCrossings, fillBids, rationCarriers } from './ration.ts'
import { settleResources } from './settlement.ts'
import { fillStores } from './stores.ts'
import { tallyResources } from './tally.ts'
import { tatonnement } from './tatonnement.ts'

/**
 * A rule of clearing finds, from the bids of the tick: the local prices (`places.price`); what enters each way, what carriers
 * pay for it and get for what arrives (`ways.flow`, `wayTrade.paid`, `earned`); what of each bid is filled, for what money
 * (`bids.filled`, `money`), and what that is worth or costs (`value`). In each place what is sold and comes is what is bought and leaves, and money too comes out even.
 */
type Clear = (world: World) => void

const RULES: Readonly<Record<World['scenario']['resources']['clearing']['rule'], Clear>> = {
  tatonnement(world) {
    drawCurves(world)
    tatonnement(world)
    cancelCrossings(world)
    rationCarriers(world)
    fillBids(world)
    valueBids(world)
    chargeCarriers(world)
  },
  auction: holdAuction,
}

/** Clears the markets of this tick. */
export function clearResources(world: World): void {
  if (world.resources.places.length === 0) return
  bid(world)
  RULES[world.scenario.resources.clearing.rule](world)
  fillStores(world)
  tallyResources(world)
  settleResources(world)
}

/** Of each bid the dearest units are bought, and the cheapest sold; prices run evenly from `low` to `high`. */
function valueBids({ tables, resources }: World): void {
  const { quantity, low, high, filled, value } = tables.bids
  for (const [b, { kind }] of resources.bids.entries()) {
    const [first, last] = isBuying(kind) ? [high[b], low[b]] : [low[b], high[b]]
    value[b] = filled[b] > 0 ? filled[b] * (first + ((last - first) * filled[b]) / (2 * quantity[b])) : 0
  }
}

/** Carriers buy and sell at the local prices. */
function chargeCarriers({ tables, resources }: World): void {
  const { price } = tables.places
  const { paid, earned } = tables.wayTrade
  const { flow } = tables.ways
  const { from, to, output } = resources.columns
  for (let w = 0; w < flow.length; w++) {
    paid[w] = flow[w] * price[from[w]]
    earned[w] = flow[w] * output[w] * price[to[w]]
  }
}
