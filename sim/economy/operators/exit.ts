/** Exit: an operator leaves with its nodes; its stake is free after the cooldown. */
import { EVENT } from '../events.ts'
import { transfer } from '../ledger.ts'
import { releaseDelegators } from '../protocol/delegation.ts'
import { happened, hasCome, nameOf, type World } from '../world.ts'
import { STATE } from './tables.ts'

/** Takes operator `o` out of the market at the end of this tick. */
export function leave(world: World, o: number, reason: string): void {
  const { tables, scenario, calendar } = world
  const { state, leftAt, investing } = tables.operators
  const now = world.end
  state[o] = STATE.leaving
  leftAt[o] = now
  investing[o] = 0
  happened(world, 'exit', nameOf(world, o), reason)
  releaseDelegators(world, o)
  calendar.schedule(Math.max(calendar.now, now + scenario.staking.cooldown), 0, EVENT.unbond, o)
}

/** The stake of an operator that left is free. */
export function unbond(world: World, o: number): void {
  const { tables } = world
  const { state, stake, wallet } = tables.operators
  transfer(tables, 'unbond', stake[o])
  wallet[o] += stake[o]
  stake[o] = 0
  state[o] = STATE.gone
}

/** Lets operators with sustained losses go, those with the greatest loss first; equal losses by row drawn later. */
export function exitOnLosses(world: World): void {
  const { tables, scenario } = world
  const { state, lossSince, profit, group } = tables.operators
  const tired: number[] = []
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active || !world.groups[group[o]].spec.mayExit) continue
    if (hasCome(world, lossSince[o] + scenario.exit.patience)) tired.push(o)
  }
  tired.sort((a, b) => profit[a] - profit[b] || tables.operators.enteredAt[b] - tables.operators.enteredAt[a] || b - a)
  for (const o of tired.slice(0, scenario.exit.limit)) {
    leave(world, o, `losses of ${((-profit[o] * 86_400) / 1e6).toPrecision(4)} USD/day`)
  }
}
