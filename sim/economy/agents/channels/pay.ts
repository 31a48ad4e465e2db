/** Payments over channels: a payment moves on all channels of its way or on none. */
import type { World } from '../../world.ts'
import { CHANNEL } from './tables.ts'

/**
 * Pays `amount` (whole micro-tokens, above 0) from agent `from` to agent `to` over open channels. Returns whether it was
 * paid; nothing moves where it was not. Wallets are left alone unless a channel runs out and is to be filled.
 */
export function payOverChannels(world: World, from: number, to: number, amount: number): boolean {
  const { tables } = world
  const { first } = tables.channelAgents
  const { side } = tables.channelLists
  const { agent, balance, best } = tables.channelSides
  const { state, kept, payments } = tables.channels
  const tally = tables.channelTally
  for (let k = first[from]; k < first[from + 1]; k++) {
    const s = side[k]
    const c = s >> 1
    if (agent[s ^ 1] !== to || state[c] !== CHANNEL.open) continue
    if (balance[s] - amount < kept[c]) {
      tally.noBalance[0]++
      return false
    }
    balance[s] -= amount
    balance[s ^ 1] += amount
    if (balance[s ^ 1] > best[s ^ 1]) best[s ^ 1] = balance[s ^ 1]
    payments[c]++
    tally.payments[0]++
    tally.volume[0] += amount
    tally.hops[0]++
    return true
  }
  tally.noRoute[0]++
  return false
}
