/** Rewards of stakers: their account is paid out in every tick. */
import { balanceOf, transfer } from '../ledger.ts'
import { weightOf } from '../operators/scores.ts'
import type { World } from '../world.ts'
import { atLarge, stakeBehind } from './delegation.ts'

/**
 * Pays the stakers' account out in proportion to stake, own and delegated; of its delegators' part an operator keeps its
 * commission. What the rounding leaves waits for the next tick. Who is in jail earns nothing, nor do its delegators.
 */
export function payStakers(world: World): void {
  const { tables } = world
  const { stake } = tables.operators
  const pot = balanceOf(tables, 'stakers', 'token')
  let total = 0
  for (let o = 0; o < stake.length; o++) if (atLarge(tables, o)) total += stakeBehind(tables, o)
  if (total > 0 && pot > 0) payOut(tables, pot, total)
  if (world.delegation.groups.length > 0) noteRewards(world, total === 0 ? 0 : pot / total)
}

function payOut(tables: World['tables'], pot: number, total: number): void {
  const { stake, delegated, commission, wallet, earned } = tables.operators
  const { stake: lent, operator, wallet: purse } = tables.delegators
  // Shares may sum to a hair more than 1 in floating point: nobody gets more than is left.
  let left = pot
  for (let o = 0; o < stake.length; o++) {
    if (!atLarge(tables, o)) continue
    const reward = Math.min(left, Math.floor(pot * ((stake[o] + commission[o] * delegated[o]) / total)))
    wallet[o] += reward
    earned[o] += reward
    left -= reward
  }
  transfer(tables, 'stakeReward', pot - left)
  const before = left
  for (let d = 0; d < lent.length; d++) {
    if (lent[d] === 0 || !atLarge(tables, operator[d])) continue
    const reward = Math.min(left, Math.floor(pot * (((1 - commission[operator[d]]) * lent[d]) / total)))
    purse[d] += reward
    left -= reward
  }
  transfer(tables, 'delegatorReward', before - left)
}

/** Moves the average that delegators compare operators by; `each` is this tick's reward of a token of stake. */
function noteRewards({ tables, scenario, tickLength }: World, each: number): void {
  const { rewardRate, smoothed, state } = tables.operators
  const alpha = weightOf(tickLength, scenario.market.smoothing)
  for (let o = 0; o < state.length; o++) {
    const rate = atLarge(tables, o) ? each / tickLength : 0
    rewardRate[o] += Math.max(alpha, tickLength / (smoothed[o] + tickLength)) * (rate - rewardRate[o])
  }
}
