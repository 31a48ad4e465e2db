import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clear, compared, pairedSpread, spread } from './comparison.ts'

/** 97.5 % quantile of Student's t with 2 degrees of freedom, from tables. */
const T2 = 4.302653

test('three replicates: mean, and Student’s t with two degrees of freedom times the standard error', () => {
  const { n, mean, low, high } = spread([1, 2, 3])
  expect({ n, mean }).toEqual({ n: 3, mean: 2 })
  expect(high - mean).toBeCloseTo(T2 / Math.sqrt(3), 5) // standard deviation 1
  expect(mean - low).toBeCloseTo(T2 / Math.sqrt(3), 5)
})

test('a difference is paired: what both have in common is not in its interval', () => {
  const base = [400, 50, 9]
  const { mean, low, high } = pairedSpread([401, 52, 9], base) // differences 1, 2, 0
  expect(mean).toBe(1)
  expect((high - low) / 2).toBeCloseTo(T2 / Math.sqrt(3), 5)
})

test('equal sums that were rounded otherwise do not differ', () => {
  expect(pairedSpread([0.1 + 0.2 + 0.3, 5], [0.3 + 0.2 + 0.1, 5])).toEqual({ n: 2, mean: 0, low: 0, high: 0 })
  expect(pairedSpread([1 + 1e-9, 1 + 1e-9], [1, 1]).mean).toBeGreaterThan(0)
})

test('one replicate has a mean and no interval, none has nothing', () => {
  expect(spread([7])).toEqual({ n: 1, mean: 7, low: NaN, high: NaN })
  expect(spread([])).toEqual({ n: 0, mean: NaN, low: NaN, high: NaN })
})

test('replicates without a value are left out, of a difference when either has none', () => {
  expect(spread([NaN, 4, Infinity, 4])).toEqual({ n: 2, mean: 4, low: 4, high: 4 })
  expect(pairedSpread([1, NaN, 3, 5], [1, 1, NaN, 5])).toEqual({ n: 2, mean: 0, low: 0, high: 0 })
})

test('an interval is clear of zero when zero is outside', () => {
  expect([spread([1, 1.1]), spread([-1, -1.1]), spread([-1, 1]), spread([3])].map(clear)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

const item = (key: string) => ({ key, section: 's', aspect: key, unit: '1', doc: '' })

test('every alternative is compared with the first, and a run that failed takes only its own replicate along', () => {
  const { replicates, rows } = compared(
    [item('price'), item('rate')],
    ['a', 'b'],
    [
      [
        [1, 10],
        [2, 20],
        [6, 30],
      ],
      [[2, 10], undefined, [9, 30]],
    ],
  )
  expect(replicates).toBe(3)
  const [price, rate] = rows.map(({ cells }) => cells)
  expect(price.map(({ own }) => [own.n, own.mean])).toEqual([
    [3, 3],
    [2, 5.5],
  ])
  expect(price[1].difference).toMatchObject({ n: 2, mean: 2 }) // 1 and 3
  expect(rate[1].difference).toEqual({ n: 2, mean: 0, low: 0, high: 0 })
})

test('an alternative differs from itself by exactly 0, in every item', () => {
  const run = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), {
    minLength: 2,
    maxLength: 2,
  })
  fc.assert(
    fc.property(fc.array(run, { minLength: 2, maxLength: 9 }), runs => {
      for (const { cells } of compared([item('x'), item('y')], ['a', 'a (2)'], [runs, runs]).rows)
        expect(cells[1].difference).toEqual({ n: runs.length, mean: 0, low: 0, high: 0 })
    }),
  )
})
