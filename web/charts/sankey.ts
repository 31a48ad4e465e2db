/** Who pays: the Sankey diagram of a run's payments, drawn by the same data as the file that a run writes. */
import { create, select } from 'd3'
import type { Payment } from '../../sim/measure/output.ts'
import { whoPays } from '../../sim/report/sankey-svg.ts'
import type { Shape } from '../../sim/report/svg.ts'
import { PAPER } from './colors.ts'

/** Pixels: a narrower page shows the picture smaller, for labels need their room. */
const NARROWEST = 860

/** Draws payments into one SVG, for a place `width` pixels wide, and returns it. */
export type DrawPayments = (payments: readonly Payment[], width?: number) => SVGSVGElement

/**
 * A picture that stays while a run goes on: elements that are there already change, so a tooltip does not vanish with each
 * frame.
 */
export function createWhoPays(): DrawPayments {
  const svg = create('svg').node()!
  return (payments, width = NARROWEST) => {
    update(svg, whoPays(payments, { width: Math.max(width, NARROWEST), paper: PAPER, ink: 'currentColor' }))
    return svg
  }
}

function update(element: Element, { attributes, content }: Shape): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`)
  if (typeof content === 'string') {
    if (element.textContent !== content) element.textContent = content
    return
  }
  // What is in the same place and of the same kind is the same element.
  select(element)
    .selectChildren<SVGElement, Shape>()
    .data(content, ({ tag }, place) => `${place} ${tag}`)
    .join(entering => entering.append(({ tag }) => document.createElementNS('http://www.w3.org/2000/svg', tag)))
    .each((inside, place, all) => update(all[place], inside))
}
