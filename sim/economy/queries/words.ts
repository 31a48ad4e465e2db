/**
 * The random words of a race. Racer k of a query takes two: word 2 k draws which node it is, word 2 k + 1 how it answers;
 * spare words at the end are for draws that are refused. So a rule that adds racers leaves those of the others in place.
 */
import { kernelsOf } from '../kernels.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { blocksOf } from './race-tables.ts'

/** Queries whose words are drawn at once: they stay in the cache. */
export const ROWS = 512

/** Draws the words of queries `from` to `to`, at most ROWS, into the table of words, `from` first. */
export function drawWords(world: World, from: number, to: number): void {
  const { tables, tick } = world
  const { customer, index } = tables.queries
  const { drawRows } = kernelsOf(world)
  const first = 4 * from
  const rows = to - from
  const { byteOffset } = tables.words.word
  drawRows(
    rows,
    blocksOf(world.racers, tables.nodes.operator.length),
    index.byteOffset + first,
    16,
    customer.byteOffset + first,
    byteOffset,
    tick,
    PURPOSE.race,
  )
}
