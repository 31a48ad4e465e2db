/** The clock of a run: which tick is running, and under which rules. */
import { followRulings } from './rulings.ts'
import type { World } from './world.ts'

/** Takes clock readings of the tick that the tables say is running, and the rules that hold in it. */
export function beginTick(world: World): void {
  followRulings(world)
  const tick = world.tables.time.tick[0]
  world.tick = tick
  world.start = tick * world.tickLength
  world.end = (tick + 1) * world.tickLength
}
