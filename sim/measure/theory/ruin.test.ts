import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanDuration, ruinProbability } from './ruin.ts'

test('ten units against thirty at 0.52 are lost with probability 0.42577019, in 324.22981 steps on average', () => {
  const gamble = { gain: 0.52, start: 10, target: 40 }
  expect(ruinProbability(gamble)).toBeCloseTo(0.42577019, 8)
  expect(meanDuration(gamble)).toBeCloseTo(324.22981, 5)
})

test('a fair gamble from 10 of 20 units is lost half the time, after 100 steps', () => {
  expect(ruinProbability({ gain: 0.5, start: 10, target: 20 })).toBe(0.5)
  expect(meanDuration({ gain: 0.5, start: 10, target: 20 })).toBe(100)
})

test('both solve their difference equations: what holds before a step is the mean of what holds after it', () => {
  const gambles = fc.record({
    gain: fc.double({ min: 0.3, max: 0.7, noNaN: true }).filter(gain => Math.abs(gain - 0.5) > 1e-3),
    target: fc.integer({ min: 2, max: 30 }),
    part: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  fc.assert(
    fc.property(gambles, ({ gain, target, part }) => {
      const start = 1 + Math.floor(part * (target - 1))
      const after = (of: typeof ruinProbability) =>
        gain * of({ gain, start: start + 1, target }) + (1 - gain) * of({ gain, start: start - 1, target })
      expect(ruinProbability({ gain, start, target })).toBeCloseTo(after(ruinProbability), 9)
      expect(meanDuration({ gain, start, target })).toBeCloseTo(1 + after(meanDuration), 6)
    }),
  )
})
