import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuantity } from '../../scenario/law.ts'
import { breachShare, criticalSlash } from './deterrence.ts'

test('g = 0.4, d = 0.1, h = 0.05, delta = 0.98: 1.55', () => {
  expect(criticalSlash({ gain: 0.4, detection: 0.1, income: 0.05, discount: 0.98 })).toBeCloseTo(1.55, 12)
})

test('at the critical slash cheating for ever and never are worth the same', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(share, share, share, share, (gain, detection, income, discount) => {
      const slash = criticalSlash({ gain, detection, income, discount })
      // W = g + h - d S + (1 - d) delta W, V = h + delta V.
      const cheat = (gain + income - detection * slash) / (1 - (1 - detection) * discount)
      const honest = income / (1 - discount)
      expect(cheat).toBeCloseTo(honest, 6)
    }),
  )
})

test('what nobody finds out, no slash deters', () => {
  expect(criticalSlash({ gain: 1, detection: 0, income: 5, discount: 0.5 })).toBe(Infinity)
})

const gains = (raw: unknown) => readQuantity(raw, { unit: '1', min: 0, whole: false }, () => undefined)

test('the share of those who gain more than they lose follows the law of gains, within its bounds', () => {
  expect(breachShare(gains({ exponential: { mean: 2 } }), 2)).toBeCloseTo(Math.exp(-1), 12)
  expect(breachShare(gains({ uniform: [0, 4] }), 3)).toBeCloseTo(0.25, 12)
  expect(breachShare(gains({ lognormal: { median: 3, sigma: 0.7 } }), 3)).toBeCloseTo(0.5, 12)
  expect(breachShare(gains({ pareto: { minimum: 1, shape: 2 } }), 4)).toBeCloseTo(1 / 16, 12)
  expect(breachShare(gains([1, 2, 3, 4]), 2)).toBe(0.5)
  expect(breachShare(gains(1), 1)).toBe(0)
  // Half of this normal law is below 0 and drawn again.
  expect(breachShare(gains({ normal: { mean: 0, sd: 1 } }), 1)).toBeCloseTo(2 * 0.158655253931457, 12)
  expect(breachShare(gains({ formula: 'index' }), 1)).toBeUndefined()
})
