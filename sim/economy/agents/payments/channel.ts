/** Where payments over channels go. */
import type { World } from '../../world.ts'

/** Pays `amount` micro-token from agent `from` to agent `to` over channels; false where no way has room. */
export function payOverChannels(_world: World, _from: number, _to: number, _amount: number): boolean {
  throw new Error('agents.payments: expected the settlement "ledger", got "channel", which there is not yet')
}
