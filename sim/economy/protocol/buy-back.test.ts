import { expect, test } from 'vitest'
import { balanceOf, moved } from '../ledger.ts'
import { asking, traced, trial } from '../trial.ts'

const node = { name: 'node', servers: 1000, stake: '0 token', price: '0.001 token/query' }
/** One query a tick at a thousand micro-token, half of which is for buy-back every second and a half tick. */
const part = (protocol: Record<string, unknown> = {}, token: Record<string, unknown> = {}) => ({
  operators: [node],
  customers: [traced],
  staking: { minimum: '0 token' },
  token: { price: '3 USD/token', supply: '1000000 token', ...token },
  protocol: { burn: { rule: 'buy-back', share: 0.5, every: '3 s' }, ...protocol },
})
const times = [0.5, 1.5, 2.5, 3.5, 4.5]
const after = (ticks: number, ...more: Parameters<typeof part>) =>
  trial(part(...more), ticks, asking(times)).run.world.tables

test('taxes are sold at once and bought back when it is time', () => {
  const before = after(2)
  expect([moved(before, 'tollTreasury'), moved(before, 'tollSale'), moved(before, 'tollProceeds')]).toEqual([
    500, 500, 1500,
  ])
  expect([moved(before, 'buyback'), balanceOf(before, 'treasury', 'dollar')]).toEqual([0, 3000])
  const third = after(3)
  expect([moved(third, 'buyback'), moved(third, 'buybackPayment'), moved(third, 'buybackBurn')]).toEqual([
    1500, 4500, 1500,
  ])
  expect(['token', 'dollar'].map(currency => balanceOf(third, 'treasury', currency as 'token'))).toEqual([0, 0])
  expect([moved(after(4), 'buyback'), balanceOf(after(4), 'treasury', 'dollar')]).toEqual([0, 1500])
})

test('what is not burnt stays with the treasury as tokens', () => {
  const tables = after(3, { burnt: 0.2 })
  expect(balanceOf(tables, 'treasury', 'token')).toBe(3 * 400)
  expect(balanceOf(tables, 'burned', 'token')).toBe(3 * 100)
})

test('a token that has become dearer buys fewer back; a fraction of a token waits', () => {
  const tables = after(3, {}, { price: '0.0007 USD/token' })
  // 500 micro-token are worth 0.35 micro-dollar: nothing is ever got for them.
  expect([moved(tables, 'tollSale'), moved(tables, 'tollProceeds'), moved(tables, 'buyback')]).toEqual([500, 0, 0])
  const dear = after(3, {}, { price: '999 USD/token' })
  expect([moved(dear, 'buyback'), balanceOf(dear, 'treasury', 'dollar')]).toEqual([1500, 0])
})
