/** Occasions: when operators exit and candidates enter. */
import { hasCome, type World } from '../world.ts'
import { enter } from './entry.ts'
import { exitOnLosses } from './exit.ts'

/** Exits, then entries, in the ticks in which an occasion falls. */
export function enterAndExit(world: World): void {
  const { every } = world.scenario.entry
  // The last occasion before the next tick's end may be a bit after this one's (see hasCome).
  const before = Math.floor((world.start + 1e-6 * world.tickLength) / every)
  if (!hasCome(world, (before + 1) * every)) return
  exitOnLosses(world)
  enter(world)
}
