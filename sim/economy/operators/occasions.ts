/** Occasions: when operators exit and candidates enter. */
import type { World } from '../world.ts'
import { enter } from './entry.ts'
import { exitOnLosses } from './exit.ts'

/** Exits, then entries, in the ticks in which an occasion falls. */
export function enterAndExit(world: World): void {
  const { every } = world.scenario.entry
  const end = world.end
  if (Math.floor(end / every) === Math.floor(world.start / every)) return
  exitOnLosses(world)
  enter(world)
}
