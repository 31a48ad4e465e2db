/**
 * A scatter plot as a picture: points with their names and 95 % intervals in both directions, curves between them, and straight
 * lines across. Drawn as data, for light and for dark paper.
 */
import { figure, shortened } from './figures.ts'
import { type Box, labelShapes } from './labels.ts'
import { pixels, type Shape, shape, svgFile } from './svg.ts'
import { ticksOf } from './ticks.ts'

/** Pixels. */
const WIDTH = 760
const HEIGHT = 500
export const SCATTER_SIZE = { width: WIDTH, height: HEIGHT }
const MARGIN = { top: 58, right: 26, bottom: 62, left: 82 }
const DOT = 5
const CAP = 4
/** What is left free around everything that is drawn, as a share of it. */
const ROOM = 0.07

/** After the palette of Okabe and Ito, dark enough for white paper and light enough for black: told apart with every kind of colour vision. */
const COLORS = ['#1f83c4', '#d9702a', '#149e78', '#b863a0', '#a58a2f', '#5667c4', '#d64541', '#7a8594']

/** A value with its 95 % interval, whose ends are NaN where it is not known. */
export interface Estimate {
  readonly mean: number
  readonly low: number
  readonly high: number
}

export interface Point {
  /** Empty: without a label. */
  readonly name: string
  readonly x: Estimate
  readonly y: Estimate
  /** Points and curves of one family have one colour. */
  readonly family?: string
  /** Drawn as a ring: less than the others, such as what another dominates. */
  readonly hollow?: boolean
}

/** A line from point to point; NaN breaks it. */
export interface Curve {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly family?: string
}

/** A straight line across the whole plot, at a value of x or of y. */
export type Rule = { readonly name: string } & ({ readonly x: number } | { readonly y: number })

export interface Axis {
  /** What is measured, in words. */
  readonly title: string
  /** '1' or empty: a pure number. */
  readonly unit: string
  /** Where values must end: the axis goes no farther. */
  readonly least?: number
  readonly most?: number
}

export interface Scatter {
  readonly title: string
  /** A sentence under the title. */
  readonly note?: string
  readonly x: Axis
  readonly y: Axis
  /** Those without a finite mean are left out. */
  readonly points: readonly Point[]
  readonly curves?: readonly Curve[]
  readonly rules?: readonly Rule[]
}

/** Colours of the background and of what is written on it. */
export interface ScatterOptions {
  readonly paper?: string
  readonly ink?: string
}

/** The file of a scatter plot. */
export function scatterFile(scatter: Scatter, options?: ScatterOptions): string {
  const picture = scatterPlot(scatter, options)
  return svgFile({ ...picture, content: [shape('title', {}, scatter.title), ...picture.content] })
}

/** The root element of a scatter plot. */
export function scatterPlot(scatter: Scatter, options: ScatterOptions = {}): Shape & { readonly content: Shape[] } {
  const { paper = '#ffffff', ink = '#1c2026' } = options
  const plot = placed(scatter)
  const frame = {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
    'aria-label': `${scatter.title}: ${axisText(scatter.y)} against ${axisText(scatter.x)}`,
    'font-family': 'system-ui, sans-serif',
    'font-size': 12,
    fill: ink,
  }
  const content = [
    shape('rect', { width: '100%', height: '100%', fill: paper }),
    shape('text', { x: 14, y: 24, 'font-size': 15, 'font-weight': 700 }, scatter.title),
    shape('text', { x: 14, y: 43, 'fill-opacity': 0.75 }, scatter.note ?? ''),
    ...axisShapes(plot, ink),
    ...ruleShapes(plot, ink),
    ...plot.curves.map(curve => curveShape(curve, plot)),
    ...plot.points.map(point => pointShape(point, plot, paper)),
    ...nameShapes(plot, paper, ink),
  ]
  return { tag: 'svg', attributes: frame, content }
}

/** A scatter with its scales, from values to pixels. */
interface Plot extends Required<Omit<Scatter, 'note'>> {
  readonly across: Scale
  readonly down: Scale
  readonly colorOf: (family: string | undefined) => string
}

interface Scale {
  readonly low: number
  readonly high: number
  readonly at: (value: number) => number
}

function placed({ title, x, y, points, curves = [], rules = [] }: Scatter): Plot {
  const drawn = points.filter(point => Number.isFinite(point.x.mean) && Number.isFinite(point.y.mean))
  const families = [...new Set([...curves, ...drawn].map(({ family }) => family ?? ''))]
  const at = (axis: 'x' | 'y') => [
    ...drawn.flatMap(point => [point[axis].low, point[axis].mean, point[axis].high]),
    ...curves.flatMap(curve => curve[axis]),
    ...rules.flatMap(rule => ('x' in rule ? (axis === 'x' ? rule.x : []) : axis === 'y' ? rule.y : [])),
  ]
  return {
    title,
    x,
    y,
    points: drawn,
    curves,
    rules,
    across: scale(at('x'), x, [MARGIN.left, WIDTH - MARGIN.right]),
    down: scale(at('y'), y, [HEIGHT - MARGIN.bottom, MARGIN.top]),
    colorOf: (family = '') => COLORS[families.indexOf(family) % COLORS.length],
  }
}

function scale(
  values: readonly number[],
  { least = -Infinity, most = Infinity }: Axis,
  [from, to]: readonly [number, number],
): Scale {
  const known = values.filter(Number.isFinite)
  const [bottom, top] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)]
  const room = ROOM * (top - bottom) || ROOM * Math.abs(top) || 1
  // Where values must end a little of the room is left, so that a point at the end is whole.
  const low = Math.max(bottom - room, Math.min(least, bottom) - room / 4)
  const high = Math.min(top + room, Math.max(most, top) + room / 4)
  return { low, high, at: value => from + ((value - low) / (high - low)) * (to - from) }
}

/** Ticks are round numbers: all their digits are written, but for thousands. */
const tickText = (value: number) => (Math.abs(value) >= 1e4 ? shortened(value) : `${value}`)

const axisText = ({ title, unit }: Axis) => (unit === '' || unit === '1' ? title : `${title} (${unit})`)

function axisShapes({ x, y, across, down }: Plot, ink: string): Shape[] {
  const [left, right] = [MARGIN.left, WIDTH - MARGIN.right]
  const [top, bottom] = [MARGIN.top, HEIGHT - MARGIN.bottom]
  const line = (d: string, opacity: number) =>
    shape('path', { d, stroke: ink, 'stroke-opacity': opacity, 'stroke-width': 1, fill: 'none' })
  const upright = (title: string) => {
    const middle = pixels((top + bottom) / 2)
    return shape('text', { transform: `translate(20,${middle}) rotate(-90)`, 'text-anchor': 'middle' }, title)
  }
  return [
    ...ticksOf(across.low, across.high, 8).flatMap(value => {
      const at = pixels(across.at(value))
      return [
        line(`M${at},${top}V${bottom}`, 0.1),
        shape('text', { x: at, y: bottom + 18, 'text-anchor': 'middle' }, tickText(value)),
      ]
    }),
    ...ticksOf(down.low, down.high, 8).flatMap(value => {
      const at = pixels(down.at(value))
      return [
        line(`M${left},${at}H${right}`, 0.1),
        shape('text', { x: left - 8, y: pixels(at + 4), 'text-anchor': 'end' }, tickText(value)),
      ]
    }),
    line(`M${left},${top}V${bottom}H${right}`, 0.6),
    shape('text', { x: pixels((left + right) / 2), y: HEIGHT - 16, 'text-anchor': 'middle' }, axisText(x)),
    upright(axisText(y)),
  ]
}

function ruleShapes({ rules, across, down }: Plot, ink: string): Shape[] {
  return rules.map(rule => {
    const d =
      'x' in rule
        ? `M${pixels(across.at(rule.x))},${MARGIN.top}V${HEIGHT - MARGIN.bottom}`
        : `M${MARGIN.left},${pixels(down.at(rule.y))}H${WIDTH - MARGIN.right}`
    const look = { stroke: ink, 'stroke-opacity': 0.55, 'stroke-dasharray': '6 4', 'stroke-width': 1.25 }
    return shape('path', { class: 'rule', d, ...look }, [shape('title', {}, rule.name)])
  })
}

function curveShape({ name, x, y, family }: Curve, { across, down, colorOf }: Plot): Shape {
  let d = ''
  let pen = 'M'
  for (const [i, value] of x.entries()) {
    const known = Number.isFinite(value) && Number.isFinite(y[i])
    if (known) d += `${pen}${pixels(across.at(value))},${pixels(down.at(y[i]))}`
    pen = known ? 'L' : 'M'
  }
  const look = { fill: 'none', stroke: colorOf(family), 'stroke-width': 1.75, 'stroke-linejoin': 'round' }
  return shape('path', { class: 'curve', d, ...look }, [shape('title', {}, name)])
}

function pointShape({ name, x, y, family, hollow = false }: Point, plot: Plot, paper: string): Shape {
  const { across, down, colorOf } = plot
  const color = colorOf(family)
  const [cx, cy] = [pixels(across.at(x.mean)), pixels(down.at(y.mean))]
  const whiskers = [
    ...(known(x)
      ? [`M${pixels(across.at(x.low))},${cy}H${pixels(across.at(x.high))}`].concat(
          [x.low, x.high].map(end => `M${pixels(across.at(end))},${pixels(cy - CAP)}v${2 * CAP}`),
        )
      : []),
    ...(known(y)
      ? [`M${cx},${pixels(down.at(y.low))}V${pixels(down.at(y.high))}`].concat(
          [y.low, y.high].map(end => `M${pixels(cx - CAP)},${pixels(down.at(end))}h${2 * CAP}`),
        )
      : []),
  ].join('')
  return shape('g', { class: 'point', stroke: color, 'stroke-width': 1.5 }, [
    shape(
      'title',
      {},
      `${name === '' ? '' : `${name}: `}${axisText(plot.x)} ${told(x)}, ${axisText(plot.y)} ${told(y)}`,
    ),
    ...(whiskers === '' ? [] : [shape('path', { d: whiskers, fill: 'none' })]),
    shape('circle', { cx, cy, r: DOT, fill: hollow ? paper : color }),
  ])
}

const known = ({ low, high }: Estimate) => Number.isFinite(low) && Number.isFinite(high)

const told = (value: Estimate) =>
  known(value) ? `${figure(value.mean)} (${figure(value.low)} to ${figure(value.high)})` : figure(value.mean)

/** Names of points, at the ends of curves and of straight lines, none over another or over a point. */
function nameShapes({ points, curves, rules, across, down, colorOf }: Plot, paper: string, ink: string): Shape[] {
  const frame = {
    x: MARGIN.left + 2,
    y: MARGIN.top,
    width: WIDTH - MARGIN.left - MARGIN.right - 2,
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  }
  const dots: Box[] = points.map(({ x, y }) => ({
    x: across.at(x.mean) - DOT,
    y: down.at(y.mean) - DOT,
    width: 2 * DOT,
    height: 2 * DOT,
  }))
  const whiskers = points.flatMap(({ x, y }, i): Box[] => [
    ...(known(x) ? [{ ...dots[i], x: across.at(x.low), width: across.at(x.high) - across.at(x.low) }] : []),
    ...(known(y) ? [{ ...dots[i], y: down.at(y.high), height: down.at(y.low) - down.at(y.high) }] : []),
  ])
  const names = [
    ...points.map(({ name, x, y }) => ({ name, x: across.at(x.mean), y: down.at(y.mean), color: ink })),
    ...curves.map(curve => {
      const last = curve.x.findLastIndex((value, i) => Number.isFinite(value) && Number.isFinite(curve.y[i]))
      const end = { x: across.at(curve.x[last] ?? NaN), y: down.at(curve.y[last] ?? NaN) }
      return { name: curve.name, ...end, color: colorOf(curve.family) }
    }),
    ...rules.map(rule => ({
      name: rule.name,
      x: 'x' in rule ? across.at(rule.x) : frame.x + frame.width,
      y: 'x' in rule ? frame.y : down.at(rule.y),
      color: ink,
    })),
  ].filter(({ name, x }) => name !== '' && Number.isFinite(x))
  return labelShapes(names, { frame, taken: dots, avoided: whiskers }, { paper, ink })
}
