import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lowerBound } from './search.ts'

test('the first row that is not below a value, also among equal ones and outside', () => {
  const rows = Float64Array.of(1, 3, 3, 3, 8)
  expect([0, 1, 2, 3, 4, 8, 9].map(value => lowerBound(rows, value))).toEqual([0, 0, 1, 1, 4, 4, 5])
  expect(lowerBound(new Float64Array(), 1)).toBe(0)
})

test('agrees with counting the smaller ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: -1, max: 21 }), (values, value) => {
      const rows = Float64Array.from(values).sort()
      expect(lowerBound(rows, value)).toBe(values.filter(other => other < value).length)
    }),
  )
})
