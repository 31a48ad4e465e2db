/**
 * The plot that the charts of the dashboard are made of: bands, curves, levels and marks over time, with axes and a
 * legend. Data come as columns, a row for each time; whatever is NaN is left out, and breaks the line it belongs to.
 */
import { area, line, range, type Selection, scaleLinear, scaleLog, select } from 'd3'
import { axes } from './axes.ts'
import { BAND_OPACITY, COLORS, type Color } from './colors.ts'
import { legend } from './legend.ts'
import { drawLevels, type Level } from './levels.ts'
import { drawMarks, type Marks } from './marks.ts'
import { timeUnit } from './time-axis.ts'

export interface Curve {
  readonly label: string
  readonly color: Color
  /** In the plot's unit. */
  readonly values: Float64Array
}

/** The area between two columns. */
export interface Band {
  readonly label: string
  readonly color: Color
  readonly low: Float64Array
  readonly high: Float64Array
}

export interface Plot {
  readonly label: string
  readonly unit: string
  /** Seconds, ascending. */
  readonly time: Float64Array
  /** Seconds, right end of the axis; the last time when it is left out. */
  readonly until?: number | undefined
  readonly bands?: readonly Band[]
  readonly curves: readonly Curve[]
  readonly levels?: readonly Level[]
  readonly marks?: readonly Marks[]
  /** The vertical axis: from zero (the default), or logarithmic. */
  readonly scale?: 'linear' | 'log'
  /** The vertical axis reaches at least up to here. */
  readonly atLeast?: number
}

export interface PlotOptions {
  readonly width?: number
  readonly height?: number
  /** Where elements are made; the page's own when it is left out. */
  readonly document?: Document
}

export type Svg = Selection<SVGSVGElement, unknown, null, undefined>

export const MARGIN = { top: 46, right: 14, bottom: 36, left: 58 }

/** Draws a plot as a detached SVG. */
export function drawPlot(plot: Plot, options: PlotOptions = {}): SVGSVGElement {
  const { width = 640, height = 240, document: owner = document } = options
  const { label, unit, time, bands = [], curves, levels = [], marks = [] } = plot
  const clock = timeUnit(plot.until ?? time.at(-1) ?? 1)
  const end = (plot.until ?? time.at(-1) ?? 1) / clock.seconds
  const x = scaleLinear([0, end], [MARGIN.left, width - MARGIN.right])
  const y = vertical(plot, [height - MARGIN.bottom, MARGIN.top])
  const at = (i: number) => x(time[i] / clock.seconds)
  const rows = range(time.length)

  const svg = select(owner.createElementNS('http://www.w3.org/2000/svg', 'svg'))
    .attr('viewBox', `0 0 ${width} ${height}`)
    .attr('role', 'img')
    .attr('aria-label', `${label}, ${unit}, by time`)
    .attr('font-family', 'system-ui, sans-serif')
    .attr('font-size', 11)
  const title = svg.append('text').attr('x', 8).attr('y', 16).attr('font-size', 13).attr('font-weight', 600)
  title.attr('fill', 'currentColor').text(`${label} (${unit})`)
  axes(svg, { x, y, width, height, clock: clock.name })
  legend(svg, { bands, curves, marks })

  for (const { color, low, high } of bands) {
    const shape = area<number>(
      at,
      i => y(low[i]),
      i => y(high[i]),
    )
    const d = shape.defined(i => Number.isFinite(y(low[i])) && Number.isFinite(y(high[i])))(rows)
    svg.append('path').attr('class', 'band').attr('d', d).attr('fill', COLORS[color]).attr('fill-opacity', BAND_OPACITY)
  }
  drawLevels(svg, levels, { y, left: MARGIN.left, right: width - MARGIN.right })
  for (const { color, values } of curves) {
    const d = line<number>(at, i => y(values[i])).defined(i => Number.isFinite(y(values[i])))(rows)
    const path = svg.append('path').attr('class', 'curve').attr('d', d).attr('fill', 'none')
    path
      .attr('stroke', COLORS[color])
      .attr('stroke-width', 1.75)
      .attr('stroke-linejoin', 'round')
      .attr('stroke-linecap', 'round')
  }
  for (const one of marks) drawMarks(svg, one, { at, y })
  return svg.node()!
}

/** The vertical scale over everything that will be drawn. */
function vertical({ bands = [], curves, levels = [], scale = 'linear', atLeast = 0 }: Plot, pixels: [number, number]) {
  const columns = [...bands.flatMap(band => [band.low, band.high]), ...curves.map(({ values }) => values)]
  columns.push(Float64Array.from(levels, ({ value }) => value))
  let low = Infinity
  let high = atLeast
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]
      if (value > high && value < Infinity) high = value
      if (value > 0 && value < low) low = value
    }
  }
  high ||= 1
  return scale === 'log'
    ? scaleLog([Math.min(low, high / 10) * 0.8, high * 1.25], pixels)
    : scaleLinear([0, high], pixels).nice()
}
