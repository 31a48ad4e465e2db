/** Staking: an operator whose stake has fallen below the minimum puts up what is missing, if it has it. */
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { happened, nameOf, type World } from '../world.ts'

/** Tops stakes up to the minimum. One who cannot stays in the market but is not selected. */
export function topUpStakes(world: World): void {
  const { tables, scenario } = world
  const { state, stake, wallet, jailedUntil } = tables.operators
  for (let o = 0; o < state.length; o++) {
    const missing = Math.ceil(scenario.staking.minimum - stake[o])
    if (jailedUntil[o] === Infinity) continue
    if (state[o] !== STATE.active || missing <= 0 || missing > wallet[o]) continue
    wallet[o] -= missing
    stake[o] += missing
    transfer(tables, 'bond', missing)
    happened(world, 'bond', nameOf(world, o), `${missing / 1e6} token to restore the minimum stake`)
  }
}
