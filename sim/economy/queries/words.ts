/**
 * The random words of a race. Racer k of a query takes two: word 2 k draws which node it is, word 2 k + 1 how it answers;
 * spare words at the end are for draws that are refused. So a rule that adds racers leaves those of the others in place.
 */
import { blocksOfRows } from '../../engine/random.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'

/** Queries whose words are drawn at once: they stay in the cache. */
export const ROWS = 512

/** Blocks of four words that a query of `racers` nodes takes, two spare words or more included. */
const blocksOf = (racers: number) => Math.ceil((2 * racers + 2) / 4)

/** Words that a query takes. */
export const widthOf = (racers: number) => 4 * blocksOf(racers)

/** Draws the words of queries `from` to `to`, at most ROWS, into the world's scratch, `from` first. */
export function drawWords({ tables, key, tick, racers, scratch }: World, from: number, to: number): void {
  const { customer, index } = tables.queries
  blocksOfRows(scratch.words, blocksOf(racers), key, index, 16, customer, from, to, tick, PURPOSE.race)
}
