import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bids, largestRemainder, uniformPrice } from './auction.ts'

const ones = (price: readonly number[], quantity = price.map(() => 1)): Bids => ({
  price,
  quantity,
  luck: price.map((_, bid) => bid),
})

test('the highest bids win and all pay the highest that lost', () => {
  expect(uniformPrice(ones([5, 3, 4]), 2, 1)).toEqual({ price: 3, won: Float64Array.of(1, 0, 1), sold: 2 })
})

test('where nobody loses the price is the reserve, and who bids less than it gets nothing', () => {
  expect(uniformPrice(ones([5, 3, 4]), 3, 1)).toEqual({ price: 1, won: Float64Array.of(1, 1, 1), sold: 3 })
  expect(uniformPrice(ones([5, 3, 4]), 3, 3.5)).toEqual({ price: 3.5, won: Float64Array.of(1, 0, 1), sold: 2 })
  expect(uniformPrice(ones([]), 3, 2)).toEqual({ price: 2, won: new Float64Array(0), sold: 0 })
})

test('of equal bids the one with less luck number wins, and all pay what it bid', () => {
  const bids = { price: [4, 4, 4, 9], quantity: [1, 1, 1, 1], luck: [0.7, 0.2, 0.4, 0.9] }
  expect(uniformPrice(bids, 3, 0)).toEqual({ price: 4, won: Float64Array.of(0, 1, 1, 1), sold: 3 })
})

test('the last winner may get a part, and then its own bid is the price', () => {
  expect(uniformPrice(ones([2, 5], [7, 4]), 6, 1)).toEqual({ price: 2, won: Float64Array.of(2, 4), sold: 6 })
})

/** Most value above the reserve that any allocation of `supply` units gives. */
function most({ price, quantity }: Bids, supply: number, reserve: number, bid = 0): number {
  if (bid === price.length) return 0
  let best = -Infinity
  for (let take = 0; take <= Math.min(supply, quantity[bid]); take++) {
    const value = take * (price[bid] - reserve) + most({ price, quantity, luck: [] }, supply - take, reserve, bid + 1)
    best = Math.max(best, value)
  }
  return best
}

test('no allocation is worth more, and the price is the lowest at which supply meets demand, against all allocations', () => {
  const bids = fc.array(
    fc.record({ price: fc.nat(6), quantity: fc.nat(3), luck: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      maxLength: 5,
    },
  )
  fc.assert(
    fc.property(bids, fc.nat(9), fc.nat(6), (list, supply, reserve) => {
      const all = {
        price: list.map(({ price }) => price),
        quantity: list.map(({ quantity }) => quantity),
        luck: list.map(({ luck }) => luck),
      }
      const { price, won, sold } = uniformPrice(all, supply, reserve)
      const value = list.reduce((sum, bid, b) => sum + won[b] * (bid.price - reserve), 0)
      expect(value).toBe(most(all, supply, reserve))
      const wanted = (least: (price: number) => boolean) =>
        list.reduce((sum, bid) => sum + (least(bid.price) ? bid.quantity : 0), 0)
      expect(sold).toBe(
        Math.min(
          supply,
          wanted(p => p >= reserve),
        ),
      )
      const clearing = [reserve, ...all.price.filter(p => p >= reserve)].filter(p => wanted(q => q > p) <= supply)
      // At the reserve all who bid it must be served too, or else one of them has lost at that price, which is the same.
      expect(price).toBe(Math.min(...clearing))
      for (const [b, bid] of list.entries()) if (won[b] > 0) expect(bid.price).toBeGreaterThanOrEqual(price)
    }),
    { numRuns: 400 },
  )
})

test('shares in whole units sum to the total and differ from their quotas by less than one', () => {
  expect(largestRemainder(4, [4, 2, 2])).toEqual(Float64Array.of(2, 1, 1))
  expect(largestRemainder(5, [4, 4, 4])).toEqual(Float64Array.of(2, 2, 1))
  expect(largestRemainder(0, [0, 0])).toEqual(Float64Array.of(0, 0))
  const weights = fc.array(fc.nat(9), { minLength: 1, maxLength: 7 })
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (each, part) => {
      const sum = each.reduce((total, weight) => total + weight, 0)
      const total = Math.floor(part * sum)
      const shares = largestRemainder(total, each)
      expect(shares.reduce((all, share) => all + share, 0)).toBe(total)
      for (const [i, weight] of each.entries()) {
        expect(Math.abs(shares[i] - (sum === 0 ? 0 : (total * weight) / sum))).toBeLessThan(1)
        expect(shares[i]).toBeLessThanOrEqual(weight)
      }
    }),
  )
})
