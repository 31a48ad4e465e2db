/**
 * Delegation: tokens that delegators add to an operator's stake. They count for selection and votes, earn a part of the
 * stakers' rewards and are slashed with the operator's own. A delegator is with one operator at a time, drawn in
 * proportion to its group's choice; to move, it lets its tokens unbond first.
 */

import { block, fraction } from '../../engine/random.ts'
import { lowerBound } from '../../engine/search.ts'
import { diagnose } from '../../scenario/formula.ts'
import type { DELEGATION_VARIABLES } from '../../scenario/schema/delegators.ts'
import { YEAR } from '../../scenario/units.ts'
import { EVENT } from '../events.ts'
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { PURPOSE } from '../purposes.ts'
import { hasCome, nameOf, type World } from '../world.ts'
import type { DelegatorGroup } from './delegators.ts'

/** No operator. */
export const NONE = 0xffff_ffff

const words = new Int32Array(4)

/** Stake behind operator `o`, its own and delegated, micro-token: what selection sees and what votes. */
export const stakeBehind = ({ operators }: World['tables'], o: number) => operators.stake[o] + operators.delegated[o]

/** Whether operator `o` is in the market and not in jail. */
export const atLarge = ({ operators }: World['tables'], o: number) =>
  operators.state[o] === STATE.active && operators.jailedUntil[o] === 0

/** Lets the delegators whose occasion has come choose: most add their rewards where they are, some look around. */
export function delegate(world: World): void {
  const { tables, key, tick, end, delegation } = world
  const { stake, freeing, operator, chosen, next } = tables.delegators
  let bonded = 0
  for (const group of delegation.groups) {
    const { spec, first, count } = group
    let total = -1
    for (let d = first; d < first + count; d++) {
      if (freeing[d] > 0 || !hasCome(world, next[d])) continue
      next[d] = end + spec.every
      block(words, key, 0, d, tick, PURPOSE.delegate)
      const stays = stake[d] > 0 && fraction(words[0], words[1]) >= spec.chance
      if (!stays) {
        // The operators' figures are those before anybody chose in this tick.
        if (total < 0) total = weighOperators(world, group)
        const waited = chosen[d] !== NONE && atLarge(tables, chosen[d])
        const o = waited ? chosen[d] : drawOperator(delegation.weight, total, fraction(words[2], words[3]))
        if (o < 0) continue
        if (stake[d] > 0 && operator[d] !== o) {
          startUnbonding(world, d)
          chosen[d] = o
          continue
        }
        operator[d] = o
        chosen[d] = NONE
      }
      bonded += add(world, d)
    }
  }
  transfer(tables, 'delegation', bonded)
}

/** Brings the stake of delegator `d` up to its part of what it owns; returns what was added. */
function add({ tables }: World, d: number): number {
  const { wallet, stake, part, operator } = tables.delegators
  const amount = Math.max(0, Math.floor(part[d] * (wallet[d] + stake[d])) - stake[d])
  wallet[d] -= amount
  stake[d] += amount
  tables.operators.delegated[operator[d]] += amount
  return amount
}

/** The tokens of delegator `d` leave its operator at the end of this tick, and are free after the unbonding time. */
function startUnbonding({ tables, scenario, calendar, end }: World, d: number): void {
  const { stake, freeing, freeAt, operator } = tables.delegators
  tables.operators.delegated[operator[d]] -= stake[d]
  freeing[d] = stake[d]
  stake[d] = 0
  freeAt[d] = Math.max(calendar.now, end + scenario.staking.unbonding)
  calendar.schedule(freeAt[d], 0, EVENT.undelegate, d)
}

/** The tokens of delegator `d` are free: they go to the operator that it chose, or another if that is gone, as the tick ends. */
export function undelegate({ tables, calendar }: World, d: number): void {
  const { wallet, freeing, freeAt, next } = tables.delegators
  if (freeAt[d] !== calendar.now) return
  transfer(tables, 'undelegation', freeing[d])
  wallet[d] += freeing[d]
  freeing[d] = 0
  next[d] = calendar.now
}

/** Sends everybody's tokens with operator `o`, who leaves, into unbonding. */
export function releaseDelegators(world: World, o: number): void {
  const { stake, operator } = world.tables.delegators
  for (let d = 0; d < stake.length; d++) if (operator[d] === o && stake[d] > 0) startUnbonding(world, d)
}

/** Slashes what delegators have with operator `o`, waiting tokens included, by `share`; returns how much that is, micro-token. */
export function slashDelegators({ tables, scenario }: World, o: number, share: number): number {
  const { stake, freeing, operator } = tables.delegators
  let bonded = 0
  let waiting = 0
  for (let d = 0; d < stake.length; d++) {
    if (operator[d] !== o) continue
    const lost = Math.floor(stake[d] * share)
    const lostWaiting = Math.floor(freeing[d] * share)
    stake[d] -= lost
    freeing[d] -= lostWaiting
    bonded += lost
    waiting += lostWaiting
  }
  tables.operators.delegated[o] -= bonded
  const to = scenario.slashing.to === 'burn' ? 'delegationSlashBurn' : 'delegationSlashTreasury'
  transfer(tables, to, bonded + waiting)
  return bonded + waiting
}

/**
 * Weighs the operators for a group and leaves the running sums in `delegation.weight`; returns the sum. Who is not in the
 * market, or in jail, weighs nothing. Throws when a weight is negative or not finite, naming the operator.
 */
export function weighOperators(world: World, { spec, choice }: DelegatorGroup): number {
  const { tables, delegation } = world
  const { commission, rewardRate, stake, delegated, slashedTotal, share, performance } = tables.operators
  const rows = stake.length
  let best = 0
  let operators = 0
  for (let o = 0; o < rows; o++) {
    delegation.yield[o] = (1 - commission[o]) * rewardRate[o] * YEAR
    delegation.slashed[o] = slashedTotal[o] > 0 ? slashedTotal[o] / (slashedTotal[o] + stake[o]) : 0
    if (!atLarge(tables, o)) continue
    operators++
    best = Math.max(best, delegation.yield[o])
  }
  const values: Record<keyof typeof DELEGATION_VARIABLES, Float64Array | number> = {
    commission,
    yield: delegation.yield,
    best,
    stake,
    delegated,
    slashed: delegation.slashed,
    share,
    performance,
    operators,
    time: world.calendar.now,
  }
  const sums = delegation.weight
  choice.run(values, rows, sums)
  let total = 0
  for (let o = 0; o < rows; o++) {
    const weight = atLarge(tables, o) ? sums[o] : 0
    if (!(weight >= 0 && weight < Infinity)) {
      const got = Number.isFinite(weight) ? weight : diagnose(choice, values, o)
      throw new Error(
        `delegators "${spec.name}" choice: expected a weight that is finite and not negative for operator ${nameOf(world, o)}, got ${got}`,
      )
    }
    total += weight
    sums[o] = total
  }
  return total
}

/** Row drawn in proportion to weights of which `sums` are the running sums, by `draw` in [0, 1); -1 where all are 0. */
export function drawOperator(sums: Float64Array, total: number, draw: number): number {
  // Above 0, so that the row found is one that adds to the sums.
  return total > 0 ? lowerBound(sums, (1 - draw) * total) : -1
}

/** Sums of the delegators' balances, micro-token, for the audit. Throws where one is negative. */
export function heldByDelegators({ tables }: World): { readonly wallets: number; readonly staked: number } {
  const { wallet, stake, freeing } = tables.delegators
  let wallets = 0
  let staked = 0
  for (let d = 0; d < stake.length; d++) {
    if (wallet[d] < 0 || stake[d] < 0 || freeing[d] < 0)
      throw new Error(
        `ledger: expected no negative balance, got ${wallet[d]}, ${stake[d]}, ${freeing[d]} of delegator ${d}`,
      )
    wallets += wallet[d]
    staked += stake[d] + freeing[d]
  }
  return { wallets, staked }
}
