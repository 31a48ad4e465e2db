import { expect, test } from 'vitest'
import type { Account } from '../accounts.ts'
import { balanceOf, moved } from '../ledger.ts'
import { asking, type Trial, traced, trial } from '../trial.ts'

const shares = { operators: 0.5, treasury: 0.2, providers: 0.2, stakers: 0.1, burn: 0 }
const nodes = { name: 'node', count: 3, servers: 1000, latency: { law: 'deterministic', value: '20 ms' } }
const market = { race: { nodes: 3 }, verification: { verifiers: 2 }, winner: 0.7, fee: shares }
const START = 1000e6

const tokens = ({ run }: Trial, account: Account) => balanceOf(run.world.tables, account, 'token')
/** What each operator's wallet has gained, the least first. */
const gains = ({ run }: Trial) =>
  Array.from(run.world.tables.operators.wallet, wallet => wallet - START).sort((a, b) => a - b)

/** One tick with one query at half a second. */
const one = (part: Record<string, unknown>, price = '0.001 token/query') =>
  trial({ operators: [{ ...nodes, price }], customers: [traced], market, ...part }, 1, asking([0.5]))

test('a fee of 1000 is 350 for the winner, 75 for each of two verifiers, 200, 200 and 100 for the others', () => {
  const got = one({})
  // Stakers: a third of 100 each, rounded down; one micro-token waits.
  expect(gains(got)).toEqual([75 + 33, 75 + 33, 350 + 33])
  expect([tokens(got, 'treasury'), tokens(got, 'providers'), tokens(got, 'stakers')]).toEqual([200, 200, 1])
  expect(tokens(got, 'escrow')).toBe(0)
})

test('every share of an odd fee is rounded down and the treasury takes the rest', () => {
  const got = one({}, '0.001003 token/query')
  // 1003: 351.05, twice 75.225, 200.6, 100.3; left are 1003 - 351 - 150 - 200 - 100.
  expect(gains(got)).toEqual([75 + 33, 75 + 33, 351 + 33])
  expect(tokens(got, 'treasury')).toBe(202)
  expect(tokens(got, 'providers')).toBe(200)
})

test('shares are of a tick’s sum: three fees of 3 round once', () => {
  const part = { operators: [{ ...nodes, count: 1, price: '0.000003 token/query' }], customers: [traced] }
  const fee = { operators: 0.5, treasury: 0.5, providers: 0, stakers: 0, burn: 0 }
  const got = trial({ ...part, market: { fee } }, 1, asking([0.1, 0.2, 0.7]))
  expect(gains(got)).toEqual([4])
  expect(tokens(got, 'treasury')).toBe(5)
})

test('the burned share leaves the supply', () => {
  const fee = { operators: 0.6, treasury: 0.1, providers: 0, stakers: 0, burn: 0.3 }
  const got = one({ market: { ...market, fee } }, '0.001001 token/query')
  expect(tokens(got, 'burned')).toBe(300)
  const { initial, burned, final } = got.run.summary().money
  expect([initial, burned, final]).toEqual(['1000000000000', '300', '999999999700'])
})

test('seats of verifiers that nobody takes go to the treasury', () => {
  // Four seats of 37.5, two of them taken.
  const got = one({ market: { ...market, verification: { verifiers: 4 } } })
  expect(gains(got)).toEqual([37 + 33, 37 + 33, 350 + 33])
  expect(tokens(got, 'treasury')).toBe(1000 - 350 - 74 - 200 - 100)
})

test('nodes of the winner’s own operator verify nothing', () => {
  const got = one({ operators: [{ ...nodes, count: 1, nodes: 3 }] })
  expect(gains(got)).toEqual([350 + 100])
  expect(tokens(got, 'treasury')).toBe(350)
})

test('a wrong answer verifies nothing', () => {
  const got = one({ operators: [{ ...nodes, accuracy: [1, 1, 0] }], slashing: { least: 2 } })
  expect(gains(got)).toEqual([33, 75 + 33, 350 + 33])
  expect(tokens(got, 'treasury')).toBe(1000 - 350 - 75 - 200 - 100)
})

const late = { ...nodes, latency: { law: 'deterministic', value: '1.5 s' }, queryCost: '0.0001 USD/query' }

test('a late answer is refunded whole; operators earn nothing and bear their query cost', () => {
  const got = one({ operators: [late] })
  expect([moved(got.run.world.tables, 'fee'), moved(got.run.world.tables, 'refund')]).toEqual([1000, 1000])
  // Each sells 100 micro-token at 1 USD/token.
  expect(gains(got)).toEqual([-100, -100, -100])
  expect(balanceOf(got.run.world.tables, 'suppliers', 'dollar')).toBe(300)
  expect(moved(got.run.world.tables, 'purchase')).toBe(0)
  expect(got.run.world.tables.tally.late[0]).toBe(1)
})

test('with a refund share of 0.4 the rest of a late fee is shared as ever', () => {
  const got = one({ operators: [{ ...late, queryCost: 0 }], market: { ...market, refund: 0.4 } })
  expect(moved(got.run.world.tables, 'refund')).toBe(400)
  // 600: 210, twice 45, 120, 60.
  expect(gains(got)).toEqual([45 + 20, 45 + 20, 210 + 20])
  expect([tokens(got, 'treasury'), tokens(got, 'providers')]).toEqual([120, 120])
})

test('an answer exactly at the limit is in time', () => {
  const exact = { ...late, latency: { law: 'deterministic', value: '1 s' } }
  expect(one({ operators: [exact] }).run.world.tables.tally.paid[0]).toBe(1)
})

test('stakers are paid in proportion to stake and what rounding leaves waits for the next tick', () => {
  const operators = [{ ...nodes, stake: ['1 token', '2 token', '4 token'], wallet: '0 token' }]
  const fee = { operators: 0, treasury: 0.9, providers: 0, stakers: 0.1, burn: 0 }
  const part = { operators, customers: [traced], market: { fee }, staking: { minimum: '0 token' } }
  const after = (ticks: number) => trial(part, ticks, asking([0.5, 1.5, 2.5]))
  const wallets = (got: Trial) => Array.from(got.run.world.tables.operators.wallet)
  // Pots of 100, 101 and 102: sevenths rounded down.
  expect([wallets(after(1)), tokens(after(1), 'stakers')]).toEqual([[14, 28, 57], 1])
  expect([wallets(after(2)), tokens(after(2), 'stakers')]).toEqual([[28, 56, 114], 2])
  expect([wallets(after(3)), tokens(after(3), 'stakers')]).toEqual([[42, 85, 172], 1])
})

test('customers pay the exchange for the tokens they spent, rounded up to whole micro-dollars', () => {
  const got = one({ token: { price: '0.0015 USD/token', supply: '1000000 token' } }, '0.001001 token/query')
  const { tables } = got.run.world
  expect([moved(tables, 'purchase'), moved(tables, 'purchasePayment'), moved(tables, 'income')]).toEqual([1001, 2, 2])
})
