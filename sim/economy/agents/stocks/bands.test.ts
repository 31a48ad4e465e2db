import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BANDS, type Bid, emptyBid, STEPS, worthOfBand, writeOffered, writeWanted } from './bands.ts'

const units = ({ units, from, to }: Bid) => Array.from(units, (n, k) => (k >= from && k < to ? n : 0))
const sum = (values: number[]) => values.reduce((total, n) => total + n, 0)
const flat = new Float64Array(STEPS).fill(2e6)

test('a stock of 20 with a target of 32 wants 2 in each of the six bands from there on', () => {
  const bid = emptyBid()
  expect(writeWanted(bid, 20, 32, flat, 100)).toBe(76)
  expect(units(bid)).toEqual([...Array(10).fill(0), ...Array(6).fill(2), ...Array(17).fill(0)])
})

test('a stock of 45 with a target of 8 and room for 40 offers 2 in each band and the 5 that it has no room for', () => {
  const bid = emptyBid()
  writeOffered(bid, 45, 8, 40)
  expect(units(bid)).toEqual([...Array(16).fill(0), ...Array(16).fill(2), 5])
})

test('worth falls evenly to the target and on from there, and is least for what there is no room for', () => {
  const worth = { empty: 100, target: 68, full: 4 }
  expect(worthOfBand(worth, 0)).toEqual([100, 98])
  expect(worthOfBand(worth, STEPS - 1)).toEqual([70, 68])
  expect(worthOfBand(worth, STEPS)).toEqual([68, 64])
  expect(worthOfBand(worth, BANDS - 1)).toEqual([4, 4])
})

test('all that is wanted or offered lies in its bands, in whole units, and no more is wanted than is paid for', () => {
  const whole = fc.integer({ min: 0, max: 1_000_000_000 })
  fc.assert(
    fc.property(whole, whole, whole, fc.double({ min: 0, max: 1e10, noNaN: true }), (level, a, b, budget) => {
      const [target, capacity] = [Math.min(a, b), Math.max(a, b)]
      const bid = emptyBid()
      bid.units.fill(-1)
      if (level < target) {
        const edge = (k: number) => Math.round((target * k) / STEPS)
        const worth = Float64Array.from(flat, (most, k) => most / (k + 1))
        const left = writeWanted(bid, level, target, worth, Infinity)
        expect(left).toBe(Infinity)
        expect(sum(units(bid))).toBe(target - level)
        for (const [k, n] of units(bid).entries()) if (n > 0) expect(n).toBe(edge(k + 1) - Math.max(level, edge(k)))
        const rest = writeWanted(bid, level, target, worth, budget)
        const spent = units(bid).reduce((total, n, k) => total + (k < STEPS ? (n * worth[k]) / 1e6 : 0), 0)
        expect(spent).toBeLessThanOrEqual(budget - rest + 1e-6 * budget)
        expect(units(bid).every(Number.isInteger)).toBe(true)
      } else if (level > target) {
        writeOffered(bid, level, target, capacity)
        expect(sum(units(bid))).toBe(level - target)
        expect(units(bid).every(n => Number.isInteger(n) && n >= 0)).toBe(true)
        expect(units(bid)[BANDS - 1]).toBe(Math.max(0, level - capacity))
      }
    }),
  )
})
