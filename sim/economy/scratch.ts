/** Scratch: working space that a thread allocates once, so that phases allocate nothing. */

/** Rows of the table of queries where portions of a tick are raced: small enough for the cache. */
export const PORTION = 512

/** Working space that holds nothing from one phase to the next. */
export interface Scratch {
  readonly open: Uint8Array
  readonly prices: Float64Array
  readonly alias: Uint32Array
}

/** Scratch for so many nodes and operators. */
export function scratchOf(nodes: number, operators: number): Scratch {
  return { open: new Uint8Array(nodes), prices: new Float64Array(operators), alias: new Uint32Array(nodes + 1) }
}
