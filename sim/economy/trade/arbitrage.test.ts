import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestPayment, bestRoundTrip, gainOf, paidOut, type Side } from './arbitrage.ts'

test('by hand: 121 out and 100 in, worth the same, take 10 in, which pays 11 out', () => {
  const side = { in: 100, out: 121, kept: 1 }
  expect(bestPayment(side, 1)).toBe(10)
  expect(paidOut(side, 10)).toBeCloseTo(11, 12)
  expect(gainOf(side, 10, 1)).toBeCloseTo(1, 12)
  expect(bestPayment({ in: 121, out: 100, kept: 1 }, 1)).toBe(0)
})

const reserve = fc.double({ min: 1, max: 1e9, noNaN: true })
const kept = fc.double({ min: 0.5, max: 1, noNaN: true })

test('no other payment gains more, and within the fee none gains', () => {
  fc.assert(
    fc.property(reserve, reserve, kept, fc.double({ min: 0.01, max: 100, noNaN: true }), (x, y, g, worth) => {
      const side = { in: x, out: y, kept: g }
      const best = bestPayment(side, worth)
      const most = gainOf(side, best, worth)
      expect(best > 0).toBe(worth * g * y > x)
      for (const other of [0, best * 0.99, best * 1.01, best + x * 0.01, x * 0.001])
        expect(gainOf(side, other, worth)).toBeLessThanOrEqual(most + 1e-9 * (x + worth * y))
    }),
  )
})

test('to a market of finite depth as much is sold as a round trip through it gains, and no other payment gains more', () => {
  fc.assert(
    fc.property(
      reserve,
      reserve,
      kept,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      reserve,
      (x, y, g, worth, m) => {
        const side = { in: x, out: y, kept: g }
        const best = bestPayment(side, worth, m)
        const trip = bestRoundTrip(side, { in: m, out: worth * m, kept: 1 })
        expect(best).toBeCloseTo(trip.payment, -Math.log10(1e-9 * (1 + x + y)))
        const most = gainOf(side, best, worth, m)
        expect(most).toBeLessThanOrEqual(gainOf(side, best, worth))
        for (const other of [0, best * 0.99, best * 1.01, best + x * 0.01])
          expect(gainOf(side, other, worth, m)).toBeLessThanOrEqual(most + 1e-9 * (x + worth * y))
      },
    ),
  )
})

const pools = [
  { in: 1000, out: 1000, kept: 0.997 },
  { in: 1000, out: 1200, kept: 0.997 },
] as const
/** What a payment into the first of two pools gains through both. */
const through = (first: Side, second: Side, payment: number) => paidOut(second, paidOut(first, payment)) - payment

test('T10c: two pools of 1000 and 1000, 1000 and 1200 with 30 bp: 46.287 in gains 4.2658', () => {
  const { payment, gain } = bestRoundTrip(...pools)
  expect(payment).toBeCloseTo(46.287475177310256, 9)
  expect(gain).toBeCloseTo(4.265797226128825, 9)
  expect(through(...pools, payment)).toBeCloseTo(gain, 9)
  let most = 0
  for (let d = 0; d <= 100; d += 0.001) most = Math.max(most, through(...pools, d))
  expect(most).toBeLessThanOrEqual(gain + 1e-9)
  expect(most).toBeCloseTo(gain, 6)
})

test('between any two pools at most one way round gains, and no other payment gains more', () => {
  fc.assert(
    fc.property(reserve, reserve, reserve, reserve, kept, kept, (x1, y1, x2, y2, g1, g2) => {
      const first = { in: y1, out: x1, kept: g1 }
      const second = { in: x2, out: y2, kept: g2 }
      const { payment, gain } = bestRoundTrip(first, second)
      const back = bestRoundTrip({ in: y2, out: x2, kept: g2 }, { in: x1, out: y1, kept: g1 })
      expect(payment > 0 && back.payment > 0).toBe(false)
      for (const other of [payment * 0.9, payment * 1.1, y1 * 0.01])
        expect(through(first, second, other)).toBeLessThanOrEqual(gain + 1e-9 * (y1 + y2))
    }),
  )
})
