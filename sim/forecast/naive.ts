/** Naive: every value to come is the last. The best forecast of a random walk. */
import { type Method, stepwise } from './method.ts'

export const naive = (): Method =>
  stepwise({
    size: 0,
    observe({ value, expected }, _seen, from, to) {
      for (let i = from; i < to; i++) expected[i] = value[i]
    },
    ahead: ({ expected }, _seen, row) => expected[row],
  })
