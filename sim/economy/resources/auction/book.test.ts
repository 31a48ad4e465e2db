import { expect, test } from 'vitest'
import { quote, reopen } from './book.ts'
import { floorOf, gained, RULES, tradedBy } from './floor.ts'
import { NOBODY } from './tables.ts'

/** Buyers 0, 1, 2 of worth 90, 70, 50 and sellers 3, 4, 5 of cost 20, 40, 60, with an empty book. */
function bookOf(cleared: boolean) {
  const auction = floorOf([{ worths: [90, 70, 50], costs: [20, 40, 60] }])
  const rules = { ...RULES, cleared }
  reopen(auction, rules, 0)
  const { bid, bidder, ask, asker, trades, turnover } = auction.auctionPlaces
  const best = () => [bid[0], bidder[0], ask[0], asker[0]]
  return { auction, best, trades, turnover, say: (t: number, price: number) => quote(auction, rules, t, price) }
}

test('a quote stands where it is better than the best of its side, and no other does', () => {
  const { say, best } = bookOf(true)
  expect(best()).toEqual([0, NOBODY, 201, NOBODY])
  expect(say(0, 10)).toBe(true)
  expect(say(1, 10)).toBe(false)
  expect(say(2, 9)).toBe(false)
  expect(say(1, 11)).toBe(true)
  expect(say(5, 150)).toBe(true)
  expect(say(4, 150)).toBe(false)
  expect(say(4, 149)).toBe(true)
  expect(best()).toEqual([11, 1, 149, 4])
})

test('quotes that meet trade at the one that was there before, and the book is cleared', () => {
  const { say, best, auction, trades } = bookOf(true)
  say(2, 30)
  say(0, 45)
  say(5, 80)
  expect(say(3, 25)).toBe(false)
  // Seller 3 asked 25 and got the 45 that stood.
  expect([trades[0], gained(auction)]).toEqual([1, 90 - 20])
  for (const side of [0, 1] as const) expect(tradedBy(auction, 0, side)).toEqual({ units: 1, money: 45 })
  expect(best()).toEqual([0, NOBODY, 201, NOBODY])
  say(4, 50)
  expect(say(1, 50)).toBe(false)
  expect([trades[0], tradedBy(auction, 0, 1).money, gained(auction)]).toEqual([2, 95, 100])
})

test('where the book is kept the next best quotes stand after a trade, those of who trades do not', () => {
  const { say, best, trades, turnover } = bookOf(false)
  say(2, 30)
  say(1, 35)
  say(0, 45)
  say(3, 100)
  say(5, 80)
  expect(say(3, 40)).toBe(true)
  expect(best()).toEqual([35, 1, 80, 5])
  expect(say(4, 35)).toBe(true)
  expect(best()).toEqual([30, 2, 80, 5])
  expect([trades[0], turnover[0]]).toEqual([2, 45 + 35])
})

test('a better quote of the same trader takes the place of his own', () => {
  const { say, best } = bookOf(false)
  say(1, 30)
  say(0, 40)
  say(0, 50)
  say(3, 50)
  expect(best()).toEqual([30, 1, 201, NOBODY])
})

test('lots of unequal size trade what both have; the rest is traded next, at the next price', () => {
  const { auction, say, best, turnover } = bookOf(false)
  auction.auctionLots.size[0] = 2.5
  auction.auctionLots.left[0] = 2.5
  say(0, 80)
  say(3, 20)
  expect(best()).toEqual([80, 0, 201, NOBODY])
  say(4, 70)
  expect(best()).toEqual([80, 0, 201, NOBODY])
  say(5, 60)
  expect(best()).toEqual([0, NOBODY, 201, NOBODY])
  expect(turnover[0]).toBe(2.5 * 80)
  expect(auction.auctionLots.left[5]).toBe(0.5)
})

test('a trader with several lots goes on with the next when one is gone', () => {
  const auction = floorOf([{ worths: [[9, 5]], costs: [2, 3] }])
  reopen(auction, RULES, 0)
  for (const [t, price] of [
    [0, 8],
    [1, 2],
  ])
    quote(auction, RULES, t, price)
  const { lot } = auction.auctionTraders
  expect([lot[0], auction.auctionLots.worth[lot[0]]]).toEqual([1, 5])
})
