/**
 * Jail: after an offence an operator stays in the market, but is not selected and earns no stakers' reward until its term
 * is over and its stake at least the minimum. One who acted in malice is out for good (tombstoned, as for double signing
 * in the Cosmos SDK's x/slashing).
 */
import { formatQuantity } from '../../scenario/units.ts'
import { EVENT } from '../events.ts'
import { leave } from '../operators/exit.ts'
import { STATE } from '../operators/tables.ts'
import { happened, nameOf, type World } from '../world.ts'

/** What an operator may go to jail for. */
export type Offence = World['scenario']['slashing']['jailFor'][number]

/** Jails operator `o` from now on, where `offence` leads to jail; a later offence makes the term longer. */
export function jail(world: World, o: number, offence: Offence): void {
  const { tables, scenario, calendar } = world
  const { state, jailedUntil } = tables.operators
  const { jail: term, jailFor } = scenario.slashing
  const until = calendar.now + term
  if (term === 0 || !jailFor.includes(offence) || state[o] !== STATE.active || until <= jailedUntil[o]) return
  jailedUntil[o] = until
  calendar.schedule(until, 0, EVENT.release, o)
  happened(world, 'jail', nameOf(world, o), `for ${formatQuantity(term, 's')}`)
}

/** Operator `o` is never selected again, and leaves as the tick ends. */
export function tombstone({ tables }: World, o: number): void {
  tables.operators.jailedUntil[o] = Infinity
}

/** The term of operator `o` is over, unless it was made longer; without the minimum stake it waits. */
export function release(world: World, o: number): void {
  const { jailedUntil, stake, state } = world.tables.operators
  if (jailedUntil[o] === 0 || jailedUntil[o] > world.calendar.now || state[o] !== STATE.active) return
  if (stake[o] < world.scenario.staking.minimum) return
  jailedUntil[o] = 0
  happened(world, 'release', nameOf(world, o), 'may be selected again')
}

/** As the tick ends: releases those who have the stake by now, and takes the tombstoned out of the market. */
export function keepJail(world: World): void {
  const { jailedUntil, state } = world.tables.operators
  for (let o = 0; o < state.length; o++) {
    if (jailedUntil[o] === 0 || state[o] !== STATE.active) continue
    if (jailedUntil[o] === Infinity) leave(world, o, 'tombstoned for malice')
    else release(world, o)
  }
}
