/** Payout: operators sell a share of what they earned in a tick, costs taken off, and pay it out to their owners. */
import { transfer } from '../ledger.ts'
import type { World } from '../world.ts'
import { STATE } from './tables.ts'

/** Pays owners in dollars, after costs. */
export function payOut({ tables, groups }: World): void {
  const { state, group, wallet, earned, spent, paidOut } = tables.operators
  const price = tables.token.price[0]
  for (let o = 0; o < state.length; o++) {
    const { payout } = groups[group[o]].spec
    if (payout === 0 || state[o] !== STATE.active) continue
    const profit = Math.max(0, earned[o] - Math.ceil(spent[o] / price))
    const tokens = Math.min(wallet[o], Math.floor(profit * payout))
    const dollars = Math.floor(tokens * price)
    wallet[o] -= tokens
    paidOut[o] += dollars
    transfer(tables, 'sale', tokens)
    transfer(tables, 'saleProceeds', dollars)
    transfer(tables, 'payout', dollars)
  }
}
