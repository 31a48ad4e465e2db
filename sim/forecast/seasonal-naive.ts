/** Seasonal naive: every value to come is that of a season before; in the first season, the mean so far. */
import { expectMean, type Method, stepwise } from './method.ts'

/** A season of `season` values. */
export const seasonalNaive = ({ season }: { readonly season: number }): Method =>
  stepwise({
    size: season,
    observe(series, seen, from, to) {
      const { value, expected, state, base, first, count } = series
      const now = base + (seen % season) * count - first
      for (let i = from; i < to; i++) state[now + i] = value[i]
      if (seen + 1 < season) return expectMean(series, seen, from, to)
      const next = base + ((seen + 1) % season) * count - first
      for (let i = from; i < to; i++) expected[i] = state[next + i]
    },
    ahead({ expected, state, base, first, count }, seen, row, steps) {
      const phase = (seen + steps) % season
      return phase < seen ? state[base + phase * count + row - first] : expected[row]
    },
  })
