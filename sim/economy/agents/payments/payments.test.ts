/** Payments between agents: what moves between wallets, what fails, and that nobody is before anybody else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from '../../ledger.ts'
import { trial } from '../../trial.ts'

type Part = Readonly<Record<string, unknown>>

const agentsOf = (agents: Part) => ({
  clock: { tick: '1 s', ticks: 1000 },
  operators: [],
  customers: [],
  agents,
})
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
  const { run } = trial(agentsOf({ groups, payments: [{ ...slow, to: 'source' }] }), 864)
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

test('a task takes its units of data, a fraction of one carried over', () => {
  // Each does the 6 credits of its machine in every tick: 2 tasks, so 3 units of data.
  const groups = [
    payers({ count: 5, capacity: '6/s', tasks: { rate: '1000/s', work: 3 } }),
    { name: 'source', count: 1 },
  ]
  const task = (units: number) =>
    stream({ to: 'source', when: { rule: 'task', units, amount: '0.001 token' }, partner: 'fixed' })
  const made = (units: number, ticks: number) => {
    const { run } = trial(agentsOf({ groups, payments: [task(units)], credits: { spot: { open: false } } }), ticks)
    return run.world.tables.agents.wallet[5] / 1000
  }
  expect(made(1.5, 4)).toBe(5 * 12)
  expect(made(0.25, 4)).toBe(5 * 2)
  expect(made(0.125, 3)).toBe(0)
})

test('without its data the reward of a task is taken back, where that is agreed', () => {
  const groups = [
    payers({ count: 1, wallet: '0 token', capacity: '1/s', tasks: { rate: '1000/s', reward: '3 token' } }),
    { name: 'source', count: 1 },
  ]
  const wallet = (essential: boolean) => {
    const when = { rule: 'task', units: 1, amount: '5 token', essential }
    const { run } = trial(agentsOf({ groups, payments: [stream({ to: 'source', when })] }), 1)
    expect(run.world.tables.paymentTotals.broke[0]).toBe(1)
    return run.world.tables.agents.wallet[0]
  }
  expect(wallet(false)).toBe(3e6)
  expect(wallet(true)).toBe(0)
})

test('nobody pays itself, and each of the others is paid as often', () => {
  const pair = payers({ count: 2 })
  const fast = stream({ when: { rule: 'random', rate: '100/s', amount: '0.001 token' } })
  const two = trial(agentsOf({ groups: [pair], payments: [fast] }), 1).run.world.tables
  const [one, other] = two.agents.wallet
  // Whatever is paid changes the wallets: a payment to oneself would not.
  expect(Math.abs(one - other) / 2000).toBeLessThanOrEqual(two.paymentTotals.made[0])
  expect((one - 10e6) / 1000 + two.paymentTotals.made[0]).toBeGreaterThanOrEqual(0)
  const rich = payers({ count: 4, wallet: '100 token' })
  const { wallet } = trial(agentsOf({ groups: [rich], payments: [fast] }), 100).run.world.tables.agents
  // Some 10,000 paid and as many received each: the difference of the two scatters by some 140.
  for (const tokens of wallet) expect(Math.abs(tokens - 100e6) / 1000).toBeLessThan(700)
})

test('the fixed partner is the one at the same place, or the next', () => {
  const groups = [payers({ count: 5 }), { name: 'source', count: 3 }]
  const fixed = stream({ to: 'source', partner: 'fixed', when: { rule: 'continuous', rate: '1 token/s' } })
  const { run } = trial(agentsOf({ groups, payments: [fixed] }), 1)
  expect([...run.world.tables.agents.wallet]).toEqual([9, 9, 9, 9, 9, 2, 2, 1].map(tokens => tokens * 1e6))
})

test('the nearest partners are those at home, then those over the shortest way', () => {
  const regions = [{ name: 'north' }, { name: 'middle' }, { name: 'south' }]
  const network = {
    matrix: [
      ['1 ms', '10 ms', '30 ms'],
      ['10 ms', '1 ms', '20 ms'],
      ['30 ms', '20 ms', '1 ms'],
    ],
  }
  const groups = [payers({ count: 3 }), { name: 'source', count: 2, regions: ['north', 'south'] }]
  const near = stream({ to: 'source', partner: 'nearest', when: { rule: 'continuous', rate: '1 token/s' } })
  const { run } = trial({ ...agentsOf({ groups, payments: [near] }), regions, network }, 1)
  expect([...run.world.tables.agents.wallet.subarray(3)]).toEqual([2e6, 1e6])
  const within = stream({ partner: 'nearest', when: { rule: 'continuous', rate: '1 token/s' } })
  const one = trial({ ...agentsOf({ groups: [payers({ count: 4 })], payments: [within] }), regions, network }, 1)
  // At home in the north are two, who pay each other; the others are alone and pay the nearest.
  const [a, b, c, d] = one.run.world.tables.agents.wallet.map(tokens => tokens / 1e6)
  expect(a + b + c + d).toBe(40)
  expect(c).toBe(9)
  expect([a, d]).not.toContain(9)
  expect(b).toBe(10)
})

test('who is dormant is not paid, and does not pay', () => {
  const groups = [payers({ count: 3 }), { name: 'source', count: 1, upkeep: '1 USD/s' }]
  const { run } = trial(agentsOf({ groups, payments: [stream({ to: 'source' })] }), 20)
  const { wallet } = run.world.tables.agents
  expect([...wallet]).toEqual([10e6, 10e6, 10e6, 0])
  const { due, unanswered } = run.world.tables.paymentTotals
  expect(unanswered[0]).toBe(due[0])
})

test('where the ledger has no room payments fail, or wait as far as they may', () => {
  const groups = [payers({ count: 10, wallet: '1000 token' }), { name: 'source', count: 1 }]
  const payments = [stream({ to: 'source', when: { rule: 'random', rate: '2/s', amount: '1 token' } })]
  const after = (queue: number) => {
    const { run } = trial(agentsOf({ groups, payments, ledger: { capacity: '2.5/s', queue } }), 40)
    const { payers, paymentTotals, agents } = run.world.tables
    return {
      paid: agents.wallet[10] / 1e6,
      waiting: payers.waiting.reduce((a, b) => a + b, 0),
      crowded: paymentTotals.crowded[0],
    }
  }
  const failing = after(0)
  expect(failing.paid).toBe(100)
  expect(failing.waiting).toBe(0)
  expect(failing.crowded).toBeGreaterThan(5)
  const waiting = after(3)
  expect(waiting.paid).toBe(100)
  expect(waiting.waiting).toBeGreaterThan(20)
  expect(waiting.waiting).toBeLessThanOrEqual(30)
})

test('a row gives no advantage: where there is room for one, each is as often first', () => {
  const groups = [payers({ count: 8, wallet: '100000 token' }), { name: 'source', count: 1 }]
  const made = (when: Part) => {
    const payments = [stream({ to: 'source', when })]
    const { run } = trial(agentsOf({ groups, payments, ledger: { capacity: '1/s' } }), 1000)
    return Array.from(run.world.tables.agents.wallet.subarray(0, 8), tokens => 100_000 - tokens / 1e6)
  }
  for (const when of [
    { rule: 'random', rate: '20/s', amount: '1 token' },
    { rule: 'continuous', rate: '1 token/s' },
  ]) {
    const payments = made(when)
    // 125 each, give or take 10.5; without room what is due goes on running up, so amounts are not all of 1 token.
    if (when.rule === 'random') for (const paid of payments) expect(Math.abs(paid - 125)).toBeLessThan(45)
    else for (const paid of payments) expect(paid).toBeGreaterThan(900)
  }
})

test('money is conserved whatever streams there are', () => {
  const rule = fc.oneof(
    fc.record({
      rule: fc.constant('random'),
      rate: fc.constantFrom('0.1/s', '5/s'),
      amount: fc.constantFrom('0.3 token', '4 token'),
    }),
    fc.record({
      rule: fc.constant('task'),
      units: fc.double({ min: 0, max: 3, noNaN: true }),
      amount: fc.constant('0.7 token'),
      essential: fc.boolean(),
    }),
    fc.record({ rule: fc.constant('continuous'), rate: fc.constantFrom('0.01 token/s', '2.5 token/s') }),
  )
  const streams = fc.array(
    fc.record({
      from: fc.constantFrom('agent', 'worker'),
      to: fc.constantFrom('agent', 'worker'),
      when: rule,
      partner: fc.constantFrom('random', 'fixed', 'nearest'),
    }),
    { maxLength: 4 },
  )
  const ledger = fc.record({
    fee: fc.constantFrom('0 token', '0.000007 token'),
    burned: fc.double({ min: 0, max: 1, noNaN: true }),
    queue: fc.integer({ min: 0, max: 2 }),
    capacity: fc.constantFrom('3/s', '0.4/s', '1000/s'),
  })
  const property = fc.property(streams, ledger, fc.integer({ min: 2, max: 9 }), (streams, ledger, count) => {
    const groups = [
      payers({ count }),
      payers({
        name: 'worker',
        count: 3,
        upkeep: '0.2 USD/s',
        capacity: '2/s',
        tasks: { rate: '2/s', reward: '0.3 token', delay: '0.1 token' },
      }),
    ]
    const payments = streams.map((stream, s) => ({ name: `s${s}`, ...stream }))
    // The trial checks the books in every tick.
    const { run } = trial(agentsOf({ groups, payments, ledger }), 25)
    expect(run.world.tables.agents.wallet.every(tokens => tokens >= 0 && Number.isInteger(tokens))).toBe(true)
  })
  fc.assert(property, { numRuns: 40 })
})
