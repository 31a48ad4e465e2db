/** Rewards of stakers: their account is paid out in every tick. */
import { balanceOf, transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'

/** Pays the stakers' account out in proportion to stake; what the rounding leaves waits for the next tick. */
export function payStakers({ tables }: World): void {
  const { state, stake, wallet, earned } = tables.operators
  const pot = balanceOf(tables, 'stakers', 'token')
  let total = 0
  for (let o = 0; o < stake.length; o++) if (state[o] === STATE.active) total += stake[o]
  if (total === 0 || pot === 0) return
  let paid = 0
  for (let o = 0; o < stake.length; o++) {
    if (state[o] !== STATE.active || stake[o] === 0) continue
    const reward = Math.floor(pot * (stake[o] / total))
    wallet[o] += reward
    earned[o] += reward
    paid += reward
  }
  transfer(tables, 'stakeReward', paid)
}
