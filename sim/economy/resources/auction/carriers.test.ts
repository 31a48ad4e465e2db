import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf } from '../../../engine/random.ts'
import { quote, reopen } from './book.ts'
import { carry, type Ways } from './carriers.ts'
import { floorOf, gained, type Place, RULES, tradedBy } from './floor.ts'
import { holdSession } from './session.ts'

const key = keyOf('carriers')

interface Way {
  readonly from: number
  readonly to: number
  readonly capacity?: number
  readonly cost?: number
  readonly congestion?: number
  readonly yield?: number
}

function waysOf(places: number, list: readonly Way[]): Ways {
  const at = Array.from({ length: places }, (_, p) =>
    [...list.keys()].filter(w => list[w].from === p || list[w].to === p),
  )
  const first = [0]
  for (const own of at) first.push(first[first.length - 1] + own.length)
  return {
    from: list.map(({ from }) => from),
    to: list.map(({ to }) => to),
    most: Float64Array.from(list, ({ capacity = Number.POSITIVE_INFINITY }) => capacity),
    cost: Float64Array.from(list, ({ cost = 0 }) => cost),
    growth: Float64Array.from(list, ({ congestion = 0 }) => congestion),
    output: Float64Array.from(list, way => way.yield ?? 1),
    flow: new Float64Array(list.length),
    paid: new Float64Array(list.length),
    earned: new Float64Array(list.length),
    first,
    touching: at.flat(),
  }
}

/** A seller of cost 10 in place 0 who asks 20, a buyer in each other place who bids what is given; then carriers act. */
function carried(bids: readonly number[], list: readonly Way[], activation = 0) {
  const auction = floorOf([{ worths: [], costs: [10] }, ...bids.map(() => ({ worths: [100], costs: [] }))])
  for (let p = 0; p <= bids.length; p++) reopen(auction, RULES, p)
  for (const [b, bid] of bids.entries()) quote(auction, RULES, 1 + b, bid)
  quote(auction, RULES, 0, 20)
  const ways = waysOf(bids.length + 1, list)
  carry(auction, RULES, ways, 0, key, 0, activation)
  return { flow: [...ways.flow], seller: tradedBy(auction, 0, 0), buyer: tradedBy(auction, 1, 1), ways }
}

test('carriers take both quotes where what is bid there is above what is asked here and the cost of the way', () => {
  const { flow, seller, buyer, ways } = carried([50], [{ from: 0, to: 1, cost: 29 }])
  expect(flow).toEqual([1])
  expect(seller).toEqual({ units: 1, money: 20 })
  expect(buyer).toEqual({ units: 1, money: 50 })
  expect([ways.paid[0], ways.earned[0]]).toEqual([20, 50])
  expect(carried([50], [{ from: 0, to: 1, cost: 30 }]).flow).toEqual([0])
  expect(carried([50], [{ from: 1, to: 0 }]).flow).toEqual([0])
})

test('they carry no more than a way holds, and as many as what arrives can be sold', () => {
  expect(carried([50], [{ from: 0, to: 1, capacity: 0.4 }]).flow).toEqual([0.4])
  const lossy = carried([50], [{ from: 0, to: 1, yield: 0.5 }])
  expect([lossy.flow, lossy.seller.units, lossy.buyer.units]).toEqual([[1], 1, 0.5])
  expect(carried([50], [{ from: 0, to: 1, yield: 0.39 }]).flow).toEqual([0])
})

test('where a way congests they carry until the cost of all on it takes the gain', () => {
  // 50 - 20 = 60 flow.
  expect(carried([50], [{ from: 0, to: 1, congestion: 60 }]).flow).toEqual([0.5])
})

test('the way that gains most goes first, of equal ones each as often', () => {
  const both = [
    { from: 0, to: 1, cost: 5 },
    { from: 0, to: 2 },
  ]
  expect(carried([50, 46], both).flow).toEqual([0, 1])
  expect(carried([50, 44], both).flow).toEqual([1, 0])
  let first = 0
  for (let activation = 0; activation < 400; activation++) first += carried([50, 45], both, activation).flow[0]
  expect(Math.abs(first - 200)).toBeLessThan(4 * 10)
})

const units = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 })
const placesOf = fc.array(fc.record({ worths: units, costs: units }), { minLength: 3, maxLength: 3 })
const wayOf = fc.record({
  from: fc.integer({ min: 0, max: 2 }),
  to: fc.integer({ min: 0, max: 2 }),
  capacity: fc.constantFrom(0, 0.7, 2, Number.POSITIVE_INFINITY),
  cost: fc.integer({ min: 0, max: 20 }),
  congestion: fc.constantFrom(0, 0, 3),
  yield: fc.constantFrom(1, 1, 0.6),
})
const waysBetween = fc.array(wayOf, { maxLength: 6 }).map(list => list.filter(({ from, to }) => from !== to))

test('in every place what is bought and leaves is what is sold and arrives; no carrier loses', () => {
  fc.assert(
    fc.property(placesOf, waysBetween, fc.boolean(), fc.nat(), (places: Place[], list, cleared, session) => {
      const rules = { prices: 40, cleared, activations: 40 }
      const auction = floorOf(places, true, rules)
      const ways = waysOf(3, list)
      holdSession(auction, rules, ways, key, session)
      const [sold, bought] = ([0, 1] as const).map(side => places.map((_, p) => tradedBy(auction, p, side)))
      const balance = places.map((_, p) => sold[p].units - bought[p].units)
      let cost = 0
      for (const [w, way] of list.entries()) {
        balance[way.from] -= ways.flow[w]
        balance[way.to] += ways.flow[w] * way.yield
        expect(ways.flow[w]).toBeLessThanOrEqual(way.capacity)
        cost += ways.flow[w] * (way.cost + way.congestion * ways.flow[w])
      }
      for (const excess of balance) expect(Math.abs(excess)).toBeLessThan(1e-7)
      const paid = bought.reduce((sum, { money }) => sum + money, 0)
      const earned = sold.reduce((sum, { money }) => sum + money, 0)
      const sum = (column: Float64Array) => column.reduce((total, amount) => total + amount, 0)
      expect(paid - earned).toBeCloseTo(sum(ways.earned) - sum(ways.paid), 6)
      // With congestion a carrier may lose by who comes after it.
      if (list.some(({ congestion }) => congestion > 0)) return
      expect(paid - earned).toBeGreaterThanOrEqual(cost - 1e-6)
      expect(gained(auction)).toBeGreaterThanOrEqual(cost - 1e-6)
    }),
  )
})
