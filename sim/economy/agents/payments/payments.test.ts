/** Payments between agents: what moves between wallets, what fails, and that nobody is before anybody else. */
import { expect, test } from 'vitest'
import { moved } from '../../ledger.ts'
import { trial } from '../../trial.ts'

type Part = Readonly<Record<string, unknown>>

const agentsOf = (agents: Part) => ({ operators: [], customers: [], agents })
const payers = (part: Part = {}) => ({ name: 'agent', count: 100, wallet: '10 token', ...part })
const stream = (part: Part = {}) => ({
  name: 'data',
  from: 'agent',
  to: 'agent',
  when: { rule: 'random', rate: '1/s', amount: '1 token' },
  ...part,
})

test('payments move between wallets, and none is made or lost', () => {
  const { run } = trial(agentsOf({ groups: [payers()], payments: [stream()] }), 200)
  const { wallet } = run.world.tables.agents
  expect(wallet.reduce((sum, tokens) => sum + tokens, 0)).toBe(1000e6)
  expect(wallet.every(tokens => tokens >= 0 && tokens % 1e6 === 0)).toBe(true)
  expect(new Set(wallet).size).toBeGreaterThan(10)
})

test('a stream without end pays its rate second by second, to the micro-token, to the next one', () => {
  const slow = stream({ when: { rule: 'continuous', rate: '1 token/day' }, partner: 'fixed' })
  const groups = [payers({ count: 1 }), { name: 'source', count: 1 }]
  const { run } = trial(
    { clock: { tick: '1 s', ticks: 864 }, ...agentsOf({ groups, payments: [{ ...slow, to: 'source' }] }) },
    864,
  )
  const [payer, source] = run.world.tables.agents.wallet
  expect(source).toBeGreaterThanOrEqual(9_999)
  expect(source).toBeLessThanOrEqual(10_000)
  expect(payer + source).toBe(10e6)
})

test('fees of the ledger go to the treasury, the burned share out of the world', () => {
  const ledger = { fee: '0.5 token', burned: 0.25 }
  const { run } = trial(agentsOf({ groups: [payers()], payments: [stream()], ledger }), 1)
  const { tables } = run.world
  const made = tables.paymentTotals.made[0]
  expect(made).toBeGreaterThan(50)
  expect(moved(tables, 'ledgerFee') + moved(tables, 'ledgerBurn')).toBe(made * 500_000)
  expect(moved(tables, 'ledgerBurn')).toBe(Math.floor(made * 125_000))
})
