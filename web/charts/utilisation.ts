/** How busy the network is: work over capacity of the operators in the market. */
import { drawPlot, type PlotOptions } from './plot.ts'

export interface Utilisation {
  /** Seconds. */
  readonly time: Float64Array
  /** Share. */
  readonly utilisation: Float64Array
  /** Seconds, the whole run. */
  readonly until?: number
}

/** Utilisation as a share, with the full capacity always on the axis. */
export function utilisationChart(data: Utilisation, options: PlotOptions = {}): SVGSVGElement {
  const { time, utilisation, until } = data
  const curves = [{ label: 'work over capacity', color: 'blue', values: utilisation }] as const
  const levels = [{ label: 'full', color: 'ink', value: 1 }] as const
  return drawPlot({ label: 'utilisation', unit: 'share', time, until, curves, levels }, options)
}
