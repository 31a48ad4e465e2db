/** Payout: operators sell a share of what they earned in a tick, costs taken off, and pay it out to their owners. */
import { transfer } from '../ledger.ts'
import { sellAll } from '../trade/exchange.ts'
import type { World } from '../world.ts'
import { STATE } from './tables.ts'

/** Pays owners in dollars, after costs. */
export function payOut(world: World): void {
  const { tables, groups } = world
  const { state, group, wallet, earned, spent, paidOut } = tables.operators
  const { tokens, dollars } = tables.bills
  const price = tables.token.price[0]
  for (let o = 0; o < state.length; o++) {
    const { payout } = groups[group[o]].spec
    tokens[o] = 0
    if (payout === 0 || state[o] !== STATE.active) continue
    const profit = Math.max(0, earned[o] - Math.ceil(spent[o] / price))
    tokens[o] = Math.min(wallet[o], Math.floor(profit * payout))
  }
  sellAll(world, 'operators', tokens, dollars)
  for (let o = 0; o < state.length; o++) {
    wallet[o] -= tokens[o]
    paidOut[o] += dollars[o]
    transfer(tables, 'sale', tokens[o])
    transfer(tables, 'saleProceeds', dollars[o])
    transfer(tables, 'payout', dollars[o])
  }
}
