/** Payments over channels: a payment moves on all channels of its way or on none. */
import type { World } from '../../world.ts'
import { reopen, requestTopUp } from './life.ts'
import { move } from './move.ts'
import { rebalance } from './rebalance.ts'
import { findWay, type Obstacle, WAY, way } from './route.ts'
import { CHANNEL } from './tables.ts'

/**
 * Pays `amount` (whole micro-tokens, above 0) from agent `from` to agent `to` over open channels. Returns whether it was
 * paid; nothing moves where it was not. Wallets are left alone unless a channel runs out and is to be filled.
 */
export function payOverChannels(world: World, from: number, to: number, amount: number): boolean {
  const tally = world.tables.channelTally
  let obstacle: Obstacle = findWay(world, from, to, amount)
  // Each side on the way that has too little is helped once.
  for (let help = way.hops; obstacle === WAY.noBalance && help > 0; help--) {
    if (!relieve(world, way.short)) break
    obstacle = findWay(world, from, to, amount)
  }
  if (obstacle !== WAY.clear) {
    tally[obstacle === WAY.noRoute ? 'noRoute' : 'noBalance'][0]++
    return false
  }
  move(world)
  tally.payments[0]++
  tally.volume[0] += amount
  tally.hops[0] += way.hops
  refill(world)
  return true
}

/** Does what the scenario says about a side that has too little; returns whether that may have changed something. */
function relieve(world: World, s: number): boolean {
  switch (world.scenario.agents.channels.exhausted) {
    case 'fail':
      return false
    case 'reopen':
      reopen(world, s >> 1)
      return true
    case 'rebalance':
      return rebalance(world, s)
    case 'top-up':
      requestTopUp(world, s)
      return true
  }
}

/** Looks after the sides that have just sent: one that has nothing left has run out, one below the mark is topped up. */
function refill(world: World): void {
  const { exhausted, mark } = world.scenario.agents.channels
  if (exhausted !== 'reopen' && mark === 0) return
  const { state, kept } = world.tables.channels
  const { balance, deposit } = world.tables.channelSides
  for (let hop = 0; hop < way.hops; hop++) {
    const s = way.side[hop]
    if (state[s >> 1] !== CHANNEL.open) continue
    if (exhausted === 'reopen' && balance[s] <= kept[s >> 1]) reopen(world, s >> 1)
    else if (balance[s] < mark * deposit[s]) requestTopUp(world, s)
  }
}
