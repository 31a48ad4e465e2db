/** Tallies are of one tick: they start at zero, and what follows from them is summed up after the races. */
import type { World } from '../world.ts'
import { SIZE } from './outcome.ts'

export function clearTallies({ tables }: World): void {
  for (const tally of [tables.tally, tables.nodeTally, tables.offerTally, tables.classTally, tables.latencies])
    for (const column of Object.values(tally)) column.fill(0)
  tables.flows.tick.fill(0)
}

/** Answers, work and effort of every node, from what it served of each class. */
export function sumTallies({ tables, classes, sizes }: World): void {
  const { answered, sized } = tables.offerTally
  const offers = tables.offers
  const { work, effort } = tables.nodeTally
  for (let i = 0; i < work.length; i++) {
    for (let row = i * classes; row < (i + 1) * classes; row++) {
      tables.nodeTally.answered[i] += answered[row]
      if (!sizes) sized[row] += answered[row] * SIZE
      work[i] += (sized[row] / SIZE) * offers.work[row]
      effort[i] += (sized[row] / SIZE) * offers.effort[row]
    }
  }
}
