import { expect, test } from 'vitest'
import { pigouCost, spatialEquilibrium } from './regions.ts'

const west = { worth: 100, fall: 1, cost: 10, rise: 1 }
const east = { worth: 100, fall: 1, cost: 40, rise: 1 }
const none = { capacity: 0, cost: 0 }

test('T13a: two regions with a free way have one price', () => {
  const { flow, prices, welfare, rent } = spatialEquilibrium([west, east], { capacity: 1e9, cost: 0 }, none)
  expect({ flow, prices, welfare, rent }).toEqual({ flow: 15, prices: [62.5, 62.5], welfare: 3037.5, rent: 0 })
})

test('T13b: a full way leaves a difference that its carriers earn', () => {
  const { flow, prices, welfare, rent } = spatialEquilibrium([west, east], { capacity: 10, cost: 0 }, none)
  expect({ flow, prices, welfare, rent }).toEqual({ flow: 10, prices: [60, 65], welfare: 3025, rent: 50 })
})

test('goods flow the other way where that pays, and not at all where the cost eats the difference', () => {
  const way = { capacity: 100, cost: 5 }
  const back = spatialEquilibrium([east, west], way, way)
  expect(back.flow).toBe(-10)
  expect(back.prices).toEqual([65, 60])
  expect(back.rent).toBe(0)
  expect(spatialEquilibrium([west, east], { capacity: 100, cost: 20 }, way).flow).toBe(0)
})

test('T13h: selfish carriers crowd the way that gets dearer, a toll halves its use', () => {
  expect(pigouCost(1, 1, 1, false)).toBe(1)
  expect(pigouCost(1, 1, 1, true)).toBe(0.75)
  expect(pigouCost(3, 1, 1, false)).toBe(3)
  expect(pigouCost(0.25, 1, 1, true)).toBe(0.0625)
})
