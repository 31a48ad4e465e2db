import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coinBalanceOf } from '../coin-ledger.ts'
import { balanceOf, moved } from '../ledger.ts'
import { resume } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { unexplained } from '../unexplained.ts'
import { crossBridges, openBridges, send } from './bridges.ts'

const sol = { name: 'SOL', price: '100 USD/coin' }
const chains = [{ name: 'home' }, { name: 'solana', coin: sol }]
/** 1 SOL = 100 USD = 100 token: so deep that nobody moves the price. */
const deep = { name: 'deep', chain: 'solana', quote: 'coin', tokens: '100000 token', coins: '1000 coin', fee: 0 }
const back = { from: 'solana', to: 'home', delay: '2 s' }
const remote = (more: Record<string, unknown> = {}) => ({
  name: 'remote',
  count: 4,
  chain: 'solana',
  rate: '0/s',
  budget: '0.25 USD/s',
  ...more,
})
const part = (trade: Record<string, unknown> = {}, customers: readonly Record<string, unknown>[] = [remote()]) => ({
  trade: { chains, pools: [deep], bridges: [back], ...trade },
  customers,
})
const purses = ({ run }: Trial) => [...run.world.tables.customers.wallet].map(tokens => tokens / 1e6)
const inFlight = ({ run }: Trial) => run.world.tables.bridges.tokens[0] / 1e6

test('what is bought as a tick ends arrives after the delay, to the second', () => {
  // 1 USD a tick buys 0.01 SOL, for a little less than 1 token; it leaves at 1, 2, 3 ... s and arrives 2 s later.
  const got = trial(part(), 2)
  expect(purses(got)).toEqual([0, 0, 0, 0])
  expect(inFlight(got)).toBeCloseTo(2, 3)
  got.run.step()
  // What left at 1 s arrives at 3 s, which is the beginning of the fourth tick.
  expect(purses(got)).toEqual([0, 0, 0, 0])
  got.run.step()
  for (const purse of purses(got)) expect(purse).toBeCloseTo(0.25, 3)
  expect(inFlight(got)).toBeCloseTo(3, 3)
  expect(coinBalanceOf(got.run.world, 1, 'pools') / 1e6).toBeCloseTo(1000.04, 9)
  expect(coinBalanceOf(got.run.world, 1, 'exchange') / 1e6).toBeCloseTo(-0.04, 9)
})

test('a delay of half a tick ends in the middle of the next', () => {
  const got = trial(part({ bridges: [{ ...back, delay: '0.5 s' }] }), 2)
  for (const purse of purses(got)) expect(purse).toBeCloseTo(0.25, 3)
  // Half of the tick it was under way.
  const { exposure } = got.run.world.tables.bridgeTally
  expect(exposure[0] / 1e6).toBeCloseTo(0.5, 3)
})

test('fees: a share and a fixed part, to relayers or the treasury; what they would use up waits', () => {
  const fees = { fee: 0.1, fixed: '0.2 token' }
  for (const [receiver, account] of [
    ['relayers', 'relayers'],
    ['treasury', 'treasury'],
  ] as const) {
    const { world } = trial(part({ bridges: [{ ...back, ...fees, receiver }] }), 1).run
    const sent = moved(world.tables, 'remittance')
    expect(balanceOf(world.tables, account, 'token')).toBe(Math.ceil(sent / 10) + 200_000)
    expect(balanceOf(world.tables, 'bridges', 'token')).toBe(sent - Math.ceil(sent / 10) - 200_000)
  }
  const dear = trial(part({ bridges: [{ ...back, fixed: '1.5 token' }] }), 1)
  expect(inFlight(dear)).toBe(0)
  dear.run.step()
  // With the second tick's purchase there is enough.
  expect(inFlight(dear)).toBeCloseTo(0.5, 3)
})

test('senders share a capacity in proportion to what they ask for', () => {
  const customers = [
    remote({ name: 'poor', count: 1, budget: '1 USD/s' }),
    remote({ name: 'rich', count: 2, budget: '1.5 USD/s' }),
  ]
  const got = trial(part({ bridges: [{ ...back, capacity: '1 token/s' }] }, customers), 1)
  const { transits, groupHoldings } = got.run.world.tables
  expect([...transits.tokens.subarray(0, 2)].map(tokens => tokens / 1e6)).toEqual([
    expect.closeTo(0.25, 4),
    expect.closeTo(0.75, 4),
  ])
  // The rest waits where it is: group, then chain.
  expect(groupHoldings.tokens[1] / 1e6).toBeCloseTo(0.75, 3)
  expect(groupHoldings.tokens[3] / 1e6).toBeCloseTo(2.25, 3)
})

test('requests in any order, of any size, beyond any capacity: the same part for everybody, and never more than there is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 3e6 }),
      (amounts, capacity) => {
        const customers = amounts.map((_, i) => remote({ name: `g${i}`, budget: '0 USD/s' }))
        const bridges = [{ ...back, capacity: `${capacity / 1e6} token/s` }]
        const { world } = trial(part({ bridges }, customers), 0).run
        const { groupHoldings, accounts, bridges: under } = world.tables
        for (const [g, amount] of amounts.entries()) groupHoldings.tokens[2 * g + 1] = amount
        accounts.token[0] = amounts.reduce((sum, amount) => sum + amount, 0)
        openBridges(world)
        for (const [g, amount] of amounts.entries()) send(world, 0, g, amount)
        crossBridges(world)
        const asked = amounts.reduce((sum, amount) => sum + amount, 0)
        expect(under.tokens[0]).toBeLessThanOrEqual(Math.min(asked, capacity))
        for (const [g, amount] of amounts.entries()) {
          const sent = amount - groupHoldings.tokens[2 * g + 1]
          const due = Math.min(1, capacity / asked) * amount
          expect(sent).toBeLessThanOrEqual(amount)
          if (asked > 0) expect(Math.abs(sent - due)).toBeLessThan(1 + 1e-6)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a way of several bridges leads home over the cheapest', () => {
  const three = [...chains, { name: 'far' }]
  const pools = [{ name: 'far', chain: 'far', tokens: '100000 token', fee: 0 }]
  const bridges = [
    { from: 'far', to: 'home', delay: '1 s', fee: 0.5 },
    { from: 'far', to: 'solana', delay: '1 s', fee: 0.1 },
    { from: 'solana', to: 'home', delay: '1 s', fee: 0.1 },
  ]
  const got = trial(part({ chains: three, pools, bridges }, [remote({ chain: 'far' })]), 6)
  for (const tokens of purses(got)) expect(tokens).toBeCloseTo(0.25 * 0.81 * 2, 3)
  const { tokens } = got.run.world.tables.bridges
  expect(tokens[0]).toBe(0)
  expect(tokens[1]).toBeGreaterThan(0)
})

const busy = {
  trade: {
    chains: [
      { name: 'home' },
      { name: 'solana', coin: { ...sol, reference: { law: 'jumps', volatility: '5 %/s^0.5', every: '3 s' } } },
      {
        name: 'other',
        coin: { name: 'OTH', price: '0.37 USD/coin', reference: { law: 'gbm', volatility: '1 %/s^0.5' } },
      },
    ],
    pools: [
      { name: 'here', tokens: '1000 token' },
      { name: 'one', chain: 'solana', quote: 'coin', tokens: '1000 token' },
      { name: 'two', chain: 'solana', tokens: '500 token', fee: 0.01 },
      { name: 'three', chain: 'other', quote: 'coin', tokens: '70 token' },
    ],
    reference: { law: 'gbm', volatility: '3 %/s^0.5' },
    blocks: { every: '300 ms' },
    bridges: [
      { from: 'solana', to: 'home', delay: '2.5 s', fee: 0.003, fixed: '0.01 token', capacity: '3 token/s' },
      { from: 'other', to: 'solana', delay: '700 ms', fee: 0.001, receiver: 'treasury' },
      { from: 'home', to: 'other', delay: '1 s', fee: 0.002 },
    ],
    bots: [
      {
        name: 'bot',
        count: 3,
        wallet: '50 token',
        dollars: '50 USD',
        abroad: [
          { chain: 'other', tokens: '20 token' },
          { chain: 'solana', tokens: '5 token' },
        ],
      },
    ],
  },
  customers: [
    { name: 'local', count: 20, rate: '5/s' },
    { ...remote({ name: 'near', count: 7, rate: '20/s', budget: { uniform: ['0 USD/s', '1 USD/s'] } }) },
    {
      ...remote({ name: 'far', chain: 'other', count: 5, rate: '20/s', budget: { uniform: ['0 USD/s', '0.5 USD/s'] } }),
    },
  ],
}

test('money is whole and conserved, what is under way among it, and the record explains every balance', () => {
  const got = trial({ ...busy, clock: { tick: '1 s', ticks: 40 } })
  const { tables } = got.run.world
  expect(unexplained({ flows: got.rows.flows, balances: got.rows.balances })).toEqual([])
  expect(balanceOf(tables, 'bridges', 'token')).toBe(tables.bridges.tokens.reduce((sum, tokens) => sum + tokens, 0))
  expect(moved(tables, 'remittanceArrival')).toBeGreaterThan(0)
  for (const column of [tables.groupHoldings.tokens, tables.customers.wallet, tables.pools.tokens, tables.pools.coins])
    for (const value of column) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
  expect(Object.keys(got.run.summary().money.coins ?? {})).toEqual(['SOL', 'OTH'])
})

test('a snapshot in the middle of a transfer goes on to the same bits', () => {
  const whole = trial(busy)
  const half = trial(busy, 4)
  expect(half.run.world.tables.bridges.tokens[0]).toBeGreaterThan(0)
  const rest = resume(scenarioOf(busy), [], half.run.snapshot(), { row: () => undefined })
  while (!rest.done) rest.step()
  expect(rest.fingerprint()).toBe(whole.run.fingerprint())
  expect(rest.summary().history).toBe(whole.run.summary().history)
})

test('more transfers than ever before find rows, and rows are used again', () => {
  const got = trial({ ...part({ bridges: [{ ...back, delay: '40 s' }] }), clock: { tick: '1 s', ticks: 100 } })
  const { transitState, transits } = got.run.world.tables
  expect(transitState.used[0]).toBe(41)
  expect(transits.tokens.filter(tokens => tokens > 0).length).toBe(41)
})

test('the product of a pool’s reserves never falls', () => {
  const got = trial({ ...busy, clock: { tick: '1 s', ticks: 20 } }, 0)
  const { pools } = got.run.world.tables
  const products = () => [1, 2, 3].map(p => BigInt(pools.tokens[p]) * BigInt(pools.dollars[p] + pools.coins[p]))
  let before = products()
  while (!got.run.done) {
    got.run.step()
    const now = products()
    for (const [i, product] of now.entries()) expect(product >= before[i]).toBe(true)
    before = now
  }
})
