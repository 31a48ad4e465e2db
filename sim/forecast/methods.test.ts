/** What is true of every method of forecasting. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { autoregression } from './autoregression.ts'
import { holtWinters } from './holt-winters.ts'
import { ewma, mean } from './mean.ts'
import type { Method } from './method.ts'
import { naive } from './naive.ts'
import { seasonalNaive } from './seasonal-naive.ts'
import { followed, seriesOf } from './trial.ts'

const METHODS: readonly (readonly [string, Method])[] = [
  ['naive', naive()],
  ['seasonal naive', seasonalNaive({ season: 7 })],
  ['mean', mean({ fading: 1 })],
  ['fading mean', mean({ fading: 0.9 })],
  ['ewma', ewma({ smoothing: 0.3 })],
  ['Holt-Winters', holtWinters({ season: 7, level: 0.3, trend: 0.1, seasonal: 0.2, damping: 1 })],
  ['damped Holt-Winters', holtWinters({ season: 7, level: 0.3, trend: 0.1, seasonal: 0.2, damping: 0.9 })],
  ['AR(1)', autoregression({ order: 1, forgetting: 1 })],
  ['AR(8)', autoregression({ order: 8, forgetting: 0.95 })],
]

const values = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 })

describe.each(METHODS)('%s', (_, method) => {
  test('forecasts a constant that is known beforehand without error, at any distance', () => {
    for (const constant of [0, 1, 3e6]) {
      const { forecasts, ahead } = followed(method, new Array(100).fill(constant), constant)
      for (const forecast of forecasts) expect(Math.abs(forecast - constant)).toBeLessThanOrEqual(1e-9 * constant)
      for (const steps of [0, 1, 6, 7, 50])
        expect(Math.abs(ahead(steps) - constant)).toBeLessThanOrEqual(1e-9 * constant)
    }
  })

  test('comes to a constant that is not known beforehand', () => {
    const { ahead } = followed(method, new Array(3000).fill(5), 50)
    for (const steps of [0, 1, 20]) expect(Math.abs(ahead(steps) - 5)).toBeLessThan(0.02)
  })

  test('looks 0 steps ahead where it expects the next value', () => {
    fc.assert(
      fc.property(values, given => {
        const { ahead, series } = followed(method, given)
        expect(ahead(0)).toBe(series.expected[series.first])
      }),
    )
  })

  test('follows a series step by step as it looks ahead', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 30 }), (given, steps) => {
        const { ahead, series } = followed(method, given)
        const path = new Float64Array(steps + 1).fill(-1)
        method.follow(series, given.length, series.first, steps, path)
        for (let step = 0; step < steps; step++) expect(path[step]).toBe(ahead(step))
        expect(path[steps]).toBe(-1)
      }),
    )
  })

  test('keeps numbers, whatever comes', () => {
    fc.assert(
      fc.property(values, fc.nat(40), (given, steps) => {
        const { forecasts, ahead, series } = followed(method, [...given, 0, 0, 1e15, 0], given[0])
        for (const number of [...forecasts, ...series.state, ...series.expected, ahead(steps)])
          expect(Number.isFinite(number)).toBe(true)
      }),
    )
  })

  test('follows several series as it would each alone, in any portions, and touches no other columns', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 40 }),
        rows => {
          const together = seriesOf(method, 3, 9)
          const { first, value, expected, state, base } = together
          for (const [n, row] of rows.entries()) {
            value.set(row, first)
            method.observe(together, n, first + 1, first + 3)
            method.observe(together, n, first, first + 1)
          }
          for (let k = 0; k < 3; k++) {
            const alone = followed(
              method,
              rows.map(row => row[k]),
              9,
            )
            for (const steps of [0, 3, 8])
              expect(method.ahead(together, rows.length, first + k, steps)).toBe(alone.ahead(steps))
          }
          expect([expected[0], expected[1], expected[5]]).toEqual([9, 9, 9])
          expect([...state.subarray(0, base), ...state.subarray(base + 3 * method.size)]).toEqual(new Array(8).fill(0))
        },
      ),
      { numRuns: 30 },
    )
  })
})

test('the naive forecast is the last value', () => {
  const { forecasts, ahead } = followed(naive(), [3, 1, 4, 1, 5], 7)
  expect(forecasts).toEqual([7, 3, 1, 4, 1])
  expect([ahead(0), ahead(9)]).toEqual([5, 5])
})

test('the seasonal naive forecast is the mean so far, then the value a season ago', () => {
  const { forecasts, ahead } = followed(seasonalNaive({ season: 3 }), [4, 9, 6, 5, 8], 2)
  expect(forecasts).toEqual([2, 3, 5, 4, 9])
  expect([0, 1, 2, 3].map(ahead)).toEqual([6, 5, 8, 6])
})

test('in its first season the seasonal naive forecast looks back where it can', () => {
  const { ahead } = followed(seasonalNaive({ season: 4 }), [4, 8], 3)
  expect([0, 1, 2, 3, 4].map(ahead)).toEqual([5, 5, 4, 8, 5])
})

test('the mean counts what was known as one value, and fades by its factor', () => {
  expect(followed(mean({ fading: 1 }), [4, 9, 6], 2).forecasts).toEqual([2, 3, 5])
  const { ahead } = followed(mean({ fading: 0.5 }), [4, 8], 2)
  expect(ahead(3)).toBeCloseTo((8 + 4 / 2 + 2 / 4) / (1 + 1 / 2 + 1 / 4), 12)
})

test('exponential smoothing moves by its share of each error', () => {
  expect(followed(ewma({ smoothing: 0.25 }), [4, 8, 0], 8).forecasts).toEqual([8, 7, 7.25])
})
