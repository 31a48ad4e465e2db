/** Predation: a price below cost while rivals are left, a high one when they have gone. */
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { attacks, STAGE, stageAt } from './attacks.ts'

/**
 * Posts the attackers' prices for the tick that follows, in place of those that their rule wants; these they post again when
 * the attack is over. The first tick of a run is at the scenario's prices.
 */
export function undercut(world: World): void {
  const { tables, scenario, end } = world
  const { state, posted } = tables.operators
  const { base } = tables.attacks
  for (const [a, attack] of scenario.attacks.entries()) {
    if (attack.kind !== 'undercut' || stageAt(world, attack, end) !== STAGE.on) continue
    if (base[a] === 0) base[a] = tables.marketView.mean[0]
    let rivals = 0
    for (let o = 0; o < state.length; o++) if (state[o] === STATE.active && !attacks(world, attack, o)) rivals++
    const price = Math.round(base[a] * (rivals > attack.until ? attack.low : attack.high))
    for (let o = 0; o < state.length; o++) if (state[o] === STATE.active && attacks(world, attack, o)) posted[o] = price
  }
}
