import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSolver } from './highs.ts'
import type { Curve, Instance, Plan, Store, Way } from './instance.ts'
import { isShort, plan } from './plan.ts'
import { violationOf, welfareOf } from './welfare.ts'

const solver = await loadSolver()

/** A part of 1 to `most`, in thousandths. */
const amount = (least: number, most: number) =>
  fc.integer({ min: Math.round(least * 1000), max: Math.round(most * 1000) }).map(value => value / 1000)

/** Pieces whose prices run from `start` by steps and slopes of sign `way`, where every other may be flat. */
function curve(start: fc.Arbitrary<number>, direction: 1 | -1): fc.Arbitrary<Curve> {
  const parts = fc.array(
    fc.record({ width: amount(0.1, 40), jump: amount(0, 5), slope: amount(0, 20), flat: fc.boolean() }),
    {
      maxLength: 3,
    },
  )
  return fc.tuple(start, parts).map(([price, pieces]) => {
    let at = price
    return pieces.map(({ width, jump, slope, flat }) => {
      const from = at + direction * jump
      at = from + (flat ? 0 : direction * slope)
      return { width, from, to: at }
    })
  })
}

const demand = fc
  .tuple(curve(amount(10, 60), -1), fc.option(amount(0.1, 10), { freq: 4 }))
  .map(([pieces, least]): Curve => (least ? [{ width: least, from: Infinity, to: Infinity }, ...pieces] : pieces))

function ways(places: number): fc.Arbitrary<Way[]> {
  const one = fc.record({
    from: fc.nat(places - 1),
    to: fc.nat(places - 1),
    capacity: fc.oneof(amount(0.1, 30), fc.constant(Infinity)),
    cost: amount(0, 10),
    congestion: fc.oneof(fc.constant(0), amount(0, 0.5)),
    yield: amount(0.5, 1),
  })
  return fc.array(one, { maxLength: 3 * places }).map(list => list.filter(({ from, to }) => from !== to))
}

function stores(places: number): fc.Arbitrary<Store[]> {
  const share = amount(0.5, 1)
  const one = fc
    .record({
      place: fc.nat(places - 1),
      capacity: amount(1, 50),
      charge: amount(0.1, 20),
      discharge: amount(0.1, 20),
      chargeYield: share,
      dischargeYield: share,
      kept: share,
      before: amount(0, 1),
      after: amount(0, 1),
    })
    .map(drawn => ({ ...drawn, before: drawn.before * drawn.capacity, after: (drawn.after * drawn.capacity) / 4 }))
  return fc.array(one, { maxLength: places })
}

/** Instances of a few places; those of some seeds cannot be met. */
const instances = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }))
  .chain(([places, periods]) => {
    const curves = (one: fc.Arbitrary<Curve>) =>
      fc.array(fc.array(one, { minLength: places, maxLength: places }), { minLength: periods, maxLength: periods })
    return fc.record({
      places: fc.constant(Array.from({ length: places }, (_, i) => `place ${i}`)),
      demand: curves(demand),
      supply: curves(curve(amount(0, 30), 1)),
      ways: ways(places),
      stores: stores(places),
    })
  })

function planOf(instance: Instance): Plan | undefined {
  const result = plan(instance, solver)
  return isShort(result) ? undefined : result
}

/** Prices of a curve on both sides of a quantity, of what is left of it and right of it; infinite at its ends. */
function pricesAt(curve: Curve, quantity: number, direction: 1 | -1): [left: number, right: number] {
  const near = 1e-3
  const at = (q: number, end: number) => {
    let before = 0
    for (const { width, from, to } of curve) {
      if (q >= before && q <= before + width)
        return from === Infinity ? Infinity : from + ((to - from) * (q - before)) / width
      before += width
    }
    return end
  }
  return [at(quantity - near, -direction * Infinity), at(quantity + near, direction * Infinity)]
}

test('a plan can be, and no other allocation that can be is worth more', () => {
  fc.assert(
    fc.property(instances, fc.infiniteStream(amount(0, 60)), (instance, prices) => {
      const best = planOf(instance)
      if (!best) return
      expect(violationOf(instance, best)).toBeLessThan(1e-7)
      expect(best.welfare).toBeCloseTo(welfareOf(instance, best), 6)
      // What would be planned at other prices can be all the same.
      const other = (curves: Instance['demand'], direction: 1 | -1) =>
        curves.map(period =>
          period.map(pieces => {
            const start: number = prices.next().value
            const ends = pieces.map((_, n) => start + direction * (n + 1))
            return pieces.map((piece, n) =>
              piece.from === Infinity ? piece : { ...piece, from: ends[n]! - direction, to: ends[n]! },
            )
          }),
        )
      const allocation = planOf({ ...instance, demand: other(instance.demand, -1), supply: other(instance.supply, 1) })!
      expect(violationOf(instance, allocation)).toBeLessThan(1e-7)
      expect(welfareOf(instance, allocation)).toBeLessThanOrEqual(best.welfare + 1e-7 * Math.abs(best.welfare) + 1e-6)
    }),
    { numRuns: 150 },
  )
})

test('prices are marginal worth and cost, and no way that is open earns more than it costs', () => {
  fc.assert(
    fc.property(instances, instance => {
      const best = planOf(instance)
      if (!best) return
      const near = 0.1
      for (const [t, price] of best.price.entries()) {
        for (const [i, value] of price.entries()) {
          const [worth, next] = pricesAt(instance.demand[t]![i]!, best.consumed[t]![i]!, -1)
          expect(value).toBeLessThan(worth + near)
          expect(value).toBeGreaterThan(next - near)
          const [last, dearer] = pricesAt(instance.supply[t]![i]!, best.produced[t]![i]!, 1)
          expect(value).toBeGreaterThan(last - near)
          expect(value).toBeLessThan(dearer + near)
        }
        for (const [w, { from, to, cost, congestion, capacity, yield: out }] of instance.ways.entries()) {
          const flow = best.carried[t]![w]!
          const margin = out * price[to]! - price[from]! - cost - 2 * congestion * flow
          if (flow < capacity) expect(margin).toBeLessThan(1e-2)
          if (flow > 0) expect(margin).toBeGreaterThan(-1e-2)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('without stores the plan is worth what all would choose at its prices, and rents: no gap is left', () => {
  fc.assert(
    fc.property(instances, instance => {
      const bare = { ...instance, stores: [] }
      const best = planOf(bare)
      if (!best) return
      let bound = 0
      for (const [t, price] of best.price.entries()) {
        for (const [i, value] of price.entries()) {
          for (const { width, from, to } of bare.demand[t]![i]!) {
            bound += from === Infinity ? -value * width : surplus(from - value, (from - to) / width, width)
          }
          for (const { width, from, to } of bare.supply[t]![i]!)
            bound += surplus(value - from, (to - from) / width, width)
        }
        for (const { from, to, cost, congestion, capacity, yield: out } of bare.ways) {
          const margin = out * price[to]! - price[from]! - cost
          if (margin > 1e-7) bound += surplus(margin, 2 * congestion, capacity)
        }
      }
      expect(bound - best.welfare).toBeLessThan(1e-6 + 1e-7 * Math.abs(best.welfare))
      expect(bound - best.welfare).toBeGreaterThan(-1e-6 - 1e-7 * Math.abs(best.welfare))
    }),
    { numRuns: 150 },
  )
})

/** The most that x between 0 and `most` gains at `margin` x - `bend` x^2 / 2. */
function surplus(margin: number, bend: number, most: number): number {
  if (margin <= 0) return 0
  const x = bend === 0 ? most : Math.min(most, margin / bend)
  return (margin - (bend * x) / 2) * x
}

test('what cannot be met is short by just so much that the rest can be', () => {
  let short = 0
  fc.assert(
    fc.property(instances, instance => {
      const found = plan(instance, solver)
      if (!isShort(found)) return
      short++
      expect(found.length).toBeGreaterThan(0)
      const eased = (t: number, i: number) =>
        found
          .filter(({ of, place, period }) => of === 'demand' && period === t && place === instance.places[i])
          .reduce((sum, { missing }) => sum + missing, 0)
      const demand = instance.demand.map((period, t) =>
        period.map(([first, ...rest], i) => {
          if (first?.from !== Infinity) return first ? [first, ...rest] : []
          const width = first.width - eased(t, i) * (1 + 1e-6)
          return width > 0 ? [{ ...first, width }, ...rest] : rest
        }),
      )
      const left = found.some(({ of }) => of === 'store')
      const stores = left ? instance.stores.map(one => ({ ...one, after: 0 })) : instance.stores
      expect(planOf({ ...instance, demand, stores })).toBeDefined()
    }),
    { numRuns: 300 },
  )
  expect(short).toBeGreaterThan(5)
})

test('units do not matter: quantities of a million times, at prices of a billionth', () => {
  fc.assert(
    fc.property(instances, instance => {
      const best = planOf(instance)
      if (!best) return
      const [more, less] = [2 ** 20, 2 ** -30]
      const curves = (periods: Instance['demand']) =>
        periods.map(period =>
          period.map(pieces =>
            pieces.map(({ width, from, to }) => ({ width: width * more, from: from * less, to: to * less })),
          ),
        )
      const scaled: Instance = {
        ...instance,
        demand: curves(instance.demand),
        supply: curves(instance.supply),
        ways: instance.ways.map(way => ({
          ...way,
          capacity: way.capacity * more,
          cost: way.cost * less,
          congestion: (way.congestion * less) / more,
        })),
        stores: instance.stores.map(one => ({
          ...one,
          capacity: one.capacity * more,
          charge: one.charge * more,
          discharge: one.discharge * more,
          before: one.before * more,
          after: one.after * more,
        })),
      }
      const same = planOf(scaled)!
      expect(same.price.map(prices => prices.map(value => value / less))).toEqual(best.price)
      expect(same.consumed.map(amounts => amounts.map(value => value / more))).toEqual(best.consumed)
    }),
    { numRuns: 50 },
  )
})
