import { expect, test } from 'vitest'
import { trial } from './trial.ts'

const surge = (at: string) => ({
  clock: { tick: '1 s', ticks: 400 },
  shocks: [{ kind: 'demand', at, lasts: '8 s', factor: 30 }],
})

test('what a shock brings belongs to a run, not to its warm-up', () => {
  const { asked } = trial(surge('120 s')).run.summary().metrics
  expect(asked.warmup).toBeLessThanOrEqual(60)
  const counted = 400 - asked.warmup
  expect(asked.mean).toBeCloseTo((100 * (counted + 8 * 29)) / counted, -1)
})

test('a shock before the end of the given warm-up does', () => {
  const part = { ...surge('10 s'), clock: { tick: '1 s', ticks: 400, warmup: '30 s' } }
  const { asked } = trial(part).run.summary().metrics
  expect(asked.mean).toBeCloseTo(100, -1)
})
