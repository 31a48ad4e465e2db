/** Vintages: what holding credits costs, and when they expire. */
import { MICRO } from '../../accounts.ts'
import type { World } from '../../world.ts'
import { expire, lotRows, recount } from '../lots.ts'

/** Whether holding credits costs anything, or they expire. */
export const areKept = ({ creditMarket, scenario }: World) =>
  creditMarket.lots !== undefined || scenario.agents.credits.holding > 0

/** Agents `from` to before `to` pay for the credits that are left as the tick ends; those whose life is over are gone. */
export function keepCredits(world: World, from: number, to: number): void {
  const { tables, scenario, creditMarket, tickLength, tick } = world
  const { group, wallet, credits } = tables.agents
  const { redeemed } = tables.agentWork
  const tally = tables.agentTally
  const cost = (scenario.agents.credits.holding * tickLength) / MICRO
  if (cost > 0)
    for (let i = from; i < to; i++) {
      const paid = Math.min(wallet[i], Math.round(credits[i] * cost))
      wallet[i] -= paid
      tally.holding[group[i]] += paid
    }
  const { lots, window } = creditMarket
  if (!lots) return
  const { sum } = tables.creditLots
  const rows = lotRows(lots, Math.floor(tick / window))
  const ends = (tick + 1) % window === 0
  // Within a window nothing expires: what is gone is never more than what has come.
  const now = ends ? rows : { ...rows, oldest: rows.gone }
  for (let i = from; i < to; i++) {
    if (!ends && redeemed[i] === 0 && credits[i] === 0) continue
    const expired = expire(sum, now, i, redeemed[i], credits[i])
    if (ends) recount(sum, lots, i)
    credits[i] -= expired
    tally.expired[group[i]] += expired
    tally.held[group[i]] -= expired
  }
}
