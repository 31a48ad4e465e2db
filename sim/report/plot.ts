/**
 * Small pictures for a terminal: a median within its quartiles, and a filled curve from zero. Every picture is 11 lines of
 * 64 cells with the scale at the left and time below; its first line says what is drawn, in which unit.
 */
import { niceStep } from './ticks.ts'

const WIDTH = 64
/** Odd, so that the middle of the scale has a line of its own. */
const HEIGHT = 11
const LABEL = 12
const EIGHTHS = ' ▁▂▃▄▅▆▇█'

/** Curves over a common time, all of the same length; NaN where there is no value. */
export interface Band {
  readonly title: string
  /** Seconds, ascending. */
  readonly time: Float64Array
  readonly low: Float64Array
  readonly middle: Float64Array
  readonly high: Float64Array
}

export interface Area {
  readonly title: string
  /** Seconds, ascending. */
  readonly time: Float64Array
  /** Not negative. */
  readonly value: Float64Array
}

/** The middle as half blocks over a shaded band; without any value a line that says so. */
export function bandPlot({ title, time, low, middle, high }: Band): string[] {
  const [lows, middles, highs] = [low, middle, high].map(resampled)
  const [bottom, top] = niceRange([...lows, ...middles, ...highs].filter(value => !Number.isNaN(value)))
  if (Number.isNaN(bottom)) return [`${title}: no value`]
  /** Lines from the top; whole numbers are the centres of cells. */
  const line = (value: number) => ((top - value) / (top - bottom)) * (HEIGHT - 1)
  const cell = (row: number, x: number) => {
    const at = line(middles[x])
    if (Math.round(at) === row) return at < row ? '▀' : '▄'
    return row > line(highs[x]) - 0.5 && row < line(lows[x]) + 0.5 ? '░' : ' '
  }
  return framed(title, time, [bottom, top], cell)
}

/** The space between zero and the value, filled to an eighth of a line; without any value a line that says so. */
export function areaPlot({ title, time, value }: Area): string[] {
  const values = resampled(value)
  const [, top] = niceRange([0, ...values.filter(v => !Number.isNaN(v))])
  if (!values.some(v => !Number.isNaN(v))) return [`${title}: no value`]
  const cell = (row: number, x: number) => {
    const filled = (values[x] / top) * (HEIGHT - 1) + 0.5 - (HEIGHT - 1 - row) // of this cell, whose centre is its value
    return Number.isNaN(filled) ? ' ' : EIGHTHS[Math.round(Math.min(1, Math.max(0, filled)) * 8)]
  }
  return framed(title, time, [0, top], cell)
}

function framed(
  title: string,
  time: Float64Array,
  [bottom, top]: readonly [number, number],
  cell: (row: number, x: number) => string,
): string[] {
  const labels = new Map([
    [0, top],
    [(HEIGHT - 1) / 2, (bottom + top) / 2],
    [HEIGHT - 1, bottom],
  ])
  const lines = Array.from({ length: HEIGHT }, (_, row) => {
    const label = labels.get(row)
    const cells = Array.from({ length: WIDTH }, (_, x) => cell(row, x)).join('')
    return `${(label === undefined ? '' : short(label)).padStart(LABEL)} ${label === undefined ? '│' : '┤'}${cells}`.trimEnd()
  })
  return [title, ...lines, ...timeAxis(time)]
}

const SCALES: readonly (readonly [number, string])[] = [
  [2 * 86400, 'days'],
  [2 * 3600, 'h'],
  [120, 'min'],
  [0, 's'],
]
const SECONDS: Readonly<Record<string, number>> = { days: 86400, h: 3600, min: 60, s: 1 }

function timeAxis(time: Float64Array): string[] {
  const first = time[0]
  const last = time[time.length - 1]
  const unit = SCALES.find(([least]) => last >= least)?.[1] ?? 's'
  const [from, middle, to] = [first, (first + last) / 2, last].map(seconds => short(seconds / SECONDS[unit]))
  const half = WIDTH / 2
  const labels = from.padEnd(half - middle.length) + middle + `${to} ${unit}`.padStart(half)
  return [`${' '.repeat(LABEL)} └${'─'.repeat(half - 1)}┴${'─'.repeat(half - 1)}┘`, ' '.repeat(LABEL + 2) + labels]
}

/** A number on a scale: three significant digits, no zeros behind them. */
function short(value: number): string {
  return `${Number(value.toPrecision(3))}`
}

/** WIDTH means of neighbouring values; a value is repeated where there are fewer. */
function resampled(values: Float64Array): Float64Array {
  return Float64Array.from({ length: WIDTH }, (_, x) => {
    const from = Math.floor((x * values.length) / WIDTH)
    const to = Math.max(from + 1, Math.floor(((x + 1) * values.length) / WIDTH))
    const known = values.subarray(from, to).filter(value => !Number.isNaN(value))
    return known.reduce((sum, value) => sum + value, 0) / known.length
  })
}

/** Round numbers at or beyond the ends of `values`, never equal; NaN when there are none. */
function niceRange(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [NaN, NaN]
  const low = Math.min(...values)
  const high = Math.max(...values)
  const step = niceStep((high - low || Math.abs(high) || 1) / 4)
  const bottom = Math.floor(low / step) * step
  const top = Math.ceil(high / step) * step
  return top > bottom ? [bottom, top] : [bottom, bottom + step]
}
