import { expect, test } from 'vitest'
import { readQuantity } from './law.ts'
import { shareAbove } from './tail.ts'

const law = (raw: unknown) => readQuantity(raw, { unit: '1', min: 0, whole: false }, () => undefined)

test('the share of values above one follows the law, within its bounds', () => {
  expect(shareAbove(law({ exponential: { mean: 2 } }), 2)).toBeCloseTo(Math.exp(-1), 12)
  expect(shareAbove(law({ uniform: [0, 4] }), 3)).toBeCloseTo(0.25, 12)
  expect(shareAbove(law({ lognormal: { median: 3, sigma: 0.7 } }), 3)).toBeCloseTo(0.5, 12)
  expect(shareAbove(law({ pareto: { minimum: 1, shape: 2 } }), 4)).toBeCloseTo(1 / 16, 12)
  expect(shareAbove(law([1, 2, 3, 4]), 2)).toBe(0.5)
  expect(shareAbove(law(1), 1)).toBe(0)
  // Half of this normal law is below 0 and drawn again.
  expect(shareAbove(law({ normal: { mean: 0, sd: 1 } }), 1)).toBeCloseTo(2 * 0.158655253931457, 12)
  expect(shareAbove(law({ formula: 'index' }), 1)).toBeUndefined()
})
