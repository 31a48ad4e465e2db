/** The parts of the bench, in the order in which they run, and the choice among them. */
import { unknownName } from '../sim/scenario/nearest.ts'
import { calendarPart } from './calendar.ts'
import { channelsPart } from './channels.ts'
import { featuresPart } from './features.ts'
import { growthPart } from './growth.ts'
import { lanesPart } from './lanes.ts'
import { marketPart } from './market.ts'
import { memoryPart } from './memory.ts'
import type { Part } from './part.ts'
import { queuePart } from './queue.ts'
import { racePart } from './race.ts'
import { resourcesPart } from './resources.ts'
import { scalePart } from './scale.ts'
import { startPart } from './startup.ts'
import { tradePart } from './trade.ts'
import { walletsPart } from './wallets.ts'
import { referencePart } from './yardstick.ts'

export const PARTS: readonly Part[] = [
  calendarPart,
  queuePart,
  marketPart,
  racePart,
  lanesPart,
  memoryPart,
  startPart,
  growthPart,
  featuresPart,
  resourcesPart,
  tradePart,
  walletsPart,
  channelsPart,
  referencePart,
  scalePart,
]

/**
 * The parts of these names, in the order of PARTS; without names all that are not extra, with `scale` the large market too.
 * Throws an Error that lists the known names at one that is not.
 */
export function partsNamed(names: readonly string[], { scale }: { readonly scale: boolean }): Part[] {
  const known = PARTS.map(({ name }) => name)
  for (const name of names) if (!known.includes(name)) throw new Error(unknownName('part', name, known))
  return PARTS.filter(
    ({ name, extra }) => names.includes(name) || (names.length === 0 && !extra) || (scale && name === scalePart.name),
  )
}
