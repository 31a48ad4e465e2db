/** Lot sizing: against all plans there are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstOrder, type Terms } from './lot-sizing.ts'

const plain = { fee: 0, holding: 0, spot: Infinity, life: Infinity }

/** What is needed before each tick, by demands. */
const needs = (demands: readonly number[]) => {
  let sum = 0
  return Float64Array.from([0, ...demands.map(demand => (sum += demand))])
}
const first = (prices: readonly number[], demands: readonly number[], terms: Partial<Terms> = {}) =>
  firstOrder(Float64Array.from(prices), needs(demands), demands.length, { ...plain, ...terms })

test('without a fee an order covers what comes before the next tick that is cheaper, holding counted', () => {
  expect(first([2, 3, 3, 1, 5], [1, 1, 1, 1, 1])).toBe(3)
  expect(first([2, 3, 3, 2.5, 2.5], [1, 1, 1, 1, 1], { holding: 0.3 })).toBe(3)
  expect(first([2, 2, 2], [1, 1, 1])).toBe(1)
})

test('a fee is paid only where enough is bought for it', () => {
  // One order for all costs 10 + holding 1 + 2; one each 30.
  expect(first([1, 1, 1], [1, 1, 1], { fee: 10, holding: 1 })).toBe(3)
  expect(first([1, 1, 1], [9, 9, 9], { fee: 10, holding: 2 })).toBe(1)
  // Too little to be worth the fee, where a credit on the spot costs half as much again.
  expect(first([1, 1, 1], [1, 1, 1], { fee: 10, spot: 1.5 })).toBe(0)
  expect(first([1, 1, 1], [9, 9, 9], { fee: 10, spot: 1.5 })).toBe(3)
})

test('nothing is ordered for later than credits live, nor before anything is needed', () => {
  expect(first([1, 9, 9, 9], [1, 1, 1, 1], { life: 2 })).toBe(2)
  expect(first([3, 2, 9], [0, 1, 1])).toBe(0)
  expect(first([2, 2, 9], [0, 1, 1])).toBe(0)
  expect(first([1, 2, 9], [0, 1, 1])).toBe(3)
})

/** Cheapest cost of demands by trying every tick that each could be ordered in, not before `from`; infinite where there is none. */
function cheapest(prices: readonly number[], demands: readonly number[], terms: Terms, from: number): number {
  let best = Infinity
  const choices = (t: number) => {
    if (demands[t] === 0) return [-1]
    const ticks = Array.from({ length: t + 1 }, (_, b) => b).filter(b => b >= from && t - b < terms.life)
    return terms.spot < Infinity ? [...ticks, -1] : ticks
  }
  const go = (t: number, cost: number, orders: ReadonlySet<number>) => {
    if (cost + terms.fee * orders.size >= best) return
    if (t === demands.length) {
      best = cost + terms.fee * orders.size
      return
    }
    for (const b of choices(t)) {
      const unit = b < 0 ? terms.spot * prices[t] : prices[b] + terms.holding * (t - b)
      go(t + 1, cost + (demands[t] === 0 ? 0 : unit * demands[t]), b < 0 ? orders : new Set([...orders, b]))
    }
  }
  go(0, 0, new Set())
  return best
}

/** Cost of an order now that covers so many ticks, or else of the first tick on the spot, and of what is cheapest from then on. */
function costOf(covered: number, prices: readonly number[], demands: readonly number[], terms: Terms): number {
  const held = demands.slice(0, covered).reduce((sum, demand, t) => sum + demand * (prices[0] + terms.holding * t), 0)
  const start = covered > 0 ? terms.fee + held : demands[0] > 0 ? terms.spot * prices[0] * demands[0] : 0
  const left = demands.map((demand, t) => (t < Math.max(1, covered) ? 0 : demand))
  return start + cheapest(prices, left, terms, 1)
}

const plans = fc.record({
  ticks: fc.array(fc.record({ price: fc.integer({ min: 1, max: 20 }), demand: fc.integer({ min: 0, max: 9 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
  fee: fc.integer({ min: 0, max: 60 }),
  holding: fc.integer({ min: 0, max: 4 }),
  life: fc.constantFrom(1, 2, 3, Infinity),
})

test('where all is ordered ahead the plan begins as the cheapest of all', () => {
  fc.assert(
    fc.property(plans, ({ ticks, ...rest }) => {
      const terms = { ...rest, spot: Infinity }
      const prices = ticks.map(({ price }) => price)
      const demands = ticks.map(({ demand }) => demand)
      const best = cheapest(prices, demands, terms, 0)
      expect(costOf(first(prices, demands, terms), prices, demands, terms)).toBeCloseTo(best, 9)
    }),
    { numRuns: 500 },
  )
})

test('where compute can also be had on the spot it costs little more than the cheapest', () => {
  let excess = 0
  let most = 0
  let runs = 0
  fc.assert(
    fc.property(plans, fc.constantFrom(1, 1.2, 2), ({ ticks, ...rest }, spot) => {
      const terms = { ...rest, spot }
      const prices = ticks.map(({ price }) => price)
      const demands = ticks.map(({ demand }) => demand)
      const best = cheapest(prices, demands, terms, 0)
      if (best === 0) return
      const over = costOf(first(prices, demands, terms), prices, demands, terms) / best - 1
      expect(over).toBeGreaterThan(-1e-12)
      excess += over
      most = Math.max(most, over)
      runs++
    }),
    { numRuns: 1000, seed: 18 },
  )
  expect(excess / runs).toBeLessThan(0.002)
  expect(most).toBeLessThan(0.25)
})

test('over long horizons the hull finds what trying all ticks finds', () => {
  const long = fc.array(
    fc.record({ price: fc.double({ min: 0.1, max: 9, noNaN: true }), demand: fc.integer({ min: 0, max: 5 }) }),
    { minLength: 30, maxLength: 90 },
  )
  const all = fc.record({
    fee: fc.double({ min: 0, max: 90, noNaN: true }),
    holding: fc.double({ min: 0, max: 0.5, noNaN: true }),
    spot: fc.constantFrom(1.1, 3, Infinity),
    life: fc.constant(Infinity),
  })
  fc.assert(
    fc.property(long, all, (ticks, terms) => {
      const prices = ticks.map(({ price }) => price)
      const demands = ticks.map(({ demand }) => demand)
      const lot = (t: number, u: number) => {
        const held = demands.slice(t, u).reduce((sum, n, after) => sum + n * (prices[t] + terms.holding * after), 0)
        return terms.fee + held + from[u]
      }
      const spot = (t: number) => (demands[t] > 0 ? terms.spot * prices[t] * demands[t] : 0) + from[t + 1]
      const from = Array<number>(ticks.length + 1).fill(0)
      for (let t = ticks.length - 1; t >= 0; t--) {
        from[t] = spot(t)
        for (let u = t + 1; u <= ticks.length; u++) from[t] = Math.min(from[t], lot(t, u))
      }
      const covered = first(prices, demands, terms)
      expect(covered > 0 ? lot(0, covered) : spot(0)).toBeCloseTo(from[0], 6)
    }),
  )
})
