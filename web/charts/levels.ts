/** Levels of a plot: dashed lines at values that do not change with time, with their names along them. */
import { COLORS, type Color, LEVEL_DASHES, PAPER } from './colors.ts'
import { LETTER } from './legend.ts'
import type { Svg } from './plot.ts'

/** A prediction, a limit. */
export interface Level {
  readonly label: string
  readonly color: Color
  /** In the plot's unit. */
  readonly value: number
}

/** Pixels that a line of text needs. */
const TEXT = 12

interface Place {
  /** From the plot's unit to pixels. */
  readonly y: (value: number) => number
  readonly left: number
  readonly right: number
}

/** Draws the levels; a label that would cover the one above it moves to the left of that. */
export function drawLevels(svg: Svg, levels: readonly Level[], { y, left, right }: Place): void {
  const placed = levels
    .map(level => ({ ...level, at: y(level.value) }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at)
  for (const { color, at } of placed) {
    const line = svg.append('path').attr('class', 'level').attr('d', `M${left},${at}H${right}`)
    line.attr('stroke', COLORS[color]).attr('stroke-dasharray', LEVEL_DASHES).attr('stroke-width', 1.5)
  }
  let above = -Infinity
  let end = right
  for (const { label, color, at } of placed) {
    if (at - above >= TEXT) end = right
    above = at
    const start = end - label.length * LETTER
    if (start < left) continue
    const text = svg
      .append('text')
      .attr('class', 'level-label')
      .attr('x', end)
      .attr('y', at - 3)
    text.attr('text-anchor', 'end').attr('fill', COLORS[color]).text(label)
    // An outline in the colour of the paper keeps it readable on other lines.
    text.attr('stroke', PAPER).attr('stroke-width', 3).attr('paint-order', 'stroke')
    end = start - 10
  }
}
