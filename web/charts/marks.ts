/** Marks of a plot: small triangles above or below a curve where something happened, with the number in a tooltip. */
import { COLORS, type Color } from './colors.ts'
import type { Svg } from './plot.ts'

export interface Marks {
  readonly label: string
  readonly color: Color
  /** How many there were since the row before. */
  readonly counts: Float64Array
  /** In the plot's unit: the curve that the marks are on. */
  readonly values: Float64Array
  readonly side: 'above' | 'below'
}

export const SHAPES = { above: 'M0,-4l5,-9h-10z', below: 'M0,4l5,9h-10z' } as const

/** Pixels that share one mark: closer ones could not be told apart. */
const SPACING = 11

/** Draws one mark for all that happened within a few pixels. `at` is the pixel of a row. */
export function drawMarks(
  svg: Svg,
  marks: Marks,
  { at, y }: { at: (row: number) => number; y: (value: number) => number },
): void {
  const { label, color, counts, values, side } = marks
  const group = svg.append('g').attr('class', 'marks').attr('fill', COLORS[color])
  let row = 0
  while (row < counts.length) {
    if (!(counts[row] > 0)) {
      row++
      continue
    }
    const first = row
    let sum = 0
    for (; row < counts.length && at(row) < at(first) + SPACING; row++) sum += counts[row] || 0
    const mark = group.append('path').attr('d', SHAPES[side])
    mark.attr('transform', `translate(${at(first)},${y(Number.isFinite(values[first]) ? values[first] : 0)})`)
    mark.append('title').text(`${label}: ${sum}`)
  }
}
