import { expect, test } from 'vitest'
import { compareLanes } from './lanes.ts'

test('one lane and two come to the same state, and of two runs no more is said than that they are few', () => {
  const { text, figures } = compareLanes(2_500, { runs: 2, warmup: 0, quick: true })
  expect(text).toContain('too few runs')
  expect(figures[2]).toMatchObject({ name: '2,500 customers, speed-up', runs: 2, verdict: 'too few runs' })
  // 80 ticks of 2,500 queries on average, the second run's alone; five standard deviations are 2,236.
  const [one, two] = figures.map(figure => ('count' in figure ? Number(figure.count) : Number.NaN))
  expect(Math.abs(one - 200_000)).toBeLessThan(2_236)
  expect(two).toBe(one)
})
