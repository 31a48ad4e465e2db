/** Tallies are of one tick: they start at zero. */
import type { World } from '../world.ts'

export function clearTallies({ tables }: World): void {
  for (const tally of [tables.tally, tables.nodeTally, tables.classTally, tables.latencies])
    for (const column of Object.values(tally)) column.fill(0)
  tables.flows.tick.fill(0)
  tables.market.demandRate[0] = 0
}
