import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { ACCOUNTS } from '../economy/accounts.ts'
import { FLOWS, PURPOSES } from '../economy/flows.ts'
import type { Payment, Summary } from '../measure/output.ts'
import { partyColor } from './parties.ts'
import { whoPays, whoPaysFile } from './sankey-svg.ts'
import { svgFile } from './svg.ts'

/** Every payment that the model knows, each a fifth more than the one before, from 30 micro-units up: sums of them all stay exact. */
const every: Payment[] = PURPOSES.map((purpose, i) => {
  const { from, to, currency } = FLOWS[purpose]
  return { from, to, purpose, currency, amount: `${Math.round(30 * 1.2 ** i)}`, dollars: 0 }
})
const two = every.filter(({ purpose }) => purpose === 'fee' || purpose === 'fixedCost')

const nothing = { initial: '0', minted: '0', burned: '0', final: '0' }
const summary = (flows: readonly Payment[], name = 'harbour'): Summary => ({
  name,
  seed: '1',
  ticks: 1500,
  fingerprint: '0',
  history: '0',
  money: { ...nothing, dollars: nothing },
  theory: [],
  claims: [],
  metrics: {},
  flows,
})

/** The file as an XML parser has it; a fault of form is an error. */
function parsed(file: string): Document {
  return new JSDOM(file, { contentType: 'image/svg+xml' }).window.document
}

const titles = (picture: Document, group: string) =>
  [...picture.querySelectorAll(`.${group} title`)].map(title => title.textContent)

test.each([
  ['two', two],
  ['every', every],
])('a picture of %s payments is well formed and shows each of them once', (_, payments) => {
  const picture = parsed(whoPaysFile(summary(payments)))
  expect(picture.documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg')
  expect(picture.querySelectorAll('.bands path')).toHaveLength(payments.length)
  const shown = titles(picture, 'bands').join('\n')
  for (const { from, to } of payments) expect(shown).toContain(`${from} → ${to}, `)
  expect(picture.documentElement.outerHTML).not.toMatch(/NaN|Infinity|undefined/)
})

test('a payment is told with its exact amount and its share of what its payer paid', () => {
  const more = { ...two[0], to: 'treasury', purpose: 'treasuryShare', amount: '9000000' }
  const picture = parsed(whoPaysFile(summary([{ ...two[0], amount: '3000000' }, more])))
  expect(titles(picture, 'bands')).toEqual([
    'customers → treasury, treasury share: 9.000000 token, 75.0 % of what customers paid',
    'customers → escrow, fee: 3.000000 token, 25.0 % of what customers paid',
  ])
  expect(titles(picture, 'bars')).toEqual([
    'customers: 12.000000 token',
    'treasury: 9.000000 token kept',
    'escrow: 3.000000 token kept',
    'treasury share: 9.000000 token',
    'fee: 3.000000 token',
    'customers: 12.000000 token from the balance',
    'treasury: 9.000000 token',
    'escrow: 3.000000 token',
  ])
})

test('the picture is named and told in words for those who cannot see it', () => {
  const picture = parsed(whoPaysFile(summary(two.map(payment => ({ ...payment, amount: '16834' })))))
  const root = picture.documentElement
  expect(root.getAttribute('role')).toBe('img')
  expect(root.firstElementChild?.textContent).toBe('Who pays in harbour, after 1,500 ticks')
  expect(picture.querySelector('desc')?.textContent).toBe(
    'customers to escrow for fee: 0.016834 token; operators to suppliers for fixed cost: 0.016834 USD',
  )
})

test('no label runs into another or out of the picture', () => {
  const picture = parsed(whoPaysFile(summary(every)))
  const [, , width, height] = picture.documentElement.getAttribute('viewBox')!.split(' ').map(Number)
  const boxes = [...picture.querySelectorAll('.labels text')].map(text => {
    const x = Number(text.getAttribute('x'))
    const group = text.closest('[transform]')!.getAttribute('transform')!
    const y = Number(text.getAttribute('y')) + Number(/,([\d.]+)/.exec(group)![1])
    // A bold letter of 12 pixels is about 7 wide, as fonts for screens have it.
    const size = 7 * text.textContent!.length
    const left = text.getAttribute('text-anchor') === 'end' ? x - size : x
    return { left, right: left + size, y, text: text.textContent }
  })
  for (const [i, box] of boxes.entries()) {
    expect(box.left, box.text!).toBeGreaterThanOrEqual(0)
    expect(box.right, box.text!).toBeLessThanOrEqual(width)
    expect(box.y).toBeLessThan(height)
    for (const other of boxes.slice(0, i))
      if (box.left < other.right && other.left < box.right)
        expect(Math.abs(box.y - other.y), `${box.text} and ${other.text}`).toBeGreaterThanOrEqual(14.9)
  }
})

test('an account has the same colour on both sides and in both diagrams, and no two have the same', () => {
  expect(new Set(ACCOUNTS.map(partyColor)).size).toBe(ACCOUNTS.length)
  const picture = parsed(whoPaysFile(summary(every)))
  const colors = new Map<string, Set<string | null>>()
  for (const bar of picture.querySelectorAll('.bars rect')) {
    const [name] = bar.textContent!.split(':')
    colors.set(name, (colors.get(name) ?? new Set()).add(bar.getAttribute('fill')))
  }
  for (const account of ACCOUNTS) expect([...colors.get(account)!]).toEqual([partyColor(account)])
})

test('text is text, whatever a name says, and what XML cannot have is replaced', () => {
  const trap = `</title><script>alert("1 & 2")</script>'\u0001\ud800`
  const file = whoPaysFile(summary([{ ...two[0], purpose: trap }], trap))
  const picture = parsed(file)
  expect(picture.querySelector('script')).toBeNull()
  expect(picture.documentElement.firstElementChild?.textContent).toContain(
    `</title><script>alert("1 & 2")</script>'\ufffd\ufffd`,
  )
})

test('the same payments make the same drawing in whatever order; none at all are said to be none', () => {
  const drawing = (payments: readonly Payment[]) =>
    parsed(whoPaysFile(summary(payments))).documentElement.outerHTML.replace(/<desc>.*<\/desc>/, '')
  expect(drawing(every.toReversed())).toBe(drawing(every))
  const empty = parsed(svgFile(whoPays([])))
  expect(empty.documentElement.textContent).toBe('Nothing has been paid.')
})
