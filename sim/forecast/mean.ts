/**
 * Means: every value to come is the mean of those that were, all alike or fading.
 *
 * The long-run mean weighs the value n ticks ago by f^n, and what was known beforehand as one value before the first.
 * Exponential smoothing [Brown 1963] moves by a constant share of each error; its weights are a (1 - a)^n.
 */
import { pow } from '../engine/numerics.ts'
import { type Method, type Series, stepwise } from './method.ts'

/** Mean of all values, those of n ticks ago weighed by `fading`^n; 1 weighs all alike. */
export const mean = ({ fading }: { readonly fading: number }): Method =>
  stepwise({
    size: 0,
    observe(series, seen, from, to) {
      const weights = fading === 1 ? seen + 2 : (1 - pow(fading, seen + 2)) / (1 - fading)
      approach(series, 1 / weights, from, to)
    },
    ahead: ({ expected }, _seen, row) => expected[row],
  })

/** Simple exponential smoothing: what is expected moves by the share `smoothing` of each error. */
export const ewma = ({ smoothing }: { readonly smoothing: number }): Method =>
  stepwise({
    size: 0,
    observe: (series, _seen, from, to) => approach(series, smoothing, from, to),
    ahead: ({ expected }, _seen, row) => expected[row],
  })

function approach({ value, expected }: Series, share: number, from: number, to: number): void {
  for (let i = from; i < to; i++) expected[i] += share * (value[i] - expected[i])
}
