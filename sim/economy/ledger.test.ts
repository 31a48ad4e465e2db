import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from '../engine/memory.ts'
import { ACCOUNTS } from './accounts.ts'
import { FLOWS, PURPOSES } from './flows.ts'
import { balanceOf, checkTotals, ledgerTables, money, moved, open, transfer } from './ledger.ts'

const books = () => allocate(ledgerTables()).tables

test('a transfer takes from one account what it gives to the other, and is counted by purpose', () => {
  const own = books()
  open(own, 'customers', 'token', 1000)
  transfer(own, 'fee', 300)
  transfer(own, 'fee', 40)
  transfer(own, 'refund', 7)
  expect(balanceOf(own, 'customers', 'token')).toBe(667)
  expect(balanceOf(own, 'escrow', 'token')).toBe(333)
  expect(moved(own, 'fee')).toBe(340)
  expect(moved(own, 'refund')).toBe(7)
  expect(own.flows.total[PURPOSES.indexOf('fee')]).toBe(340)
})

test('tokens and dollars of one account are apart', () => {
  const own = books()
  transfer(own, 'saleProceeds', 5)
  transfer(own, 'endowment', 8)
  expect([balanceOf(own, 'operators', 'dollar'), balanceOf(own, 'operators', 'token')]).toEqual([5, 8])
  expect([balanceOf(own, 'exchange', 'dollar'), balanceOf(own, 'exchange', 'token')]).toEqual([-5, -8])
})

test('an amount that is not whole, not a number, negative or beyond 2^53 is refused, and nothing moves', () => {
  const own = books()
  for (const amount of [0.5, Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => transfer(own, 'fee', amount)).toThrow(`ledger: expected a whole amount of fee, got ${amount}`)
  expect(balanceOf(own, 'customers', 'token')).toBe(0)
  expect(moved(own, 'fee')).toBe(0)
})

test('money that appears from nowhere is found, with what should be there and what is', () => {
  const own = books()
  open(own, 'customers', 'token', 1000)
  checkTotals(own)
  own.accounts.token[ACCOUNTS.indexOf('treasury')] += 3
  expect(() => checkTotals(own)).toThrow('ledger: expected 1000 micro-tokens in all accounts, got 1003')
})

test('one who must not owe is named with the debt; the outside world may owe dollars', () => {
  const own = books()
  open(own, 'customers', 'token', 10)
  transfer(own, 'capital', 90)
  checkTotals(own)
  transfer(own, 'fee', 25)
  expect(() => checkTotals(own)).toThrow(
    'ledger: expected a balance of customers that is not negative, got -15 micro-tokens',
  )
})

test('the exchange may owe dollars but no tokens: it sells from a reserve', () => {
  const own = books()
  transfer(own, 'saleProceeds', 4)
  checkTotals(own)
  transfer(own, 'purchase', 6)
  expect(() => checkTotals(own)).toThrow(
    'ledger: expected a balance of exchange that is not negative, got -6 micro-tokens',
  )
})

test('money is what there was, plus minted, less burned', () => {
  const own = books()
  open(own, 'stakes', 'token', 500)
  transfer(own, 'slashBurn', 120)
  expect(money(own, 'token')).toEqual({ initial: 500, minted: 0, burned: 120, final: 380 })
  own.accounts.token[ACCOUNTS.indexOf('mint')] -= 60
  own.accounts.token[ACCOUNTS.indexOf('stakers')] += 60
  expect(money(own, 'token')).toEqual({ initial: 500, minted: 60, burned: 120, final: 440 })
  checkTotals(own)
})

test('whatever moves, each currency is conserved and every purpose has another payer than payee', () => {
  for (const purpose of PURPOSES) expect(FLOWS[purpose].from).not.toBe(FLOWS[purpose].to)
  const move = fc.record({ purpose: fc.constantFrom(...PURPOSES), amount: fc.nat(1e9) })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), moves => {
      const own = books()
      for (const account of ACCOUNTS) open(own, account, 'token', 1e12)
      for (const { purpose, amount } of moves) transfer(own, purpose, amount)
      const sum = (column: Float64Array) => column.reduce((total, amount) => total + amount, 0)
      expect(sum(own.accounts.token)).toBe(ACCOUNTS.length * 1e12)
      expect(sum(own.accounts.dollar)).toBe(0)
      expect(sum(own.flows.total)).toBe(moves.reduce((total, { amount }) => total + amount, 0))
    }),
  )
})
