import { expect, test } from 'vitest'
import { constrainedAuction, type Expected, largestGain, unconstrainedAuction } from './auction.ts'

/** T14: worths 10 … 100 and costs 5 … 95. */
const worths = Array.from({ length: 10 }, (_, k) => 10 * k + 10)
const costs = Array.from({ length: 10 }, (_, k) => 10 * k + 5)

/** Where it is known. */
function exact(...session: Parameters<typeof constrainedAuction>): Expected {
  const expected = constrainedAuction(...session)
  if (!expected) throw new Error('expected a session that can be gone through')
  return expected
}

test('the largest gain: the dearest worths against the cheapest costs, as long as there is one', () => {
  expect(largestGain(worths, costs)).toBe(95 + 75 + 55 + 35 + 15)
  expect(largestGain([3, 9], [5, 1, 2])).toBe(8 + 1)
  expect(largestGain([3], [5])).toBe(0)
})

test('T14: traders who do not know their limits all trade, and reach 18.18 %', () => {
  const { efficiency, trades } = unconstrainedAuction(worths, costs)
  expect(efficiency).toBeCloseTo(50 / 275, 15)
  expect(trades).toBe(10)
})

test('where there are more buyers than sellers, a chance one of them misses out', () => {
  // 9 - 2 or 5 - 2.
  expect(unconstrainedAuction([9, 5], [2])).toEqual({ efficiency: 5 / 7, trades: 1 })
})

test('one buyer and one seller who can gain trade in the end, others never do', () => {
  expect(exact([6], [6], 10).trades).toBeCloseTo(1, 14)
  expect(exact([7], [3], 10).efficiency).toBeCloseTo(1, 14)
  expect(exact([3], [4], 10).trades).toBe(0)
})

test('two buyers, a seller, prices 1 and 2: who bids 2 or who bids 1', () => {
  // Worths 1 and 2, cost 1. Per activation the first bids 1, the second 1 or 2, the seller asks 1 or 2, each with chance 1 / 2.
  // Nothing stands: a bid of 1 (3/2), of 2 (1/2), an ask of 1 (1/2), of 2 (1/2). In the ratio 3 : 1 : 1 : 1 of 6.
  // Bid 1 stands, 2/3 of the first: a bid of 2 (1/2), the ask of 2 (1/2), an ask of 1 that trades with it (1/2).
  // Bid 2 stands, the second's: he trades. Ask 1 stands: whoever bids trades, the second with 2 of 4 (1 against 1/2 + 1/2).
  // Ask 2 stands: a bid of 1 (3/2), a bid of 2 that trades (1/2), an ask of 1 (1/2). Bid 1, ask 2: the bid of 2, or the ask of 1.
  const bidOfOne = 1 / 3
  const askOfOne = 1 / 2
  const both = (1 + bidOfOne) / 2
  const afterBid = (1 + both + bidOfOne) / 3
  const afterAsk = (3 * both + 1 + askOfOne) / 5
  const second = (3 * afterBid + 1 + askOfOne + afterAsk) / 6
  const { efficiency, trades } = exact([1, 2], [1], 2)
  expect(trades).toBeCloseTo(1, 14)
  expect(efficiency).toBeCloseTo(second, 14)
})

test('T14: traders who know their limits reach 95.55 % in 5.87 trades', () => {
  const { efficiency, trades } = exact(worths, costs, 200)
  expect(efficiency).toBeCloseTo(0.95546837, 8)
  expect(trades).toBeCloseTo(5.87079375, 8)
  expect(Math.abs(efficiency - 0.956)).toBeLessThan(0.006)
  expect(Math.abs(trades - 5.863)).toBeLessThan(0.07)
})

test('where there are too many sets of traders nothing is said', () => {
  const many = Array.from({ length: 14 }, (_, k) => 400 + 10 * k)
  const cheap = Array.from({ length: 14 }, (_, k) => 10 + 10 * k)
  expect(constrainedAuction(many, cheap, 600)).toBeUndefined()
})
