/** Scratch: working space that a thread allocates once, so that phases allocate nothing. */

/** Rows of the table of queries where portions of a tick are raced: small enough for the cache. */
export const PORTION = 512

/** Random words drawn at once for a portion: the 40 of a query with 16 racers. */
const MOST_WORDS = 40 * PORTION

/** Working space that holds nothing from one phase to the next. */
export interface Scratch {
  readonly open: Uint8Array
  readonly prices: Float64Array
  readonly alias: Uint32Array
  /** Customers who ask, what they can spend, their round of queries, its words; by class, queries for the legacy provider. */
  readonly askers: Uint32Array
  readonly purses: Float64Array
  readonly rounds: Uint32Array
  readonly arrivals: Int32Array
  readonly outside: Float64Array
  /** Random words of the queries at hand, and queries that need a second, slower look. */
  readonly words: Int32Array
  readonly again: Uint32Array
}

/** Scratch for so many nodes, operators and classes. */
export function scratchOf(nodes: number, operators: number, classes: number): Scratch {
  return {
    open: new Uint8Array(nodes),
    prices: new Float64Array(operators),
    alias: new Uint32Array(nodes + 1),
    words: new Int32Array(MOST_WORDS),
    askers: new Uint32Array(PORTION),
    purses: new Float64Array(PORTION),
    rounds: new Uint32Array(PORTION),
    arrivals: new Int32Array(4 * PORTION),
    outside: new Float64Array(classes),
    again: new Uint32Array(PORTION),
  }
}
