/** Occasions: when operators exit and candidates enter. */
import { fallsInTick, type World } from '../world.ts'
import { enter } from './entry.ts'
import { exitOnLosses } from './exit.ts'

/** Exits, then entries, in the ticks in which an occasion falls. */
export function enterAndExit(world: World): void {
  if (!fallsInTick(world, world.scenario.entry.every)) return
  exitOnLosses(world)
  enter(world)
}
