/**
 * Stores: their keepers look back at local prices and bid to buy below a low quantile of them and to sell above a high one,
 * if that is enough to make up for what is lost in between. Before there is a price to look back at they do nothing.
 */
import { quantileOfSorted } from '../../measure/quantile.ts'
import type { World } from '../world.ts'
import { BID } from './market.ts'

/** Fills the stores as they are at the start. */
export function populateStores({ tables, resources }: World): void {
  for (const [s, { spec }] of resources.stores.entries()) tables.stores.level[s] = spec.capacity * spec.level
}

/** Writes the bids of all stores, after what was lost since the last tick is gone. */
export function bidStores({ tables, resources, tick }: World): void {
  const { level } = tables.stores
  const { quantity, low, high } = tables.bids
  for (const [b, { kind, maker }] of resources.bids.entries()) {
    if (kind !== BID.charge && kind !== BID.discharge) continue
    const store = resources.stores[maker]
    const { spec, memory, firstPrice } = store
    // A store has two bids, the one to charge first.
    if (kind === BID.charge) level[maker] *= store.kept
    const past = tables.storePrices.price.slice(firstPrice, firstPrice + Math.min(tick, memory)).sort()
    const quantile = (q: number) => (past.length === 0 ? 0 : quantileOfSorted(past, q))
    const buy = quantile(spec.buy)
    const losses = spec.chargeYield * spec.dischargeYield
    const sell = Math.max(quantile(spec.sell), buy, buy / losses)
    const price = kind === BID.charge ? buy : sell
    // Where prices have not moved there is nothing to gain by selling.
    const idle = past.length === 0 || (kind === BID.discharge && sell === buy)
    quantity[b] = idle ? 0 : room(store, level[maker], kind)
    low[b] = price
    high[b] = price
  }
}

/** Units that may go in or come out in a tick. */
function room({ spec, charge, discharge }: World['resources']['stores'][number], level: number, kind: number): number {
  if (kind === BID.charge) return Math.max(0, Math.min(charge, (spec.capacity - level) / spec.chargeYield))
  return Math.max(0, Math.min(discharge, level * spec.dischargeYield))
}

/** Moves what was traded in and out of the stores, and lets their keepers remember the price. */
export function fillStores({ tables, resources, tick }: World): void {
  const { level } = tables.stores
  const { charged, discharged } = tables.storeTrade
  const { filled } = tables.bids
  for (const [b, { kind, maker }] of resources.bids.entries()) {
    if (kind === BID.charge) charged[maker] = filled[b]
    else if (kind === BID.discharge) discharged[maker] = filled[b]
  }
  for (const [s, { spec, place, memory, firstPrice }] of resources.stores.entries()) {
    const change = charged[s] * spec.chargeYield - discharged[s] / spec.dischargeYield
    level[s] = Math.min(spec.capacity, Math.max(0, level[s] + change))
    tables.storePrices.price[firstPrice + (tick % memory)] = tables.places.price[place]
  }
}
