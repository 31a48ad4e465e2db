import { expect, test } from 'vitest'
import { moved } from '../ledger.ts'
import { asking, traced, trial } from '../trial.ts'

/** One query of 1003 micro-token at 2 USD/token; the operator has a token at hand. */
const paying = (payout: number, queryCost = '0 USD/query') =>
  trial(
    {
      operators: [
        { name: 'node', stake: '0 token', wallet: '1 token', price: '0.001003 token/query', payout, queryCost },
      ],
      customers: [traced],
      staking: { minimum: '0 token' },
      token: { price: '2 USD/token' },
    },
    1,
    asking([0.5]),
  ).run.world.tables

test('an operator sells the share of what it earned and pays it out', () => {
  const tables = paying(0.5)
  expect([moved(tables, 'sale'), moved(tables, 'saleProceeds'), moved(tables, 'payout')]).toEqual([501, 1002, 1002])
  expect([tables.operators.wallet[0], tables.operators.dollars[0]]).toEqual([1_000_502, 0])
})

test('costs come first, and a loss is paid from the wallet', () => {
  // The query costs 300 tokens: 703 are left.
  const some = paying(1, '0.0006 USD/query')
  expect([moved(some, 'sale'), moved(some, 'payout')]).toEqual([1003, 1406])
  expect(some.operators.wallet[0]).toBe(1e6)
  const loss = paying(1, '0.006 USD/query')
  expect([moved(loss, 'sale'), moved(loss, 'payout')]).toEqual([3000, 0])
})

test('without a payout everything stays in the wallet', () => {
  const tables = paying(0)
  expect([moved(tables, 'sale'), tables.operators.wallet[0]]).toEqual([0, 1_001_003])
})
