/**
 * Methods of forecasting: each follows any number of series, a row each, in typed columns. A method is a function of its
 * parameters alone; what it has learned of a series is in the columns that it is handed.
 */
export interface Method {
  /** Numbers that a method keeps of `rows` series, besides what it expects of each next. */
  readonly size: (rows: number) => number
  /**
   * Takes in the values that series `from` to before `to` have had, the first of them or after `seen` others, and says in
   * `expected` what comes next.
   */
  observe(
    value: Float64Array,
    expected: Float64Array,
    state: Float64Array,
    seen: number,
    from: number,
    to: number,
  ): void
  /** What series `row` is expected to be `steps` after the next value, after `seen` values. */
  ahead(expected: Float64Array, state: Float64Array, seen: number, row: number, steps: number): number
}
