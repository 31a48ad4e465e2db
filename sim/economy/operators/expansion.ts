/** Expansion: operators who are busy and earn money add a node, idle ones retire one. */
import { isPromised } from '../patrons/sovereigns.ts'
import { happened, hasCome, nameOf, type World } from '../world.ts'
import { drawFailure } from './failures.ts'
import { STATE } from './tables.ts'

export function expand(world: World): void {
  const { tables } = world
  const { state, group, nodes, mostNodes, utilisation, profit, nextExpansion, firstNode } = tables.operators
  const end = world.end
  for (let o = 0; o < state.length; o++) {
    const { expansion } = world.groups[group[o]].spec
    if (expansion.rule === 'none' || state[o] !== STATE.active || !hasCome(world, nextExpansion[o])) continue
    nextExpansion[o] = end + expansion.every
    if (utilisation[o] > expansion.high && profit[o] > 0 && nodes[o] < mostNodes[o]) {
      const i = firstNode[o] + nodes[o]++
      if (world.queueing)
        tables.servers.free.fill(end, tables.nodes.freeFrom[i], tables.nodes.freeFrom[i] + tables.nodes.servers[i])
      drawFailure(world, i, end)
      happened(world, 'node added', nameOf(world, o), `${nodes[o]} nodes`)
    } else if (utilisation[o] < expansion.low && nodes[o] > 1 && !isPromised(world, firstNode[o] + nodes[o] - 1)) {
      nodes[o]--
      happened(world, 'node retired', nameOf(world, o), `${nodes[o]} nodes`)
    }
  }
}
