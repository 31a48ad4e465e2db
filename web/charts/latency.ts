/** How long answers take, and how long they may take: quantiles of latency against the SLA of every class. */
import { drawPlot, type PlotOptions } from './plot.ts'

export interface Latencies {
  /** Seconds. */
  readonly time: Float64Array
  /** Seconds, of answered queries; NaN where none was answered. */
  readonly latency_p50: Float64Array
  readonly latency_p95: Float64Array
  readonly latency_p99: Float64Array
  /** Seconds, the whole run. */
  readonly until?: number
  /** Latest answer of each class, seconds. */
  readonly classes?: readonly { readonly name: string; readonly sla: number }[]
}

/** Median, 95th and 99th percentile in milliseconds on a logarithmic axis, with one level for each distinct SLA. */
export function latencyChart(latencies: Latencies, options: PlotOptions = {}): SVGSVGElement {
  const { time, until, classes = [] } = latencies
  const limits = Map.groupBy(classes, ({ sla }) => sla)
  return drawPlot(
    {
      label: 'latency',
      unit: 'ms, logarithmic',
      scale: 'log',
      time,
      until,
      curves: [
        { label: 'median', color: 'blue', values: milliseconds(latencies.latency_p50) },
        { label: '95 %', color: 'green', values: milliseconds(latencies.latency_p95) },
        { label: '99 %', color: 'orange', values: milliseconds(latencies.latency_p99) },
      ],
      levels: [...limits].map(([sla, members]) => ({
        label: `SLA ${members.map(({ name }) => name).join(', ')}`,
        color: 'ink',
        value: sla * 1000,
      })),
    },
    options,
  )
}

function milliseconds(seconds: Float64Array): Float64Array {
  return seconds.map(value => value * 1000)
}
