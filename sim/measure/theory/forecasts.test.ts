import { expect, test } from 'vitest'
import { seasonallySmoothed, smoothed } from './forecasts.ts'

const still = { trend: 0, seasonal: 0, damping: 1, season: 2 }

test('smoothing by 1 is the last value, by next to nothing the mean', () => {
  expect(smoothed(1)).toBe(2)
  expect(smoothed(1e-9)).toBeCloseTo(1, 8)
})

test('Holt-Winters without trend and season is exponential smoothing', () => {
  for (const level of [0.1, 0.5, 1]) expect(seasonallySmoothed({ ...still, level })).toBeCloseTo(smoothed(level), 9)
})

test('where level and trend move by the whole error, the forecast is twice the last value less the one before', () => {
  expect(seasonallySmoothed({ ...still, level: 1, trend: 1 })).toBeCloseTo(6, 9)
})

test('a season that is learned adds as much as it forgets', () => {
  // Level next to still: each phase is smoothed for itself.
  const alone = seasonallySmoothed({ season: 5, level: 1e-4, trend: 0, seasonal: 0.3, damping: 0 })
  expect(Math.abs(alone - smoothed(0.3))).toBeLessThan(1e-3)
})
