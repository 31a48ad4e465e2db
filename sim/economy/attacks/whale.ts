/** Whales: operators who buy stake with dollars from outside. */
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { happened, nameOf, type World } from '../world.ts'
import { type AttackOf, attacks } from './attacks.ts'

/** Each attacker in the market brings in tokens bought outside, as an entrant does, and stakes them. */
export function buyStake(world: World, attack: AttackOf<'whale'>, a: number): void {
  const { tables } = world
  const { state, stake, capital } = tables.operators
  const tokens = Math.round(attack.stake)
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active || !attacks(world, attack, o)) continue
    transfer(tables, 'endowment', tokens)
    transfer(tables, 'bond', tokens)
    stake[o] += tokens
    const paid = Math.ceil(tokens * tables.token.price[0])
    capital[o] += paid
    tables.attacks.bought[a] += paid
    happened(world, 'bond', nameOf(world, o), `${tokens / 1e6} token bought outside`)
  }
}
