/** Who is in the market: the number of operators, and when some came or went. */
import { max } from 'd3'
import { drawPlot, type PlotOptions } from './plot.ts'

export interface Operators {
  /** Seconds. */
  readonly time: Float64Array
  /** Operators in the market. */
  readonly operators: Float64Array
  /** Operators that came and went since the row before. */
  readonly entries: Float64Array
  readonly exits: Float64Array
  /** Seconds, the whole run. */
  readonly until?: number
}

/** Operators in the market, with a mark above the line for entries and one below for exits. */
export function operatorsChart(
  { time, operators, entries, exits, until }: Operators,
  options: PlotOptions = {},
): SVGSVGElement {
  return drawPlot(
    {
      label: 'operators',
      unit: 'number',
      time,
      until,
      curves: [{ label: 'in the market', color: 'ink', values: operators }],
      marks: [
        { label: 'entries', color: 'blue', counts: entries, values: operators, side: 'above' },
        { label: 'exits', color: 'orange', counts: exits, values: operators, side: 'below' },
      ],
      atLeast: Math.max(4, 1.25 * (max(operators) ?? 0)), // room for the marks
    },
    options,
  )
}
