import { expect, test } from 'vitest'
import { line, must, once, samuelson, store, way } from './examples.ts'
import { loadSolver } from './highs.ts'
import type { Instance, Plan } from './instance.ts'
import { isShort, plan } from './plan.ts'
import { priceRangeOf } from './price-range.ts'
import { violationOf, welfareOf } from './welfare.ts'

const solver = await loadSolver()

function planned(instance: Instance): Plan {
  const result = plan(instance, solver)
  if (isShort(result)) throw new Error(`expected a plan, got ${JSON.stringify(result)}`)
  return result
}

function shortages(instance: Instance) {
  const result = plan(instance, solver)
  if (!isShort(result)) throw new Error('expected shortages, got a plan')
  return result
}

test('T13a: with an open way both places have one price, 62.5, and 15 flow', () => {
  const { welfare, price, carried } = planned(samuelson(Infinity))
  expect(welfare).toBeCloseTo(3037.5, 5)
  expect(carried[0]![0]).toBeCloseTo(15, 2)
  expect(price[0]![0]).toBeCloseTo(62.5, 3)
  expect(price[0]![1]).toBeCloseTo(62.5, 3)
})

test('T13b: a way of 10 holds prices apart, 60 and 65, and its rent is 50', () => {
  const { welfare, price, carried } = planned(samuelson(10))
  const [one, two] = price[0]!
  expect(welfare).toBeCloseTo(3025, 5)
  expect(carried[0]![0]).toBe(10)
  expect(one).toBeCloseTo(60, 3)
  expect(two).toBeCloseTo(65, 3)
  expect((two! - one!) * carried[0]![0]!).toBeCloseTo(50, 2)
})

test('T13e: Dantzig’s transport problem costs 153.675, at prices 0.225, 0.153 and 0.126', () => {
  const distances = [
    [2.5, 1.7, 1.8],
    [2.5, 1.8, 1.4],
  ]
  const ways = distances.flatMap((row, from) => row.map((far, to) => way(from, 2 + to, { cost: (90 * far) / 1000 })))
  const dantzig = once(
    ['Seattle', 'San Diego', 'New York', 'Chicago', 'Topeka'],
    [[], [], must(325), must(300), must(275)],
    [line(350, 0), line(600, 0), [], [], []],
    ways,
  )
  const { welfare, price } = planned(dantzig)
  expect(-welfare).toBeCloseTo(153.675, 10)
  expect([...price[0]!.subarray(2)].map(value => Math.round(value * 1e12) / 1e12)).toEqual([0.225, 0.153, 0.126])
  const { low, high } = priceRangeOf(dantzig, solver)
  expect(low[0]![2]).toBeCloseTo(0.225, 9)
  expect(high[0]![2]).toBeCloseTo(0.225, 9)
})

test('T13h: Pigou’s two roads cost 0.75 in all when half takes the one that fills', () => {
  const roads = [way(0, 1, { cost: 1 }), way(0, 1, { congestion: 1 })]
  const { welfare, carried, price } = planned(once(['home', 'work'], [[], must(1)], [line(1, 0), []], roads))
  expect(-welfare).toBeCloseTo(0.75, 9)
  expect(carried[0]![1]).toBeCloseTo(0.5, 4)
  expect(price[0]![1]! - price[0]![0]!).toBeCloseTo(1, 9)
})

test('a unit that loses a tenth on its way costs a tenth more than the way does', () => {
  const { price, carried } = planned(
    once(['here', 'there'], [[], must(9)], [line(20, 6), []], [way(0, 1, { cost: 3, yield: 0.9 })]),
  )
  expect(carried[0]![0]).toBeCloseTo(10, 9)
  expect(price[0]![1]).toBeCloseTo((6 + 3) / 0.9, 9)
})

test('a good is made of another: compute of energy', () => {
  const { price, consumed } = planned(
    once(['energy', 'compute'], [[], line(50, 10)], [line(100, 2), []], [way(0, 1, { yield: 0.25, cost: 0.1 })]),
  )
  expect(consumed[0]![1]).toBeCloseTo(25, 9) // all 100 of energy
  expect(price[0]![0]).toBeCloseTo(0.25 * 10 - 0.1, 9)
})

/** Energy costs 10 in the first period and 20 in the second, in which 36 are wanted. */
const night = (rest: object): Instance => ({
  places: ['energy'],
  demand: [[[]], [must(36)]],
  supply: [[line(100, 10)], [line(100, 20)]],
  ways: [],
  stores: [store(0, { chargeYield: 0.9, dischargeYield: 0.8, ...rest })],
})

test('what is stored for later is worth its losses more: 50 go in at 10, 36 come out at 13.89', () => {
  const { welfare, price, charged, discharged, level } = planned(night({}))
  expect(-welfare).toBeCloseTo(500, 8)
  expect([charged[0]![0], charged[1]![0]]).toEqual([expect.closeTo(50, 9), 0])
  expect([level[0]![0], level[1]![0]]).toEqual([expect.closeTo(45, 9), expect.closeTo(0, 9)])
  expect(discharged[1]![0]).toBeCloseTo(36, 9)
  expect(price[1]![0]).toBeCloseTo(10 / 0.72, 9)
})

test('a store that fills slowly leaves the later price where it is', () => {
  const { welfare, price, charged } = planned(night({ charge: 25 }))
  expect(charged[0]![0]).toBe(25)
  expect(-welfare).toBeCloseTo(250 + 18 * 20, 8)
  expect([price[0]![0], price[1]![0]]).toEqual([expect.closeTo(10, 9), expect.closeTo(20, 9)])
})

test('a store that keeps half is not used for a price twice as high', () => {
  const { welfare, charged } = planned(night({ kept: 0.5 }))
  expect(charged[0]![0]).toBe(0)
  expect(-welfare).toBeCloseTo(720, 8)
})

test('what has to be left in a store is bought where it is cheapest', () => {
  const { welfare, level } = planned(night({ after: 9, charge: 60 }))
  expect(level[1]![0]).toBeCloseTo(9, 8)
  expect(-welfare).toBeCloseTo(600, 7) // 60 · 0.9 = 54 = 36 / 0.8 + 9
})

test('demand that cannot be met is named, with what is missing', () => {
  const ways = [way(0, 1, { capacity: 30, yield: 0.5 })]
  const none = shortages(once(['sun', 'moon'], [must(10), must(20)], [line(100, 5), []], ways))
  expect(none).toEqual([{ place: 'moon', period: 0, of: 'demand', missing: expect.closeTo(5, 9) }])
})

test('what cannot be left in a store is named, with what is missing', () => {
  const instance = night({ after: 100, charge: 50 }) // twice 50 at 0.9
  expect(shortages(instance)).toEqual([{ place: 'energy', period: 1, of: 'store', missing: expect.closeTo(10, 8) }])
})

test('welfare without bound is refused', () => {
  const forAlways = once(['here'], [line(Infinity, 10)], [line(Infinity, 5)])
  expect(() => plan(forAlways, solver)).toThrow('planner: expected a bound on the welfare, got none')
})

test('a place that nobody wants anything of has no trade and a price between the bids', () => {
  const { welfare, price } = planned(once(['quiet'], [line(10, 5, 0)], [line(10, 8, 20)]))
  expect(welfare).toBe(0)
  expect(price[0]![0]).toBeGreaterThan(5 - 1e-6)
  expect(price[0]![0]).toBeLessThan(8 + 1e-6)
})

test('every price between the last unit sold and the next one bought supports a plan of steps', () => {
  const { low, high } = priceRangeOf(once(['here'], [line(10, 9)], [[...line(10, 4), ...line(10, 7)]]), solver)
  expect([low[0]![0], high[0]![0]]).toEqual([expect.closeTo(4, 9), expect.closeTo(7, 9)])
})

test('where curves slope one price does', () => {
  const { low, high } = priceRangeOf(samuelson(10), solver)
  for (const range of [low, high]) {
    expect(range[0]![0]).toBeCloseTo(60, 2)
    expect(range[0]![1]).toBeCloseTo(65, 2)
  }
})

test('an allocation that cannot be is found out', () => {
  const instance = samuelson(10)
  const best = planned(instance)
  expect(violationOf(instance, best)).toBeLessThan(1e-9)
  const more = { ...best, carried: [Float64Array.of(12)] }
  expect(violationOf(instance, more)).toBeCloseTo(2 / 64, 6)
})

test('the same allocation has one worth, whoever found it: without the way 2925', () => {
  const local = {
    consumed: [Float64Array.of(45, 30)],
    produced: [Float64Array.of(45, 30)],
    carried: [Float64Array.of(0)],
    charged: [Float64Array.of()],
    discharged: [Float64Array.of()],
    level: [Float64Array.of()],
  }
  expect(violationOf(samuelson(10), local)).toBe(0)
  expect(welfareOf(samuelson(10), local)).toBe(90 * 22.5 + 60 * 15)
})

test('a plan has the same bits whatever was solved before', () => {
  const first = plan(night({}), solver)
  plan(samuelson(10), solver)
  expect(plan(night({}), solver)).toEqual(first)
})
