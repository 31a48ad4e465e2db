/** The life of a channel: transactions on the ledger open it, add to it and close it. */
import { transfer } from '../../ledger.ts'
import type { World } from '../../world.ts'
import { CHANNEL } from './tables.ts'

/** Opens channel `c` at once if both ends can pay their deposits, and the first the fee; returns whether it did. */
export function open(world: World, c: number): boolean {
  const { tables, scenario } = world
  const { channels, channelSides } = tables
  const { wallet } = tables.agents
  const { balance, deposit, best, agent } = channelSides
  const fee = Math.round(scenario.agents.channels.fee)
  const first = 2 * c
  const other = first + 1
  if (wallet[agent[first]] < deposit[first] + fee || wallet[agent[other]] < deposit[other]) {
    channels.state[c] = CHANNEL.closed
    return false
  }
  wallet[agent[first]] -= deposit[first] + fee
  wallet[agent[other]] -= deposit[other]
  transfer(tables, 'channelDeposit', deposit[first] + deposit[other])
  payLedger(world, fee)
  for (let s = first; s <= other; s++) best[s] = balance[s] = deposit[s]
  channels.state[c] = CHANNEL.open
  channels.disputed[c] = 0
  channels.pending[c] = 0
  channels.payments[c] = 0
  channels.opened[c]++
  keep(world, c)
  return true
}

/** A transaction whose fee has been taken from a wallet. */
export function payLedger({ tables, scenario }: World, fee: number): void {
  const burned = Math.floor(fee * scenario.agents.channels.burned)
  transfer(tables, 'channelFeeBurn', burned)
  transfer(tables, 'channelFee', fee - burned)
  tables.channelTally.transactions[0]++
  tables.channelTally.ledgerFees[0] += fee
}

/** What each side of channel `c` keeps, by what the two hold. */
function keep({ tables, scenario }: World, c: number): void {
  const { balance } = tables.channelSides
  tables.channels.kept[c] = Math.ceil(scenario.agents.channels.reserve * (balance[2 * c] + balance[2 * c + 1]))
}
