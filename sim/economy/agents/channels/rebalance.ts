/** Rebalancing: an end whose side has run out pays itself in a circle, out over another channel and in over this one. */
import type { World } from '../../world.ts'
import { move } from './move.ts'
import { check, feeOf, searchWay, WAY, way } from './route.ts'

/** Amounts that are tried, each half the one before. */
const ATTEMPTS = 4

/**
 * Fills side `s` up to its first deposit, or by as much as the side across can spare if that is less, or by a half, a quarter or an eighth of
 * it, from elsewhere; the end pays those on the way. Returns whether it did.
 */
export function rebalance(world: World, s: number): boolean {
  const { shape } = world.scenario.agents.channels.graph
  const { agent, balance, deposit } = world.tables.channelSides
  // With hubs and in pairs there is no second way.
  if (shape !== 'peers' && shape !== 'list') return false
  const across = agent[s ^ 1]
  let amount = Math.min(deposit[s] - balance[s], balance[s ^ 1] - world.tables.channels.kept[s >> 1])
  for (let attempt = 0; attempt < ATTEMPTS && amount > 0; attempt++) {
    // What arrives at the neighbour so that this much comes back.
    const sent = amount + feeOf(world, across, amount)
    if (searchWay(world, agent[s], across, sent, true, s >> 1) && check(world, sent) === WAY.clear) {
      way.side[way.hops] = s ^ 1
      way.amount[way.hops] = amount
      way.hops++
      move(world)
      return true
    }
    amount = Math.floor(amount / 2)
  }
  return false
}
