import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CAPACITY, History } from './history.ts'

const known = (values: number[]) => values.filter(value => !Number.isNaN(value))
const sum = (values: number[]) => known(values).reduce((a, b) => a + b, 0)
const orNaN = (values: number[], value: number) => (known(values).length === 0 ? NaN : value)

test('three ticks are three rows, with NaN where nothing was recorded', () => {
  const history = new History({ time: 'last', price: 'mean', entries: 'sum' })
  history.push([1, 5, 0])
  history.push([2, NaN, 3])
  history.push([3, 7, 1])
  expect(history.columns()).toEqual({
    time: Float64Array.of(1, 2, 3),
    price: Float64Array.of(5, NaN, 7),
    entries: Float64Array.of(0, 3, 1),
  })
})

test('a full history halves: neighbours are averaged or added, and the next tick opens a row', () => {
  const history = new History({ time: 'last', price: 'mean', entries: 'sum' })
  for (let i = 0; i < CAPACITY; i++) history.push([i, i, 1])
  history.push([CAPACITY, NaN, 0])
  const { time, price, entries } = history.columns()
  expect(time.length).toBe(CAPACITY / 2 + 1)
  expect([...time.subarray(0, 2)]).toEqual([1, 3])
  expect([...price.subarray(0, 2)]).toEqual([0.5, 2.5])
  expect([...entries.subarray(0, 2)]).toEqual([2, 2])
  expect([time.at(-1), price.at(-1), entries.at(-1)]).toEqual([CAPACITY, NaN, 0])
})

test('every row is the mean, sum and last value of the ticks that it stands for', () => {
  const value = fc.oneof(fc.constant(NaN), fc.integer({ min: -1000, max: 1000 }))
  const ticks = fc
    .array(value, { minLength: 1, maxLength: 5 })
    .chain(pattern =>
      fc
        .integer({ min: 1, max: 5 * CAPACITY })
        .map(n => Array.from({ length: n }, (_, i) => pattern[(i * 7 + (i >> 3)) % pattern.length])),
    )
  fc.assert(
    fc.property(ticks, values => {
      const history = new History({ mean: 'mean', sum: 'sum', last: 'last' })
      for (const v of values) history.push([v, v, v])
      const groups: number[][] = []
      for (let i = 0; i < values.length; i += history.stride) groups.push(values.slice(i, i + history.stride))
      const columns = history.columns()
      expect(groups.length).toBeLessThan(CAPACITY)
      expect([...columns.mean]).toEqual(groups.map(g => sum(g) / known(g).length))
      expect([...columns.sum]).toEqual(groups.map(g => orNaN(g, sum(g))))
      expect([...columns.last]).toEqual(groups.map(g => known(g).at(-1) ?? NaN))
    }),
    { numRuns: 40 },
  )
})
