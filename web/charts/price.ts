/** What a query costs: the spread of the posted prices, what is paid, what it costs to serve, and what theory expects. */
import { drawPlot, type PlotOptions } from './plot.ts'

export interface Prices {
  /** Seconds. */
  readonly time: Float64Array
  /** token/query, all five; NaN where nobody is in the market or nothing was paid. */
  readonly price_p25: Float64Array
  readonly price_p50: Float64Array
  readonly price_p75: Float64Array
  readonly price_paid: Float64Array
  readonly marginal_cost: Float64Array
  /** Seconds, the whole run. */
  readonly until?: number
  /** token/query: equilibrium prices of theory. */
  readonly equilibria?: readonly { readonly name: string; readonly expected: number }[]
}

/** The quartiles of the posted prices as a band, with median, volume-weighted mean and marginal cost. */
export function priceChart(prices: Prices, options: PlotOptions = {}): SVGSVGElement {
  const { time, until, equilibria = [] } = prices
  return drawPlot(
    {
      label: 'price',
      unit: 'token/query',
      time,
      until,
      bands: [{ label: 'quartiles', color: 'blue', low: prices.price_p25, high: prices.price_p75 }],
      curves: [
        { label: 'median', color: 'blue', values: prices.price_p50 },
        { label: 'paid, by volume', color: 'orange', values: prices.price_paid },
        { label: 'marginal cost', color: 'green', values: prices.marginal_cost },
      ],
      levels: equilibria.map(({ name, expected }) => ({ label: `theory: ${name}`, color: 'purple', value: expected })),
    },
    options,
  )
}
