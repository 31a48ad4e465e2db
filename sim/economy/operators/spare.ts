/** Spare capacity: what the servers of a node could do besides. */
import type { World } from '../world.ts'
import { shareDown } from './scores.ts'

/** Queries of work 1 that the servers of node `i` could serve in a tick besides: they are neither reserved, nor busy, nor down. */
export function spareAt(world: World, i: number): number {
  const { servers, reserved, load, mean } = world.tables.nodes
  if (!(mean[i] > 0)) return 0
  return ((servers[i] - reserved[i]) * Math.max(0, 1 - load[i] - shareDown(world, i)) * world.tickLength) / mean[i]
}
