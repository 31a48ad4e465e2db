import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Payment } from '../measure/output.ts'
import { type Bar, type Sankey, sankey } from './sankey.ts'

const payment = (from: string, to: string, purpose: string, amount: number): Payment => ({
  from,
  to,
  purpose,
  currency: 'token',
  amount: `${amount}`,
  dollars: 0,
})

const accounts = ['customers', 'operators', 'escrow', 'treasury', 'burned', 'stakes', 'mint', 'exchange']
/** Payments of a size that spans twelve orders, some of nothing, up to twenty accounts. */
const payments = fc
  .uniqueArray(
    fc.record({
      from: fc.constantFrom(...accounts),
      to: fc.oneof(fc.constantFrom(...accounts), fc.string({ minLength: 1, maxLength: 4 })),
      purpose: fc.string({ minLength: 1, maxLength: 6 }),
      amount: fc.oneof(fc.nat(3), fc.nat(1e6), fc.integer({ min: 1, max: 1e12 })),
    }),
    { selector: ({ purpose }) => purpose, minLength: 1, maxLength: 40 },
  )
  .map(all => all.map(({ from, to, purpose, amount }) => payment(from, to, purpose, amount)))
  .filter(all => all.some(({ amount }) => amount !== '0'))

const LENGTH = 300
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const amounts = (bars: readonly Bar[]) => sum(bars.map(({ amount }) => amount))
const columns = ({ payers, purposes, receivers }: Sankey) => [payers, purposes, receivers]

test('a fee of 10, of which 7 go to operators and 3 come back: what the accounts pay, receive, keep and draw', () => {
  const { payers, purposes, receivers, bands } = sankey(
    [
      payment('customers', 'escrow', 'fee', 10),
      payment('escrow', 'customers', 'refund', 3),
      payment('escrow', 'operators', 'winning', 7),
    ],
    270,
  )
  const shown = (bars: readonly Bar[]) => bars.map(({ name, amount, rest, height }) => [name, amount, rest, height])
  // 27 in all, ten pixels each.
  expect(shown(payers)).toEqual([
    ['customers', 10, 0, 100],
    ['escrow', 10, 0, 100],
    ['operators', 0, 7, 70],
  ])
  expect(shown(receivers)).toEqual([
    ['customers', 3, 7, 100],
    ['escrow', 10, 0, 100],
    ['operators', 7, 0, 70],
  ])
  expect(shown(purposes)).toEqual([
    ['fee', 10, 0, 100],
    ['refund', 3, 0, 30],
    ['winning', 7, 0, 70],
  ])
  // Places are 106, 106 and 76 of 288; purposes take 218 of them.
  expect(bands.map(({ tops, height }) => [...tops, height])).toEqual([
    [3, 38, 109, 100],
    [109, 144, 3, 30],
    [139, 180, 215, 70],
  ])
})

test('the two bars of an account tie up, at the same place; all that is paid is received', () => {
  fc.assert(
    fc.property(payments, all => {
      const { payers, purposes, receivers, bands } = sankey(all, LENGTH)
      const total = sum(all.map(({ amount }) => Number(amount)))
      for (const bars of [payers, purposes, receivers]) expect(amounts(bars)).toBe(total)
      expect(sum(bands.map(({ amount }) => amount))).toBe(total)
      expect(sum(payers.map(({ rest }) => rest))).toBe(sum(receivers.map(({ rest }) => rest)))
      for (const [i, payer] of payers.entries()) {
        const { name, amount, rest, top, height } = receivers[i]
        expect([name, amount + rest, top, height]).toEqual([
          payer.name,
          payer.amount + payer.rest,
          payer.top,
          payer.height,
        ])
        // What it keeps less what it draws is the change of its balance.
        const of = (side: 'from' | 'to') => sum(all.filter(p => p[side] === name).map(p => Number(p.amount)))
        expect(payer.rest - rest).toBe(of('to') - of('from'))
      }
    }),
  )
})

test('every payment is shown once, inside its bars, and no two overlap in a column', () => {
  fc.assert(
    fc.property(payments, all => {
      const picture = sankey(all, LENGTH)
      expect(picture.bands.map(({ purpose }) => purpose).sort()).toEqual(
        all
          .filter(({ amount }) => amount !== '0')
          .map(({ purpose }) => purpose)
          .sort(),
      )
      for (const [column, bars] of columns(picture).entries()) {
        for (const { name, top, height, amount, rest } of bars) {
          const filled = (height * amount) / (amount + rest)
          const inside = picture.bands
            .filter(band => [band.from, band.purpose, band.to][column] === name)
            .map(({ tops, height }) => ({ top: tops[column], bottom: tops[column] + height }))
            .sort((a, b) => a.top - b.top)
          let free = top
          for (const { top, bottom } of inside) {
            expect(top).toBeCloseTo(free, 6)
            free = bottom
          }
          expect(free).toBeCloseTo(top + filled, 6)
        }
      }
    }),
  )
})

test('bars are never negative nor outside, and each has room for a line of text', () => {
  fc.assert(
    fc.property(payments, fc.integer({ min: 0, max: 900 }), (all, length) => {
      const picture = sankey(all, length)
      expect(sum(picture.payers.map(({ height }) => height))).toBeCloseTo(length, 6)
      for (const bars of columns(picture)) {
        for (const [i, { amount, rest, top, height }] of bars.entries()) {
          expect(Math.min(amount, rest, top + 1e-9, height)).toBeGreaterThanOrEqual(0)
          expect(top + height).toBeLessThanOrEqual(picture.height + 1e-9)
          if (i > 0) {
            const before = bars[i - 1]
            expect(top + height / 2 - before.top - before.height / 2).toBeGreaterThanOrEqual(15 - 1e-9)
            expect(top).toBeGreaterThanOrEqual(before.top + before.height + 6 - 1e-9)
          }
        }
      }
    }),
  )
})

test('the picture does not depend on the order of payments, and grows with them without another order', () => {
  fc.assert(
    fc.property(payments, fc.integer({ min: 2, max: 50 }), (all, factor) => {
      const picture = sankey(all, LENGTH)
      expect(sankey(all.toReversed(), LENGTH)).toEqual(picture)
      const later = sankey(
        all.map(one => ({ ...one, amount: `${factor * Number(one.amount)}` })),
        LENGTH,
      )
      const order = (of: Sankey) => columns(of).map(bars => bars.map(({ name }) => name))
      expect(order(later)).toEqual(order(picture))
    }),
  )
})

test('no payments are an empty picture', () => {
  const nothing = { payers: [], purposes: [], receivers: [], bands: [], height: 0 }
  expect(sankey([], LENGTH)).toEqual(nothing)
  expect(sankey([payment('a', 'b', 'c', 0)], LENGTH)).toEqual(nothing)
})
