/** Linear programs, and who solves them. */

/** Maximise `gain · x`, rows equal to `balance`, each x in `lower` … `upper` (Infinity: no bound). Columns lie one by one. */
export interface LinearProgram {
  readonly gain: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly balance: Float64Array
  /** Entries of column k: rows `row` and coefficients `factor` from `start[k]` up to `start[k + 1]`. */
  readonly start: Int32Array
  readonly row: Int32Array
  readonly factor: Float64Array
}

/** Which columns, and rows, are free to move: `BASIC` as many as there are rows, the others at a bound. */
export interface Basis {
  readonly columns: Int32Array
  readonly rows: Int32Array
}
export const AT_LOWER = 0
export const BASIC = 1
export const AT_UPPER = 2

/** A best point, and the duals of its rows: what the maximum gains by one more unit of `balance`. */
export interface Optimum {
  readonly x: Float64Array
  readonly dual: Float64Array
  readonly basis: Basis
}

/** Solves, at once. */
export interface Solver {
  /**
   * The optimum; undefined where no point meets all, or the gain has no bound. It begins at `basis`, which has to meet all,
   * where one is given. Throws an `Error` where it fails.
   */
  solve(program: LinearProgram, basis?: Basis): Optimum | undefined
}

/** By how much a bound, a balance or the sign of a dual may be missed, in the program's own units. */
export const TOLERANCE = 1e-9
