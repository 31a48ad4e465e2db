/** Axes of a plot: time below, the quantity on the left with faint lines across. */
import { axisBottom, axisLeft, type ScaleLinear, type ScaleLogarithmic } from 'd3'
import { MARGIN, type Svg } from './plot.ts'

interface Axes {
  /** From the unit of time to pixels. */
  readonly x: ScaleLinear<number, number>
  readonly y: ScaleLinear<number, number> | ScaleLogarithmic<number, number>
  readonly width: number
  readonly height: number
  /** Name of the unit of time. */
  readonly clock: string
}

/** Draws the axes; very small and very large numbers are written short. */
export function axes(svg: Svg, { x, y, width, height, clock }: Axes): void {
  const right = width - MARGIN.right
  const top = y.domain()[1]
  const below = axisBottom(x)
    .ticks(width / 80)
    .tickSizeOuter(0)
  const left = top < 1e-4 ? axisLeft(y).ticks(5, '~e') : top >= 1e5 ? axisLeft(y).ticks(5, '~s') : axisLeft(y).ticks(5)
  svg
    .append('g')
    .attr('transform', `translate(0,${height - MARGIN.bottom})`)
    .call(below)
  const scale = svg.append('g').attr('transform', `translate(${MARGIN.left},0)`).call(left)
  scale.select('.domain').remove()
  const ticks = scale.selectAll<SVGGElement, number>('.tick')
  ticks.filter((_, i, all) => all[i].textContent === '').remove() // of a logarithmic axis
  const across = scale
    .selectAll('.tick')
    .append('path')
    .attr('d', `M0,0H${right - MARGIN.left}`)
  across.attr('stroke', 'currentColor').attr('stroke-opacity', 0.12)
  const caption = svg
    .append('text')
    .attr('x', right)
    .attr('y', height - 4)
    .attr('text-anchor', 'end')
  caption.attr('fill', 'currentColor').attr('fill-opacity', 0.75).text(`time (${clock})`)
}
