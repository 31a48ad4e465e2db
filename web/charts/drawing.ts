/** Drawings of the report in the page: elements as data become elements of the document. */
import { create, select } from 'd3'
import type { Shape } from '../../sim/report/svg.ts'

/** A new drawing. */
export function drawn(shape: Shape): SVGSVGElement {
  const svg = create('svg').node()!
  redraw(svg, shape)
  return svg
}

/** Makes `element` what `shape` says; elements that are there already change, so a tooltip does not vanish. */
export function redraw(element: Element, { attributes, content }: Shape): void {
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
    .each((inside, place, all) => redraw(all[place], inside))
}
