/** Who pays: the Sankey diagram of a run's payments, drawn by the same data as the file that a run writes. */
import type { Payment } from '../../sim/measure/output.ts'
import { whoPays } from '../../sim/report/sankey-svg.ts'
import { PAPER } from './colors.ts'
import { drawn, redraw } from './drawing.ts'

/** Pixels: a narrower page shows the picture smaller, for labels need their room. */
const NARROWEST = 860

/** Draws payments into one SVG, for a place `width` pixels wide, and returns it. */
export type DrawPayments = (payments: readonly Payment[], width?: number) => SVGSVGElement

/**
 * A picture that stays while a run goes on: elements that are there already change, so a tooltip does not vanish with each
 * frame.
 */
export function createWhoPays(): DrawPayments {
  let svg: SVGSVGElement | undefined
  return (payments, width = NARROWEST) => {
    const picture = whoPays(payments, { width: Math.max(width, NARROWEST), paper: PAPER, ink: 'currentColor' })
    if (svg) redraw(svg, picture)
    else svg = drawn(picture)
    return svg
  }
}
