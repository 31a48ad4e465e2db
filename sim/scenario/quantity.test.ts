import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf } from '../engine/random.ts'
import type { Law } from './law.ts'
import { draw, type Quantity } from './quantity.ts'

const drawing = { key: keyOf('seed'), purpose: 7, first: 0, path: 'operators[0].stake' }
const of = (law: Law, bounds: { min?: number; max?: number; whole?: boolean } = {}): Quantity => ({
  unit: '1',
  whole: false,
  ...law,
  ...bounds,
})
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

test('constants, lists and columns are given out by row', () => {
  expect([...draw(of({ kind: 'constant', value: 4 }), 3, drawing)]).toEqual([4, 4, 4])
  expect([...draw(of({ kind: 'list', values: [3, 1] }), 2, drawing)]).toEqual([3, 1])
  const column = { kind: 'column', file: 'x.csv', column: 'c', cells: 'number', scale: 1, values: [5, 6, 7] } as const
  expect([...draw(of(column), 3, drawing)]).toEqual([5, 6, 7])
})

test('a list of another length is refused with path, expected and got', () => {
  expect(() => draw(of({ kind: 'list', values: [3, 1] }), 5, drawing)).toThrow(
    'operators[0].stake: expected 5 values, one for each agent, got 2 in the list',
  )
})

test('a formula counts through the population, also beyond one chunk', () => {
  const values = draw(of({ kind: 'formula', source: '2 * index + count' }), 10_001, drawing)
  expect([values[0], values[8191], values[8192], values[10_000]]).toEqual([10_001, 26_383, 26_385, 30_001])
})

test('a formula without a finite value, or one out of bounds, is refused', () => {
  expect(() => draw(of({ kind: 'formula', source: '1 / (index - 2)' }), 5, drawing)).toThrow(
    'operators[0].stake: formula "1 / (index - 2)" at index 2: division by zero in "1 / (index - 2)"',
  )
  expect(() => draw(of({ kind: 'formula', source: '1 - index' }, { min: 0 }), 5, drawing)).toThrow(
    'operators[0].stake[2]: expected at least 0, got -1',
  )
})

test('laws have their means: each within four standard errors', () => {
  const rows = 40_000
  const near = (law: Law, expected: number, sd: number) => {
    expect(Math.abs(mean(draw(of(law), rows, drawing)) - expected)).toBeLessThan((4 * sd) / Math.sqrt(rows))
  }
  near({ kind: 'uniform', low: 2, high: 8 }, 5, 6 / Math.sqrt(12))
  near({ kind: 'normal', mean: -1, sd: 3 }, -1, 3)
  near({ kind: 'exponential', mean: 4 }, 4, 4)
  near(
    { kind: 'lognormal', median: 2, sigma: 0.5 },
    2 * Math.exp(0.125),
    2 * Math.exp(0.125) * Math.sqrt(Math.expm1(0.25)),
  )
  near({ kind: 'pareto', minimum: 1, shape: 5 }, 5 / 4, Math.sqrt(5 / (16 * 3)))
})

test('a law cut by a bound is the law given that it lies within', () => {
  const values = draw(of({ kind: 'normal', mean: 0, sd: 1 }, { min: 0 }), 40_000, drawing)
  expect(values.every(value => value > 0)).toBe(true)
  expect(mean(values)).toBeCloseTo(Math.sqrt(2 / Math.PI), 2) // half-normal
})

test('a law that lies outside its bounds is clamped in the end', () => {
  expect([...draw(of({ kind: 'uniform', low: 5, high: 6 }, { max: 1 }), 2, drawing)]).toEqual([1, 1])
})

test('a whole uniform quantity takes each integer alike', () => {
  const counts = new Map<number, number>()
  for (const value of draw(of({ kind: 'uniform', low: 1, high: 3 }, { whole: true }), 30_000, drawing))
    counts.set(value, (counts.get(value) ?? 0) + 1)
  expect([...counts.keys()].sort()).toEqual([1, 2, 3])
  for (const count of counts.values())
    expect(Math.abs(count - 10_000)).toBeLessThan(4 * Math.sqrt(30_000 * (1 / 3) * (2 / 3)))
})

test('a part of a population has the values that it has in the whole, and another purpose has others', () => {
  const law = of({ kind: 'lognormal', median: 1, sigma: 1 }, { max: 1.5 })
  const whole = draw(law, 50, drawing)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 10 }), (first, rows) => {
      expect(draw(law, rows, { ...drawing, first })).toEqual(whole.slice(first, first + rows))
    }),
  )
  expect(draw(law, 50, { ...drawing, purpose: 8 })).not.toEqual(whole)
})
