import { expect, test } from 'vitest'
import { keyOf, uniform } from '../../engine/random.ts'
import { allPayBid, entryChance, firstPriceBid, privateAllPayBid, privateFirstPriceBid } from './bidding.ts'

const key = keyOf('bidding')
/** The uniform number `which` of bidder `bidder` in auction `auction`. */
const luck = (auction: number, bidder: number, which: number) => uniform(key, 1, auction, bidder, which)

/** Mean of `of` over auctions, and its standard error. */
function measured(auctions: number, of: (auction: number) => number) {
  let sum = 0
  let squares = 0
  for (let auction = 0; auction < auctions; auction++) {
    const value = of(auction)
    sum += value
    squares += value * value
  }
  const mean = sum / auctions
  return { mean, error: Math.sqrt((squares / auctions - mean * mean) / auctions) }
}

function expectMean({ mean, error }: { mean: number; error: number }, expected: number) {
  expect(Math.abs(mean - expected)).toBeLessThan(4 * error + 1e-12)
  expect(error).toBeLessThan(0.01 * expected)
}

const five = [0, 1, 2, 3, 4]

test('T12a: with private values first-price and all-pay auctions of five bring two thirds', () => {
  const bids = (auction: number, rule: typeof privateAllPayBid) =>
    five.map(bidder => rule({ value: luck(auction, bidder, 0), rivals: 4, activity: 1 }))
  expectMean(
    measured(200_000, auction => Math.max(...bids(auction, privateFirstPriceBid))),
    2 / 3,
  )
  expectMean(
    measured(200_000, auction => bids(auction, privateAllPayBid).reduce((a, b) => a + b)),
    2 / 3,
  )
})

test('private values by hand: all there, (n - 1) / n v and (n - 1) / n v^n; alone, nothing', () => {
  const contest = { value: 0.5, rivals: 4, activity: 1 }
  expect(privateFirstPriceBid(contest)).toBeCloseTo(0.4, 12)
  expect(privateAllPayBid(contest)).toBeCloseTo(0.8 * 0.5 ** 5, 12)
  for (const bid of [privateFirstPriceBid, privateAllPayBid])
    expect(bid({ value: 0.5, rivals: 0, activity: 0.3 })).toBeCloseTo(0, 12)
})

test('no other bid is better for one who knows its own value only, however many may be away', () => {
  for (const [rivals, activity] of [
    [1, 1],
    [4, 0.3],
    [9, 0.8],
  ]) {
    const contest = (value: number) => ({ value, rivals, activity })
    // Who bids as one of value w wins where all that are there are worth less.
    const wins = (w: number) => (1 - activity + activity * w) ** rivals
    const first = (v: number, w: number) => wins(w) * (v - privateFirstPriceBid(contest(w)))
    const all = (v: number, w: number) => wins(w) * v - privateAllPayBid(contest(w))
    for (const brings of [first, all])
      for (const v of [0.1, 0.5, 0.9])
        for (const w of [0.05, 0.3, 0.6, 1]) expect(brings(v, w)).toBeLessThanOrEqual(brings(v, v) + 1e-12)
  }
})

/** A first-price auction with the equilibrium's entry and bids: fees, what losers paid, what bidders have left of the prize. */
function contest(rivals: number, activity: number, revert: number) {
  const prize = { prize: 1, rivals, activity, revert }
  return (auction: number) => {
    const bids: number[] = []
    for (let bidder = 0; bidder <= rivals; bidder++)
      if (luck(auction, bidder, 0) < entryChance(prize)) bids.push(firstPriceBid(prize, luck(auction, bidder, 1)))
    const fee = Math.max(0, ...bids)
    const wasted = Math.max(0, bids.length - 1) * revert
    return { bids: bids.length, fee, wasted, profit: (bids.length > 0 ? 1 : 0) - fee - wasted }
  }
}

test('T12c: of two who risk a tenth of the prize 10/11 bid, fees are 10/11, and nothing is left', () => {
  const run = contest(1, 1, 0.1)
  expect(entryChance({ prize: 1, rivals: 1, activity: 1, revert: 0.1 })).toBeCloseTo(10 / 11, 12)
  expectMean(
    measured(100_000, auction => run(auction).bids / 2),
    10 / 11,
  )
  expectMean(
    measured(100_000, auction => run(auction).fee),
    10 / 11,
  )
  expectMean(
    measured(100_000, auction => run(auction).wasted),
    0.08264462809917356,
  )
  const profit = measured(100_000, auction => run(auction).profit)
  expect(Math.abs(profit.mean)).toBeLessThan(4 * profit.error)
})

test('T12e: three who all pay bid the prize in all, and three fifths at most', () => {
  const bids = (auction: number) =>
    [0, 1, 2].map(bidder => allPayBid({ prize: 1, rivals: 2, activity: 1, revert: 0 }, luck(auction, bidder, 0)))
  expectMean(
    measured(200_000, auction => bids(auction).reduce((a, b) => a + b)),
    1,
  )
  expectMean(
    measured(200_000, auction => Math.max(...bids(auction))),
    3 / 5,
  )
})

test('by whatever rule those who may be alone keep the rents of that, and no more', () => {
  // Four who are there with chance 0.4: 1 - 0.6^4 - 4 0.4 0.6^3 is paid.
  const paid = 1 - 0.6 ** 4 - 4 * 0.4 * 0.6 ** 3
  expectMean(
    measured(200_000, auction => contest(3, 0.4, 0)(auction).fee),
    paid,
  )
  const all = { prize: 1, rivals: 3, activity: 0.4, revert: 0 }
  expectMean(
    measured(200_000, auction =>
      [0, 1, 2, 3].reduce(
        (sum, bidder) => sum + (luck(auction, bidder, 0) < 0.4 ? allPayBid(all, luck(auction, bidder, 1)) : 0),
        0,
      ),
    ),
    paid,
  )
})

test('every bid of a first-price equilibrium brings the same', () => {
  for (const [rivals, activity, revert] of [
    [1, 1, 0.3],
    [4, 0.5, 0],
    [7, 0.9, 0.01],
    [2, 0.2, 0.05],
  ]) {
    const of = { prize: 1, rivals, activity, revert }
    const e = entryChance(of)
    const brings = (u: number) => {
      const chance = (1 - e + e * u) ** rivals
      return chance * (1 - firstPriceBid(of, u)) - (1 - chance) * revert
    }
    for (const u of [0.1, 0.5, 0.999]) expect(brings(u)).toBeCloseTo(brings(0), 12)
    // Who may as well stay away expects nothing.
    if (e < activity) expect(brings(0)).toBeCloseTo(0, 12)
    else expect(brings(0)).toBeGreaterThanOrEqual(0)
  }
})

test('where all are surely there competition leaves nothing, and one who is alone pays nothing', () => {
  expect(firstPriceBid({ prize: 7, rivals: 1, activity: 1, revert: 0 }, 0)).toBe(7)
  expect(firstPriceBid({ prize: 7, rivals: 0, activity: 1, revert: 0 }, 0.5)).toBe(0)
  expect(allPayBid({ prize: 7, rivals: 0, activity: 1, revert: 0 }, 0.5)).toBe(0)
})
