import { expect, test } from 'vitest'
import { checkMembers } from '../audit.ts'
import { resume } from '../run.ts'
import { asking, scenarioOf, type Trial, traced, trial } from '../trial.ts'
import { customer, loyalty, node, repricing, shocks, surroundings } from '../turbulence.ts'
import { payRefund } from './tickets.ts'

const ticket = (probability: number, delay: string) => ({ refunds: { rule: 'ticket', probability, delay } })
/** Total of a flow in micro-units; 0 where there was none. */
const total = ({ run }: Trial, purpose: string) =>
  Number(run.summary().flows.find(flow => flow.purpose === purpose)?.amount ?? 0)
/** Ticks and amounts of a flow. */
const moves = ({ rows }: Trial, purpose: string) =>
  rows.flows.filter(row => row[3] === purpose).map(([tick, , , , amount]) => [tick, amount])

/** Answers that take 2 s where 1 s is in time: every query misses. */
const slow = { name: 'slow', latency: { law: 'deterministic', value: '2 s' }, servers: 1000 }
/** About one query in three misses. */
const mixed = {
  operators: [{ name: 'node', count: 3, servers: 1000, latency: { law: 'exponential', mean: '0.9 s' } }],
  market: { refund: 0.5 },
}

test('a part of what is due is paid after the delay, and customers take it out in dollars', () => {
  // Four queries at 1000 micro-token miss in the first tick: 0.3 of 4000 is paid 2.5 s after its end.
  const got = trial(
    { operators: [slow], customers: [traced], terms: ticket(0.3, '2.5 s') },
    6,
    asking([0.1, 0.2, 0.3, 0.4]),
  )
  expect(moves(got, 'fee')).toEqual([[0, 4000]])
  for (const purpose of ['ticketRefund', 'resale', 'resaleProceeds', 'withdrawal'])
    expect(moves(got, purpose)).toEqual([[3, 1200]])
  expect(total(got, 'refund')).toBe(0)
})

test('granted always and at once, tickets pay in total what refunds by rule pay', () => {
  const automatic = trial(mixed)
  const tickets = trial({ ...mixed, terms: ticket(1, '0 s') })
  expect(total(automatic, 'refund')).toBeGreaterThan(50_000)
  expect(total(tickets, 'ticketRefund')).toBe(total(automatic, 'refund'))
  expect(total(tickets, 'fee')).toBe(total(automatic, 'fee'))
  expect(total(tickets, 'winning') - total(tickets, 'ticketRefund')).toBe(total(automatic, 'winning'))
  expect(total(tickets, 'refund')).toBe(0)
  for (const flow of ['ticketRefund', 'resale', 'resaleProceeds', 'withdrawal']) expect(total(automatic, flow)).toBe(0)
})

test('the share that is paid back is measured', () => {
  const long = { ...mixed, clock: { tick: '1 s', ticks: 40 } }
  const share = (terms: object) => trial({ ...long, terms }).run.summary().metrics.refunds_paid_share.mean
  expect(share(ticket(0.25, '0 s'))).toBeCloseTo(0.25, 3)
  expect(share({})).toBe(1)
})

test('what has not come before the run ends has not been paid', () => {
  expect(total(trial({ ...mixed, terms: ticket(1, '20 s') }), 'ticketRefund')).toBe(0)
})

test('operators in the market pay in proportion to the fees that they have had', () => {
  const { run } = trial({ terms: ticket(1, '1 s') }, 0)
  const { world } = run
  const { tickets, operators } = world.tables
  tickets.sold.set([1000, 0, 2000])
  const before = Array.from(operators.wallet)
  payRefund(world, 0, 100)
  expect(Array.from(operators.wallet, (wallet, o) => before[o] - wallet)).toEqual([33, 0, 67])
  checkMembers(world)
})

test('who cannot pay pays what it has, and an event says so', () => {
  // Half of the fee is the operators’: of 1000 micro-token due they have had 500.
  const poor = { ...slow, wallet: '0 token', stake: '10000 token' }
  const fee = { operators: 0.5, treasury: 0.5, providers: 0, stakers: 0, burn: 0 }
  const part = { operators: [poor], customers: [traced], market: { fee }, terms: ticket(1, '1.5 s') }
  const got = trial(part, 5, asking([0.5]))
  expect(moves(got, 'ticketRefund')).toEqual([[2, 500]])
  expect(got.rows.events).toEqual([[2.5, 'refund', 'operators', '0.0005 of 0.001 token paid']])
})

test('a refund paid late is a loss of the tick in which it is paid', () => {
  const part = { operators: [slow], customers: [traced], market: { smoothing: '1 s' }, terms: ticket(1, '0.5 s') }
  const profits = [1, 2].map(ticks => trial(part, ticks, asking([0.5])).run.world.tables.operators.profit[0])
  // The first tick earns 1000 micro-dollar; half of that is left of the average in the second, which loses 1000.
  expect(profits).toEqual([1000, 0])
})

test('with tickets a run is the same twice and over a snapshot with refunds to come', () => {
  const part = {
    ...surroundings,
    operators: [{ ...node, count: 3, repricing }],
    customers: [{ ...customer, count: 30, loyalty: { ...loyalty, patience: 0.4 } }],
    shocks,
    market: { race: { nodes: 2 }, selection: 'seed-price', scores: { halfLife: '3 s' } },
    terms: ticket(0.6, '2.5 s'),
  }
  const straight = trial(part)
  expect(total(straight, 'ticketRefund')).toBeGreaterThan(0)
  expect(trial(part).run.fingerprint()).toBe(straight.run.fingerprint())
  const half = trial(part, 5).run.snapshot()
  const rest = resume(scenarioOf(part), [], half, { row: () => {} })
  while (!rest.done) rest.step()
  expect(rest.fingerprint()).toBe(straight.run.fingerprint())
})
