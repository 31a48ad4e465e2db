/** Expansion: operators who are busy and earn money add a node, idle ones retire one. */
import { isPromised } from '../patrons/sovereigns.ts'
import { happened, hasCome, nameOf, type World } from '../world.ts'
import { drawFailure } from './failures.ts'
import { STATE } from './tables.ts'

export function expand(world: World): void {
  const { tables } = world
  // Drawing a failure may move the memory: columns are taken anew after it.
  const own = tables.operators
  const end = world.end
  for (let o = 0; o < own.state.length; o++) {
    const { expansion } = world.groups[own.group[o]].spec
    if (expansion.rule === 'none' || own.state[o] !== STATE.active || !hasCome(world, own.nextExpansion[o])) continue
    own.nextExpansion[o] = end + expansion.every
    if (own.utilisation[o] > expansion.high && own.profit[o] > 0 && own.nodes[o] < own.mostNodes[o]) {
      const i = own.firstNode[o] + own.nodes[o]++
      if (world.queueing)
        tables.servers.free.fill(end, tables.nodes.freeFrom[i], tables.nodes.freeFrom[i] + tables.nodes.servers[i])
      drawFailure(world, i, end)
      happened(world, 'node added', nameOf(world, o), `${own.nodes[o]} nodes`)
    } else if (
      own.utilisation[o] < expansion.low &&
      own.nodes[o] > 1 &&
      !isPromised(world, own.firstNode[o] + own.nodes[o] - 1)
    ) {
      own.nodes[o]--
      happened(world, 'node retired', nameOf(world, o), `${own.nodes[o]} nodes`)
    }
  }
}
