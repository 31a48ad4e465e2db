/**
 * The random words of a race. Racer k of a query takes two: word 2 k draws which node it is, word 2 k + 1 how it answers;
 * spare words at the end are for draws that are refused. So a rule that adds racers leaves those of the others in place.
 */
import { blocksOfRows } from '../../engine/random.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'

/** Queries whose words are drawn at once: they stay in the cache. */
export const ROWS = 512

/** Blocks of four words that a query takes: two spare words or more, and four more where nodes are few and often taken. */
function blocksOf({ racers, tables }: World): number {
  const few = tables.nodes.operator.length < 8 * racers
  return Math.ceil((2 * racers + (few ? 6 : 2)) / 4)
}

/** Words that a query takes. */
export const widthOf = (world: World) => 4 * blocksOf(world)

/** Draws the words of queries `from` to `to`, at most ROWS, into the world's scratch, `from` first. */
export function drawWords(world: World, from: number, to: number): void {
  const { tables, key, tick, scratch } = world
  const { customer, index } = tables.queries
  blocksOfRows(scratch.words, blocksOf(world), key, index, 16, customer, from, to, tick, PURPOSE.race)
}
