/** How busy the network is: work over capacity of the operators in the market. */
import { max } from 'd3'
import { drawPlot, type PlotOptions } from './plot.ts'

export interface Utilisation {
  /** Seconds. */
  readonly time: Float64Array
  /** Share. */
  readonly utilisation: Float64Array
  /** Seconds, the whole run. */
  readonly until?: number
}

/** Utilisation in percent, from zero to what there was; full capacity is marked once half of it is used. */
export function utilisationChart(data: Utilisation, options: PlotOptions = {}): SVGSVGElement {
  const { time, utilisation, until } = data
  const curves = [
    { label: 'work over capacity', color: 'blue', values: utilisation.map(share => share * 100) },
  ] as const
  const levels = (max(utilisation) ?? 0) > 0.5 ? ([{ label: 'full', color: 'ink', value: 100 }] as const) : []
  return drawPlot({ label: 'utilisation', unit: '% of capacity', time, until, curves, levels }, options)
}
