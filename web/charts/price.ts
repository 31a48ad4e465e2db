/** What a query costs: the spread of the posted prices, what is paid, what it costs to serve, and what theory expects. */
import { max } from 'd3'
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
  const { unit, factor } = priceUnit(
    Math.max(...equilibria.map(({ expected }) => expected), max(prices.price_p50) ?? 0),
  )
  const scaled = (column: Float64Array) => column.map(value => value * factor)
  return drawPlot(
    {
      label: 'price',
      unit,
      time,
      until,
      bands: [{ label: 'quartiles', color: 'blue', low: scaled(prices.price_p25), high: scaled(prices.price_p75) }],
      curves: [
        { label: 'median', color: 'blue', values: scaled(prices.price_p50) },
        { label: 'paid, by volume', color: 'orange', values: scaled(prices.price_paid) },
        { label: 'marginal cost', color: 'green', values: scaled(prices.marginal_cost) },
      ],
      levels: equilibria.map(({ name, expected }) => ({
        label: `theory: ${name}`,
        color: 'purple',
        value: expected * factor,
      })),
    },
    options,
  )
}

/** The unit in which prices up to `highest` token/query have few zeros, and how many of it are a token/query. */
function priceUnit(highest: number): { unit: string; factor: number } {
  if (highest > 0 && highest < 1e-4) return { unit: 'micro-token/query', factor: 1e6 }
  if (highest > 0 && highest < 0.1) return { unit: 'milli-token/query', factor: 1e3 }
  return { unit: 'token/query', factor: 1 }
}
