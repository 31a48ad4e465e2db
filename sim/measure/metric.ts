/**
 * A metric: declared once with name, unit and sentence, read by the recorder, the report and the dashboard. A value is
 * a ratio of two numbers of a tick, so that means over ticks weigh each tick by its denominator: the mean latency of a
 * run is that of its queries, not of its ticks.
 */
export interface Metric<W> {
  readonly name: string
  readonly unit: string
  readonly doc: string
  /** Numerator and denominator of the tick; a denominator of 0 says that the metric has no value in it. */
  readonly numerator: (world: W) => number
  readonly denominator: (world: W) => number
  /** Whether it has a column in ticks.csv; others are only in the summary. */
  readonly column: boolean
}

const one = () => 1

/** A metric that has a value in every tick. NaN says that it has none in this one. */
export function level<W>(name: string, unit: string, doc: string, value: (world: W) => number): Metric<W> {
  return { name, unit, doc, numerator: value, denominator: one, column: true }
}

/** A metric that is a ratio of sums over ticks. */
export function ratio<W>(
  name: string,
  unit: string,
  doc: string,
  numerator: (world: W) => number,
  denominator: (world: W) => number,
): Metric<W> {
  return { name, unit, doc, numerator, denominator, column: true }
}
