/** The legend of a plot: one line with a sample of every band, curve and mark. */
import { BAND_OPACITY, COLORS } from './colors.ts'
import { SHAPES } from './marks.ts'
import type { Plot, Svg } from './plot.ts'

/** Pixels of a letter, about: a picture that is not on a page cannot be measured. */
export const LETTER = 6

/** Draws the legend under the title. */
export function legend(svg: Svg, { bands, curves, marks }: Required<Pick<Plot, 'bands' | 'curves' | 'marks'>>): void {
  const group = svg.append('g').attr('class', 'legend')
  let left = 8
  const entry = (label: string) => {
    const item = group.append('g').attr('transform', `translate(${left},33)`)
    item.append('text').attr('x', 20).attr('dy', '0.32em').attr('fill', 'currentColor').text(label)
    left += 34 + label.length * LETTER
    return item
  }
  for (const { label, color } of bands) {
    const box = entry(label).append('rect').attr('y', -5).attr('width', 15).attr('height', 10)
    box.attr('fill', COLORS[color]).attr('fill-opacity', BAND_OPACITY)
  }
  for (const { label, color } of curves)
    entry(label).append('path').attr('d', 'M0,0H15').attr('stroke', COLORS[color]).attr('stroke-width', 2)
  for (const { label, color, side } of marks) {
    entry(label)
      .append('path')
      .attr('d', SHAPES[side])
      .attr('fill', COLORS[color])
      .attr('transform', `translate(8,${side === 'above' ? 9 : -9})`)
  }
}
