// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Payment } from '../../sim/measure/output.ts'
import { whoPays } from '../../sim/report/sankey-svg.ts'
import { svgFile } from '../../sim/report/svg.ts'
import { PAPER } from './colors.ts'
import { createWhoPays } from './sankey.ts'

const payment = (from: string, to: string, purpose: string, currency: string, amount: number): Payment => ({
  from,
  to,
  purpose,
  currency,
  amount: `${amount}`,
  dollars: 0,
})
const fee = (amount: number) => payment('customers', 'escrow', 'fee', 'token', amount)
const income = payment('outside', 'customers', 'income', 'dollar', 5e6)
const bands = (svg: SVGSVGElement) => [...svg.querySelectorAll('.bands path')]

test('a picture that was updated is the same as one drawn at once', () => {
  const payments = fc.uniqueArray(
    fc.record({
      from: fc.constantFrom('customers', 'escrow', 'mint'),
      to: fc.constantFrom('operators', 'customers', 'treasury'),
      purpose: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      currency: fc.constantFrom('token', 'dollar'),
      amount: fc.nat(1e9),
    }),
    { selector: ({ purpose }) => purpose },
  )
  const drawn = (all: readonly (Omit<Payment, 'amount' | 'dollars'> & { amount: number })[]) =>
    all.map(({ from, to, purpose, currency, amount }) => payment(from, to, purpose, currency, amount))
  fc.assert(
    fc.property(payments, payments, (before, after) => {
      const draw = createWhoPays()
      draw(drawn(before), 900)
      const fresh = createWhoPays()(drawn(after), 900)
      expect(draw(drawn(after), 900).isEqualNode(fresh)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('the page draws what the file shows, in its own colours', () => {
  const options = { width: 900, paper: PAPER, ink: 'currentColor' }
  const file = new DOMParser().parseFromString(svgFile(whoPays([fee(7e6), income], options)), 'image/svg+xml')
  const page = createWhoPays()([fee(7e6), income], 900)
  const [fromFile, drawn] = [file.documentElement, page].map(root => [...root.children])
  expect(drawn.length).toBe(fromFile.length)
  for (const [i, part] of drawn.entries()) expect(part.isEqualNode(fromFile[i]), part.outerHTML).toBe(true)
})

test('a band stays the same element while its amount grows, so a tooltip stays open', () => {
  const draw = createWhoPays()
  const [before] = bands(draw([fee(1e6)], 900))
  const svg = draw([fee(4e6), income], 900)
  expect(bands(svg)).toHaveLength(2)
  expect(bands(svg)[0]).toBe(before)
  expect(before.querySelector('title')?.textContent).toBe(
    'customers → escrow, fee: 4.000000 token, 100.0 % of what customers paid',
  )
  expect(bands(draw([], 900))).toEqual([])
  expect(svg.lastElementChild?.textContent).toBe('Nothing has been paid.')
})

test('a narrow page shows the whole picture smaller', () => {
  const width = (pixels?: number) => createWhoPays()([income], pixels).getAttribute('viewBox')?.split(' ')[2]
  expect([width(300), width(1200), width()]).toEqual(['860', '1200', '860'])
})

test('names are text even when they look like markup', () => {
  const trap = '<img src=x onerror=alert(1)>'
  const svg = createWhoPays()([payment(trap, 'b', trap, 'token', 1)], 900)
  expect(svg.querySelector('img')).toBeNull()
  expect(svg.textContent).toContain(trap)
})
