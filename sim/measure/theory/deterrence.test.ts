import fc from 'fast-check'
import { expect, test } from 'vitest'
import { criticalSlash } from './deterrence.ts'

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
