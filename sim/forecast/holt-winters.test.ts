import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HoltWinters, holtWinters } from './holt-winters.ts'
import { followed } from './trial.ts'

/** The same by the book: lists of levels, trends and indices, each line as the formulas stand. Forecasts of the values from the third season on. */
function byTheBook(
  y: readonly number[],
  { season: m, level: a, trend: g, seasonal: c, damping: f }: HoltWinters,
): number[] {
  const mean = (from: number, to: number) => y.slice(from, to).reduce((sum, v) => sum + v, 0) / (to - from)
  const b0 = (mean(m, 2 * m) - mean(0, m)) / m
  // The line goes through the mean of both seasons at their middle.
  const line = (t: number) => mean(0, 2 * m) + b0 * (t - (2 * m - 1) / 2)
  let l = line(2 * m - 1)
  let b = b0
  const s = Array.from({ length: m }, (_, j) => (y[j] - line(j) + (y[m + j] - line(m + j))) / 2)
  const forecasts: number[] = []
  for (let t = 2 * m; t < y.length; t++) {
    forecasts.push(l + f * b + s[t - m < m ? t % m : t % m])
    const was = l
    l = a * (y[t] - s[t % m]) + (1 - a) * (l + f * b)
    b = g * (l - was) + (1 - g) * f * b
    s[t % m] = c * (y[t] - l) + (1 - c) * s[t % m]
  }
  let reach = 0
  for (let h = 1; h <= 10; h++) {
    reach += f ** h
    forecasts.push(l + reach * b + s[(y.length + h - 1) % m])
  }
  return forecasts
}

test('a season of 2, worked by hand', () => {
  // Two seasons: 10, 20 and 14, 24. Their means 15 and 19 are 2 a step apart; the line is 14, 16, 18, 20; indices -4 and 4.
  const method = holtWinters({ season: 2, level: 0.5, trend: 0.5, seasonal: 0.5, damping: 1 })
  const { forecasts, ahead } = followed(method, [10, 20, 14, 24, 22, 26], 12)
  expect(forecasts.slice(0, 4)).toEqual([12, 11, 10, 20])
  // 20 + 2 - 4 = 18; 22 came: level (26 + 22) / 2 = 24, trend (4 + 2) / 2 = 3, index (-2 - 4) / 2 = -3.
  expect(forecasts[4]).toBeCloseTo(18, 12)
  // 24 + 3 + 4 = 31; 26 came: level (22 + 27) / 2 = 24.5, trend (0.5 + 3) / 2 = 1.75, index (1.5 + 4) / 2 = 2.75.
  expect(forecasts[5]).toBeCloseTo(31, 12)
  expect(ahead(0)).toBeCloseTo(24.5 + 1.75 - 3, 12)
  expect(ahead(1)).toBeCloseTo(24.5 + 3.5 + 2.75, 12)
  expect(ahead(2)).toBeCloseTo(24.5 + 5.25 - 3, 12)
})

test('before two seasons it expects what the phase has been, or else the mean so far', () => {
  const method = holtWinters({ season: 3, level: 0.1, trend: 0.1, seasonal: 0.1, damping: 1 })
  const early = followed(method, [4, 8], 3)
  expect([0, 1, 2, 3].map(early.ahead)).toEqual([5, 4, 8, 5])
  const later = followed(method, [4, 8, 6, 2], 3)
  expect(later.forecasts).toEqual([3, 3.5, 5, 4])
  expect([0, 1, 2, 3].map(later.ahead)).toEqual([8, 6, 3, 8])
})

test('it is Holt-Winters by the book, to 1e-9', () => {
  const smoothing = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.record({ level: smoothing, trend: smoothing, seasonal: smoothing, damping: smoothing }),
      fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 20, maxLength: 60 }),
      (season, shares, values) => {
        const parameters = { season, ...shares }
        const { forecasts, ahead } = followed(holtWinters(parameters), values)
        const got = [...forecasts.slice(2 * season), ...Array.from({ length: 10 }, (_, h) => ahead(h))]
        const expected = byTheBook(values, parameters)
        expect(got.length).toBe(expected.length)
        for (const [i, forecast] of got.entries())
          expect(Math.abs(forecast - expected[i])).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected[i])))
      },
    ),
  )
})

test('a line, a sine of the season and their sum are forecast exactly from the third season on, any number of steps ahead', () => {
  const season = 24
  const method = holtWinters({ season, level: 0.4, trend: 0.2, seasonal: 0.3, damping: 1 })
  const at = (t: number) => 100 + 0.7 * t + 30 * Math.sin((2 * Math.PI * t) / season)
  const { forecasts, ahead } = followed(
    method,
    Array.from({ length: 200 }, (_, t) => at(t)),
  )
  for (let t = 2 * season; t < 200; t++) expect(forecasts[t]).toBeCloseTo(at(t), 9)
  for (const steps of [0, 1, 23, 24, 100]) expect(ahead(steps)).toBeCloseTo(at(200 + steps), 9)
})
