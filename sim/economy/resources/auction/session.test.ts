import fc from 'fast-check'
import { expect, test } from 'vitest'
import { block, keyOf } from '../../../engine/random.ts'
import { constrainedAuction, largestGain, unconstrainedAuction } from '../../../measure/theory/auction.ts'
import { PURPOSE } from '../../purposes.ts'
import { floorOf, gained, type Place, RULES, tradedBy } from './floor.ts'
import { holdSession, type SessionRules } from './session.ts'

const key = keyOf('zero intelligence')
const SESSIONS = 2000
const worths = Array.from({ length: 10 }, (_, k) => 10 * k + 10)
const costs = Array.from({ length: 10 }, (_, k) => 10 * k + 5)

/** A session of one place. */
function session(place: Place, rules: SessionRules = RULES, { number = 0, constrained = true } = {}) {
  const auction = floorOf([place], constrained, rules)
  holdSession(auction, rules, undefined, key, number)
  return auction
}

/** Mean efficiency and trades of many sessions, with standard errors. */
function sessions(place: { worths: number[]; costs: number[] }, rules: SessionRules, count = SESSIONS) {
  const largest = largestGain(place.worths, place.costs)
  const each = Array.from({ length: count }, (_, number) => {
    const auction = session(place, rules, { number })
    return { efficiency: gained(auction) / largest, trades: auction.auctionPlaces.trades[0] }
  })
  const estimate = (of: (one: (typeof each)[number]) => number) => {
    const mean = each.reduce((sum, one) => sum + of(one), 0) / count
    const variance = each.reduce((sum, one) => sum + (of(one) - mean) ** 2, 0) / (count - 1)
    return { mean, error: Math.sqrt(variance / count) }
  }
  return { efficiency: estimate(one => one.efficiency), trades: estimate(one => one.trades) }
}

test('T14: over 2,000 sessions traders who know their limits reach 95.6 % in 5.863 trades', () => {
  const { efficiency, trades } = sessions({ worths, costs }, RULES)
  expect(Math.abs(efficiency.mean - 0.956)).toBeLessThan(0.006)
  expect(Math.abs(trades.mean - 5.863)).toBeLessThan(0.07)
})

test('T14: those who do not all trade, and reach 18.18 % in every session', () => {
  const expected = unconstrainedAuction(worths, costs)
  for (let number = 0; number < 20; number++) {
    const auction = session({ worths, costs }, RULES, { number, constrained: false })
    expect(auction.auctionPlaces.trades[0]).toBe(expected.trades)
    expect(gained(auction) / largestGain(worths, costs)).toBe(expected.efficiency)
  }
})

test.each([
  { worths: [9, 7, 4, 3], costs: [2, 5, 6] },
  { worths: [12, 8], costs: [1, 3, 7, 9, 11] },
])('small unequal sessions are as the exact recursion says: $worths against $costs', place => {
  const rules = { ...RULES, prices: 15 }
  const expected = constrainedAuction(place.worths, place.costs, rules.prices)
  const { efficiency, trades } = sessions(place, rules, 4000)
  if (!expected) throw new Error('expected a session that can be gone through')
  expect(Math.abs(efficiency.mean - expected.efficiency)).toBeLessThan(4 * efficiency.error + 1e-12)
  expect(Math.abs(trades.mean - expected.trades)).toBeLessThan(4 * trades.error + 1e-12)
})

const some = (least: number) => fc.array(fc.integer({ min: 1, max: 40 }), { minLength: least, maxLength: 7 })
const placeOf = fc.record({ worths: some(1), costs: some(1) })
const rulesOf = fc.record({
  prices: fc.constant(40),
  cleared: fc.boolean(),
  activations: fc.integer({ min: 1, max: 60 }),
})

test('nobody who knows his limit loses, as much is bought as sold, and no more is gained than can be', () => {
  fc.assert(
    fc.property(placeOf, rulesOf, fc.nat(), (place, rules, number) => {
      const auction = session(place, rules, { number })
      const [sellers, buyers] = ([0, 1] as const).map(side => tradedBy(auction, 0, side))
      expect(buyers).toEqual(sellers)
      expect(auction.auctionPlaces.trades[0]).toBe(buyers.units)
      expect(auction.auctionPlaces.turnover[0]).toBe(buyers.money)
      expect(gained(auction)).toBeLessThanOrEqual(largestGain(place.worths, place.costs))
      const { buys } = auction.auctionTraders
      for (const [t, units] of auction.bids.filled.entries()) {
        const gain = auction.auctionLots.worth[t] * units - auction.bids.money[t]
        expect(buys[t] === 1 ? gain : -gain).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('how often a trader may quote counts, how many there are hardly', () => {
  const place = (n: number) => ({
    worths: Array.from({ length: n }, (_, k) => Math.round((1000 * (k + 1)) / n)),
    costs: Array.from({ length: n }, (_, k) => Math.max(1, Math.round((1000 * k) / n))),
  })
  const reached = (n: number, activations: number) =>
    sessions(place(n), { ...RULES, prices: 2000, activations }, 200).efficiency.mean
  for (const [activations, least, most] of [
    [5, 0.64, 0.72],
    [20, 0.92, 0.96],
    [150, 0.95, 0.98],
  ])
    for (const n of [8, 50]) {
      expect(reached(n, activations)).toBeGreaterThan(least)
      expect(reached(n, activations)).toBeLessThan(most)
    }
})

/** The same session, written again with lists: who quotes what and when as drawn, all else another way. */
function again({ worths: w, costs: c }: { worths: number[]; costs: number[] }, rules: SessionRules, number: number) {
  const traders = [...w.map(limit => ({ buys: true, limit })), ...c.map(limit => ({ buys: false, limit }))]
  const words = new Int32Array(4)
  const trades: { buyer: number; seller: number; price: number }[] = []
  const gone = new Set<number>()
  let book: { t: number; buys: boolean; price: number }[] = []
  for (let n = 0; n < rules.activations * traders.length; n++) {
    block(words, key, n >> 1, 0, number, PURPOSE.quote)
    const u = [words[2 * (n & 1)], words[2 * (n & 1) + 1]].map(word => (word >>> 0) / 2 ** 32)
    const t = Math.floor(u[0] * traders.length)
    if (gone.has(t)) continue
    const { buys, limit } = traders[t]
    const price = buys ? 1 + Math.floor(u[1] * limit) : limit + Math.floor(u[1] * (rules.prices - limit + 1))
    const better = (a: number, b: number) => (buys ? a > b : a < b)
    const own = book.filter(entry => entry.buys === buys)
    const other = book
      .filter(entry => entry.buys !== buys)
      .toSorted((a, b) => (buys ? a.price - b.price : b.price - a.price))
    if (other.length > 0 && !better(other[0].price, price)) {
      const [buyer, seller] = buys ? [t, other[0].t] : [other[0].t, t]
      trades.push({ buyer, seller, price: other[0].price })
      gone.add(buyer).add(seller)
      book = rules.cleared ? [] : book.filter(entry => !gone.has(entry.t))
    } else if (own.every(entry => better(price, entry.price)))
      book = [...book.filter(entry => entry.t !== t), { t, buys, price }]
  }
  return trades
}

test('an independent implementation makes the same trades at the same prices', () => {
  fc.assert(
    fc.property(placeOf, rulesOf, fc.nat(), (place, rules, number) => {
      const auction = session(place, rules, { number })
      const trades = again(place, rules, number)
      const { left } = auction.auctionLots
      const traded = [...left.keys()].filter(lot => left[lot] === 0)
      expect(traded).toEqual(trades.flatMap(({ buyer, seller }) => [buyer, seller]).toSorted((a, b) => a - b))
      expect(auction.auctionPlaces.turnover[0]).toBe(trades.reduce((sum, { price }) => sum + price, 0))
    }),
  )
})

test('other places and sessions have words of their own, the same session the same', () => {
  const [once, twice, other] = [3, 3, 4].map(
    number => session({ worths, costs }, RULES, { number }).auctionPlaces.turnover[0],
  )
  expect(once).toBe(twice)
  expect(once).not.toBe(other)
})
