import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bertrand, logitShares, monopolyMarkup, symmetricMarkup } from './logit.ts'

const none = -Infinity
const solve = (costs: number[], values: number[], mu: number, outside: number, start = 0) => {
  const prices = new Float64Array(costs.length).fill(start)
  const steps = bertrand(Float64Array.from(costs), Float64Array.from(values), mu, outside, prices)
  const shares = new Float64Array(costs.length)
  const out = logitShares(Float64Array.from(values), prices, mu, outside, shares)
  return { prices, shares, out, steps }
}

test('the duopoly of Calvano et al. 2020 asks 1.4729, its cartel 1.92498', () => {
  const { prices, shares } = solve([1, 1], [2, 2], 0.25, 0)
  expect(prices[0]).toBeCloseTo(1.4729266600306228, 13)
  expect(shares[0]).toBeCloseTo(0.471377, 6)
  expect(1 + monopolyMarkup(Float64Array.of(1, 1), Float64Array.of(2, 2), 0.25, 0)).toBeCloseTo(1.924981, 6)
})

test('alike firms without an outside option ask mu n / (n - 1) over cost', () => {
  for (const [n, markup] of [
    [2, 0.5],
    [3, 0.375],
    [5, 0.3125],
    [10, 0.2777777777777778],
  ] as const) {
    expect(symmetricMarkup(0.25, n)).toBeCloseTo(markup, 14)
    for (const price of solve(Array(n).fill(3), Array(n).fill(7), 0.25, none).prices)
      expect(price - 3).toBeCloseTo(markup, 13)
  }
})

test('shares by hand: utilities 0 and ln 3 against an outside option of 0', () => {
  const shares = new Float64Array(2)
  expect(logitShares(Float64Array.of(1, 2 * Math.log(3)), Float64Array.of(1, 0), 2, 0, shares)).toBeCloseTo(0.2, 15)
  expect(shares[0]).toBeCloseTo(0.2, 15)
  expect(shares[1]).toBeCloseTo(0.6, 15)
})

test('every price obeys p - c = mu / (1 - s), from any start', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
  const firm = fc.tuple(number(0, 20), number(-5, 30))
  fc.assert(
    fc.property(
      fc.array(firm, { minLength: 2, maxLength: 40 }),
      number(0.02, 5),
      fc.boolean(),
      number(-100, 100),
      (firms, mu, all, start) => {
        const costs = firms.map(([cost]) => cost)
        const { prices, shares, out, steps } = solve(
          costs,
          firms.map(([, value]) => value),
          mu,
          all ? none : 0,
          start,
        )
        for (let i = 0; i < costs.length; i++) {
          // 1 - s as the sum of the others, which keeps its digits when s is nearly 1.
          const others = shares.reduce((sum, share, j) => (j === i ? sum : sum + share), out)
          expect(Math.abs(((prices[i] - costs[i]) * others) / mu - 1)).toBeLessThan(1e-8)
        }
        expect(steps).toBeLessThan(100)
      },
    ),
    { numRuns: 300 },
  )
})

test('no firm gains by another price', () => {
  const costs = [1, 1.5, 0.7]
  const values = [2, 3, 1]
  const { prices, shares } = solve(costs, values, 0.4, 0.5)
  for (let i = 0; i < 3; i++) {
    const profit = (prices[i] - costs[i]) * shares[i]
    for (const away of [-0.3, -0.01, 0.01, 0.3]) {
      const tried = prices.map((price, j) => (j === i ? price + away : price))
      const got = new Float64Array(3)
      logitShares(Float64Array.from(values), tried, 0.4, 0.5, got)
      expect((tried[i] - costs[i]) * got[i]).toBeLessThan(profit)
    }
  }
})

test('a thousand unequal firms settle in a few steps, and from their solution in fewer', () => {
  const costs = Float64Array.from({ length: 1000 }, (_, i) => 1 + (i % 37) / 37)
  const values = Float64Array.from({ length: 1000 }, (_, i) => 2 + (i % 11) / 5)
  const prices = new Float64Array(1000)
  expect(bertrand(costs, values, 0.1, 0, prices)).toBeLessThan(12)
  const before = prices.slice()
  expect(bertrand(costs, values, 0.1, 0, prices)).toBeLessThan(4)
  prices.forEach((price, i) => {
    expect(price).toBeCloseTo(before[i], 12)
  })
})

test('one firm against the outside option is the monopolist', () => {
  const { prices } = solve([2], [5], 0.5, 1)
  expect(prices[0] - 2).toBeCloseTo(monopolyMarkup(Float64Array.of(2), Float64Array.of(5), 0.5, 1), 12)
})

test('a giant, a dwarf and a firm out of the market', () => {
  const { prices, shares } = solve([0, 0, 1], [1000, 0, none], 0.5, none)
  expect(prices[0]).toBeGreaterThan(990) // it leaves the dwarf what is hardly anything
  expect((prices[0] * shares[1]) / 0.5).toBeCloseTo(1, 9)
  expect(prices[2]).toBe(1.5)
  expect(solve([0, 0], [1, 1], 0.5, 0, NaN).prices[0]).toBe(solve([0, 0], [1, 1], 0.5, 0, 9).prices[1])
})

test('the cartel cannot do better with another common markup', () => {
  const costs = Float64Array.of(1, 2, 0.5)
  const values = Float64Array.of(2, 4, 1)
  const shares = new Float64Array(3)
  const profit = (markup: number) =>
    markup *
    (1 -
      logitShares(
        values,
        costs.map(cost => cost + markup),
        0.3,
        0.2,
        shares,
      ))
  const best = monopolyMarkup(costs, values, 0.3, 0.2)
  for (const away of [-0.1, -0.001, 0.001, 0.1]) expect(profit(best + away)).toBeLessThan(profit(best))
})

test('where any price could be asked there is no equilibrium', () => {
  expect(() => solve([1], [2], 0.25, none)).toThrow(
    'expected finite values of two firms, or of one and the outside option',
  )
  expect(() => solve([1, 1], [2, 2], 0, 0)).toThrow('expected mu above 0, got 0')
  expect(() => monopolyMarkup(Float64Array.of(1), Float64Array.of(2), 1, none)).toThrow(
    'expected a firm and an outside option',
  )
})
