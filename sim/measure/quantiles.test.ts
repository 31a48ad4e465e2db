import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weightedQuantiles } from './quantiles.ts'

test('a quantile is the price at which the volume up to it reaches the share', () => {
  const price = [5, 2, 9]
  const volume = [30, 10, 60]
  expect(weightedQuantiles(price, volume, [0, 0.1, 0.11, 0.4, 0.41, 1])).toEqual([2, 2, 5, 5, 9, 9])
})

test('rows without weight or value do not count', () => {
  expect(weightedQuantiles([1, NaN, 3, 4], [0, 5, 1, 1], [0, 0.5, 1])).toEqual([3, 3, 4])
  expect(weightedQuantiles([1, 2], [0, 0], [0.5])).toEqual([NaN])
})

test('faults are named', () => {
  expect(() => weightedQuantiles([1], [1, 2], [0.5])).toThrow('expected as many weights as values, got 2 for 1')
  expect(() => weightedQuantiles([1, 1], [1, -2], [0.5])).toThrow('got -2 in row 1')
  expect(() => weightedQuantiles([1], [1], [2])).toThrow('expected a share from 0 to 1, got 2')
})

test('whole weights count a value that many times', () => {
  const row = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 5 }))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 9 }), fc.integer({ min: 1, max: 16 }), (rows, sixteenths) => {
      const spelledOut = rows.flatMap(([value, weight]) => Array<number>(weight).fill(value)).sort((a, b) => a - b)
      const expected = spelledOut.length ? spelledOut[Math.ceil((spelledOut.length * sixteenths) / 16) - 1] : NaN
      const [got] = weightedQuantiles(
        rows.map(([value]) => value),
        rows.map(([, weight]) => weight),
        [sixteenths / 16],
      )
      expect(got).toBe(expected)
    }),
  )
})
