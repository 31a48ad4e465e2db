/** Netting: what goes to and fro between two accounts is shown by what is left of it. */
import { expect, test } from 'vitest'
import { netted } from './netted.ts'

const paid = (purpose: string, from: string, to: string, amount: string, dollars: number, back?: string) => ({
  purpose,
  from,
  to,
  currency: 'token',
  amount,
  dollars,
  ...(back && { back }),
})

test('of two payments that run against each other the larger is left, less the smaller', () => {
  const fee = paid('fee', 'customers', 'escrow', '7', 0.7)
  const buy = paid('buy', 'pools', 'bots', '100', 11, 'sell')
  const sell = paid('sell', 'bots', 'pools', '93', 10, 'buy')
  expect(netted([sell, fee, buy])).toEqual([fee, { ...buy, amount: '7', dollars: 1 }])
})

test('payments that run back in full are gone, one that nothing runs against stays', () => {
  const buy = paid('buy', 'pools', 'bots', '5', 1, 'sell')
  const sell = paid('sell', 'bots', 'pools', '5', 1, 'buy')
  expect(netted([buy, sell])).toEqual([])
  expect(netted([buy])).toEqual([buy])
})
