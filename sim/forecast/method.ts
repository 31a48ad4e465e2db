/**
 * Methods of forecasting. A method is a function of its parameters alone and follows any number of series at once, a row
 * each: what it has learned of them is in the columns that it is handed. A value is taken in as its time ends; `seen`
 * counts those that have been.
 */

/** Columns of series that one method follows. Rows `first` to before `first + count` are its own. */
export interface Series {
  /** Last value of each. */
  readonly value: Float64Array
  /** What is expected of the next; before any value, what is known beforehand. */
  readonly expected: Float64Array
  /** What the method has learned, from `base` on. */
  readonly state: Float64Array
  readonly base: number
  readonly first: number
  readonly count: number
}

export interface Method {
  /** Numbers of state that a series takes. */
  readonly size: number
  /** Takes in the values of rows `from` to before `to`, each the value after `seen` others, and expects the next. */
  observe(series: Series, seen: number, from: number, to: number): void
  /** What `row` is expected to be after `seen` values and `steps` more: 0 is the next. */
  ahead(series: Series, seen: number, row: number, steps: number): number
  /** Writes what `row` is expected to be 0 to before `steps` steps after the next into `path`. */
  follow(series: Series, seen: number, row: number, steps: number, path: Float64Array): void
}

/** A method that looks at each step ahead for itself. */
export function stepwise(method: Omit<Method, 'follow'>): Method {
  return {
    ...method,
    follow(series, seen, row, steps, path) {
      for (let step = 0; step < steps; step++) path[step] = method.ahead(series, seen, row, step)
    },
  }
}

/**
 * Moves what is expected to the mean of all values so far, what was known beforehand counted as one of them: where a
 * method has seen too little for its own rule.
 */
export function expectMean({ value, expected }: Series, seen: number, from: number, to: number): void {
  const weight = 1 / (seen + 2)
  for (let i = from; i < to; i++) expected[i] += weight * (value[i] - expected[i])
}
