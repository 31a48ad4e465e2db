/** What a compute credit costs. */
import { max } from 'd3'
import { drawPlot, type PlotOptions } from './plot.ts'

export interface Credits {
  /** Seconds. */
  readonly time: Float64Array
  /** token. */
  readonly credit_price: Float64Array
  /** Seconds, the whole run. */
  readonly until?: number
}

/** The posted price of a credit, in the unit in which it has few zeros. */
export function creditsChart({ time, credit_price, until }: Credits, options: PlotOptions = {}): SVGSVGElement {
  const small = (max(credit_price) ?? 0) < 0.1
  const values = small ? credit_price.map(price => price * 1000) : credit_price
  const unit = small ? 'milli-token' : 'token'
  return drawPlot(
    { label: 'credit price', unit, time, until, curves: [{ label: 'posted', color: 'blue', values }] },
    options,
  )
}
