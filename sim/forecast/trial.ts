/** Series for tests: columns of their own, values one after the other. */
import type { Method, Series } from './method.ts'

/** Columns of `count` series, among those of others: rows before and after, and state before. */
export function seriesOf(method: Method, count = 1, known = 0): Series & { readonly value: Float64Array } {
  const first = 2
  const base = 5
  return {
    value: new Float64Array(first + count + 1),
    expected: new Float64Array(first + count + 1).fill(known),
    state: new Float64Array(base + count * method.size + 3),
    base,
    first,
    count,
  }
}

/** What the method expected of each value of a series before it came, `known` of the first; and the series as it ends. */
export function followed(method: Method, values: ArrayLike<number>, known = 0) {
  const series = seriesOf(method, 1, known)
  const { value, expected, first } = series
  const forecasts: number[] = []
  for (let n = 0; n < values.length; n++) {
    forecasts.push(expected[first])
    value[first] = values[n]
    method.observe(series, n, first, first + 1)
  }
  /** What it expects after the series, `steps` after the next. */
  const ahead = (steps: number) => method.ahead(series, values.length, first, steps)
  return { forecasts, ahead, series }
}
