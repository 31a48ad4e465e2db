/** Tables of figures as text, which fit a terminal of 120 columns. */
import type { Slope } from './slope.ts'
import type { Spread } from './spread.ts'
import type { Figure } from './timing.ts'

/** Lines of cells under each other, the first column to the left, the others to the right. */
export function align(lines: readonly (readonly string[])[]): string {
  const columns = Math.max(...lines.map(line => line.length))
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...lines.map(line => (line[at] ?? '').length)))
  const pad = (cell: string, at: number) => (at === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[at]))
  return lines.map(line => line.map(pad).join('  ').trimEnd()).join('\n')
}

/** Figures line by line: what they are, their spread and, for costs in nanoseconds, millions a second at the median. */
export function figureTable(figures: readonly Figure[]): string {
  const header = ['', 'unit', 'min', 'median', 'interval', 'max', 'million/s']
  return align([
    header,
    ...figures.map(({ name, unit, min, median, interval, max }) => [
      name,
      unit,
      ...[digits(min), digits(median), between(interval), digits(max)],
      unit.startsWith('ns/') ? digits(1000 / median) : '',
    ]),
  ])
}

/** Three digits, four before the point where there are more. */
export function digits(value: number): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size >= 100_000 || size < 0.0001) return value.toExponential(2)
  return size >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

/** `1.52 (1.48 to 1.55)`. */
export function withInterval({ median, interval }: Spread): string {
  return `${digits(median)} (${between(interval)})`
}

/** `1.002 +- 0.004 (0.989 to 1.015)`. */
export function slopeText({ slope, error, interval: [low, high] }: Slope): string {
  return `${slope.toFixed(3)} +- ${error.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`
}

/** `10,000`. */
export function whole(value: number): string {
  return value.toLocaleString('en')
}

function between([low, high]: readonly [number, number]): string {
  return `${digits(low)} to ${digits(high)}`
}
