import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paidOut, type Side } from './arbitrage.ts'
import { splitPayment, splitPurchase } from './routing.ts'

const sum = (parts: ArrayLike<number>) => Array.from(parts).reduce((total, part) => total + part, 0)
/** What parts of a payment take out of the pools, and what parts of a purchase cost, roundings apart. */
const taken = (sides: readonly Side[], parts: ArrayLike<number>) => sum(sides.map((side, k) => paidOut(side, parts[k])))
const cost = (sides: readonly Side[], parts: ArrayLike<number>) =>
  sum(sides.map(({ in: a, out: b, kept: g }, k) => (a * parts[k]) / ((b - parts[k]) * g)))

test('by hand: a payment into like pools of 100 and 300 is split one to three', () => {
  const sides = [
    { in: 100, out: 100, kept: 1 },
    { in: 300, out: 300, kept: 1 },
  ]
  expect([...splitPayment(sides, 40)]).toEqual([10, 30])
  expect([...splitPurchase(sides, 40)!]).toEqual([10, 30])
})

test('by hand: a dear pool takes no part until the cheap one has risen to its price', () => {
  // The second asks 1.21 for the first unit; the first does when 10 of its 110 are gone for 11.
  const sides = [
    { in: 110, out: 110, kept: 1 },
    { in: 121, out: 100, kept: 1 },
  ]
  expect([...splitPayment(sides, 11)]).toEqual([11, 0])
  expect([...splitPurchase(sides, 10)!]).toEqual([10, 0])
  expect(splitPayment(sides, 100)[1]).toBeGreaterThan(0)
})

const reserve = fc.integer({ min: 1, max: 1.6e15 })
const side = fc.record({ in: reserve, out: reserve, kept: fc.constantFrom(1, 0.997, 0.9, 0.5) })
const pools = fc.array(side, { minLength: 1, maxLength: 5 })

test('a payment is split to the last unit, and no unit is better off elsewhere', () => {
  fc.assert(
    fc.property(pools, fc.integer({ min: 1, max: 8e15 }), (sides, amount) => {
      const parts = splitPayment(sides, amount)
      expect(Array.from(parts, BigInt).reduce((a, b) => a + b)).toBe(BigInt(amount))
      const best = taken(sides, parts)
      for (let k = 0; k < sides.length; k++)
        for (let j = 0; j < sides.length; j++) {
          const moved = Math.ceil(parts[k] / 100)
          if (k === j || moved === 0) continue
          const other = parts.slice()
          other[k] -= moved
          other[j] += moved
          // A unit more or less may bring as much as the pool pays for it by now.
          const unit = Math.max(
            ...sides.map(({ in: a, out: b, kept: g }, p) => (g * a * b) / (a + g * Math.max(0, other[p] - 1)) ** 2),
          )
          expect(taken(sides, other)).toBeLessThanOrEqual(best * (1 + 1e-9) + sides.length * unit)
        }
    }),
  )
})

test('a purchase is split to the last unit, is never cheaper otherwise, and leaves a unit in every pool', () => {
  fc.assert(
    fc.property(pools, fc.double({ min: 0, max: 1, noNaN: true }), (sides, part) => {
      const most = sum(sides.map(({ out }) => out - 1))
      const amount = Math.floor(most * part * 0.999)
      const parts = splitPurchase(sides, amount)!
      expect(Array.from(parts, BigInt).reduce((a, b) => a + b)).toBe(BigInt(amount))
      const least = cost(sides, parts)
      for (let k = 0; k < sides.length; k++) {
        expect(parts[k]).toBeLessThan(sides[k].out)
        for (let j = 0; j < sides.length; j++) {
          const moved = Math.ceil(parts[k] / 100)
          if (k === j || moved === 0 || parts[j] + moved >= sides[j].out) continue
          const other = parts.slice()
          other[k] -= moved
          other[j] += moved
          // A unit more or less may cost as much as the pool's price is by now.
          const unit = Math.max(...sides.map(({ in: a, out: b, kept: g }, p) => (a * b) / g / (b - other[p]) ** 2))
          expect(cost(sides, other)).toBeGreaterThanOrEqual(least * (1 - 1e-9) - sides.length * unit)
        }
      }
    }),
  )
})

test('all but a unit of each pool can be bought, and not one more', () => {
  const sides = [
    { in: 7, out: 100, kept: 0.997 },
    { in: 1000, out: 3, kept: 1 },
  ]
  expect([...splitPurchase(sides, 101)!]).toEqual([99, 2])
  expect(splitPurchase(sides, 102)).toBeUndefined()
  expect(splitPurchase(sides, 1000)).toBeUndefined()
})
