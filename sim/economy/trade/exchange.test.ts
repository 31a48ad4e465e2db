import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf, moved } from '../ledger.ts'
import { start } from '../run.ts'
import { asking, scenarioOf, type Trial, traced, trial } from '../trial.ts'
import { unexplained } from '../unexplained.ts'

const level = { name: 'level', tokens: '100 token', dollars: '100 USD', fee: 0 }
const node = { name: 'node', servers: 1000, stake: '0 token', wallet: '50 token', price: '1 token/query' }
const nobody = [{ name: 'nobody', rate: '0/s' }]
/** Orders go to a pool of 100 token and 100 USD without a fee. */
const part = (more: Record<string, unknown>) => ({
  operators: [node],
  customers: nobody,
  staking: { minimum: '0 token' },
  token: { price: '1 USD/token', supply: '1000000 token', pricing: 'pools' },
  trade: { pools: [level] },
  ...more,
})
const price = ({ run }: Trial) => run.world.tables.token.price[0]
const wallets = ({ run }: Trial) => Array.from(run.world.tables.operators.wallet)
const exits = ({ rows }: Trial) => rows.events.filter(([, kind]) => kind === 'exit').map(([, , name]) => name)

test('by hand: two operators who need 10 USD each pay the same for them', () => {
  const operators = [{ ...node, count: 2, fixedCost: '10 USD/s' }]
  const got = trial(part({ operators }), 1)
  const { tables } = got.run.world
  // 20 of 100 USD cost 100 · 20 / 80 = 25 token and a unit, half of it each, rounded up.
  expect(wallets(got)).toEqual([50e6 - 12_500_001, 50e6 - 12_500_001])
  expect([tables.pools.tokens[0], tables.pools.dollars[0]]).toEqual([125_000_002, 80e6])
  expect([moved(tables, 'sale'), moved(tables, 'routedTokens')]).toEqual([25_000_002, 25_000_002])
  expect([moved(tables, 'saleProceeds'), moved(tables, 'routedProceeds')]).toEqual([20e6, 20e6])
  expect(price(got)).toBeCloseTo(80 / 125, 6)
})

test('by hand: customers buy together, and the price of the next tick is the pool’s', () => {
  const got = trial(part({ customers: [traced] }), 1, asking(Array.from({ length: 20 }, (_, i) => i / 20)))
  const { tables } = got.run.world
  expect([moved(tables, 'purchase'), moved(tables, 'purchasePayment')]).toEqual([20e6, 25_000_001])
  expect(tables.token.before[0]).toBe(1)
  expect(price(got)).toBeCloseTo(125 / 80, 6)
})

test('by hand: owners’ tokens are sold together, rounded down', () => {
  const operators = [{ ...node, count: 2, wallet: '0 token', payout: 1 }]
  const got = trial(part({ operators, customers: [traced] }), 1, asking([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]))
  const { tables } = got.run.world
  const [a, b] = tables.operators.paidOut
  // What 7 token cost comes back, but for a unit that the pool keeps when it sells and those of roundings.
  const paid = moved(tables, 'purchasePayment')
  expect(paid - (a + b)).toBeLessThanOrEqual(3)
  expect(paid).toBeGreaterThan(a + b)
  const [earnedA, earnedB] = tables.operators.earned
  expect(Math.abs(a / b - earnedA / earnedB)).toBeLessThan(1e-6)
})

test('who cannot pay its part leaves, the worst covered first, and the others pay less', () => {
  const operators = [{ ...node, count: 2, wallet: ['12.6 token', '12 token'], fixedCost: '10 USD/s' }]
  const got = trial(part({ operators }), 1)
  expect(exits(got)).toEqual(['node-2'])
  // 10 of 100 USD cost 11.111111 token and a unit.
  expect(wallets(got)).toEqual([12_600_000 - 11_111_112, 12e6])
})

test('more dollars than the pools have are raised by nobody; who needs less than there is stays', () => {
  const operators = [
    { ...node, name: 'dear', wallet: '1000 token', fixedCost: '150 USD/s' },
    { ...node, name: 'cheap', fixedCost: '20 USD/s' },
  ]
  const got = trial(part({ operators }), 1)
  expect(exits(got)).toEqual(['dear'])
  expect(wallets(got)).toEqual([1000e6, 50e6 - 25_000_001])
})

test('of equals who cannot both pay one leaves by lot', () => {
  const operators = [{ ...node, count: 2, wallet: '12 token', fixedCost: '10 USD/s' }]
  const left = Array.from({ length: 60 }, (_, seed) => exits(trial(part({ operators, seed: `${seed}` }), 1)))
  for (const names of left) expect(names).toHaveLength(1)
  const first = left.filter(([name]) => name === 'node-1').length
  // 30 on average; four standard deviations are 15.5.
  expect(Math.abs(first - 30)).toBeLessThan(15.5)
})

test('the order of operators changes nothing but their names', () => {
  const kinds = [
    { wallet: '9 token', fixedCost: '4 USD/s' },
    { wallet: '30 token', fixedCost: '11 USD/s' },
    { wallet: '2 token', fixedCost: '1 USD/s' },
    { wallet: '6 token', fixedCost: '7 USD/s' },
    { wallet: '40 token', fixedCost: '2 USD/s', payout: 0.5 },
  ]
  const outcome = (order: readonly number[]) => {
    const got = trial(part({ operators: order.map(k => ({ ...node, name: `kind-${k}`, ...kinds[k] })) }), 3)
    const { operators, pools } = got.run.world.tables
    const rows = order.map((k, row) => [k, operators.state[row], operators.wallet[row], operators.spentTotal[row]])
    return { rows: rows.sort(([a], [b]) => a - b), pools: [pools.tokens[0], pools.dollars[0]] }
  }
  const straight = outcome([0, 1, 2, 3, 4])
  expect(straight.rows.filter(([, state]) => state !== 1).length).toBeGreaterThan(0)
  for (const order of [
    [4, 3, 2, 1, 0],
    [2, 0, 4, 1, 3],
  ])
    expect(outcome(order)).toEqual(straight)
})

test('purchases of more than the pools have stop the run with a line that says so', () => {
  const many = asking(Array.from({ length: 100 }, (_, i) => i / 100))
  expect(() => trial(part({ customers: [traced] }), 1, many)).toThrow(
    'token.pricing "pools": expected customers to buy less than the 100 token in the pools, got 100 token',
  )
  const fewer = asking(Array.from({ length: 99 }, (_, i) => i / 100))
  const { tables } = trial(part({ customers: [traced] }), 1, fewer).run.world
  expect(tables.pools.tokens[0]).toBe(1e6)
  expect(tables.pools.dollars[0]).toBeGreaterThanOrEqual(10_000e6)
})

test('balanced flows leave the price where it is, more demand raises it, more costs lower it', () => {
  const customers = [{ name: 'customer', count: 20, rate: '0.05/s' }]
  const pools = [{ ...level, tokens: '10000 token', dollars: '10000 USD' }]
  const end = (payout: number, fixedCost: string, times = 1) => {
    const operators = [{ ...node, wallet: '1000 token', payout, fixedCost }]
    const got = trial(part({ operators, trade: { pools }, customers: [{ ...customers[0], count: 20 * times }] }), 10)
    return price(got)
  }
  // What customers buy is sold again by those who earned it.
  expect(end(1, '0 USD/s')).toBeCloseTo(1, 6)
  expect(end(0, '0 USD/s')).toBeGreaterThan(1.0005)
  expect(end(0, '0 USD/s', 3)).toBeGreaterThan(end(0, '0 USD/s', 2))
  expect(end(0, '2 USD/s')).toBeLessThan(1)
  expect(end(0, '4 USD/s')).toBeLessThan(end(0, '2 USD/s'))
})

test('costs in dollars against a demand in tokens balance at C / q, and away from there the price runs away', () => {
  // 2 token are bought and 2 USD raised a second: 1 USD is paid and got for each, where the pool ends ticks at 0.998.
  const times = Array.from({ length: 400 }, (_, i) => i / 2)
  const end = (dollars: number) => {
    const pools = [{ ...level, tokens: '1000 token', dollars: `${dollars} USD` }]
    const operators = [{ ...node, wallet: '1000 token', fixedCost: '2 USD/s' }]
    const clock = { tick: '1 s', ticks: 200 }
    return price(trial(part({ clock, operators, customers: [traced], trade: { pools } }), 200, asking(times)))
  }
  expect(end(998)).toBeCloseTo(0.998, 5)
  expect(end(990)).toBeLessThan(0.982)
  expect(end(1006)).toBeGreaterThan(1.014)
})

test('with bots the price follows the one outside', () => {
  const bots = [{ name: 'bot', wallet: '1000 token', dollars: '1000 USD' }]
  const shocks = [{ kind: 'price', at: '2 s', factor: 0.4 }]
  const trade = { pools: [level], blocks: { every: '1 s' }, bots }
  const prices = Array.from({ length: 4 }, (_, ticks) => price(trial(part({ trade, shocks }), ticks)))
  expect(prices[0]).toBe(1)
  expect(prices[1]).toBe(1)
  // The block at 2 s ends the second tick.
  expect(prices[2]).toBeCloseTo(0.4, 6)
  expect(prices[3]).toBeCloseTo(0.4, 6)
})

const anything = {
  operators: [
    {
      ...node,
      count: 3,
      fixedCost: { uniform: ['0 USD/s', '4 USD/s'] },
      payout: 0.5,
      wallet: { uniform: ['0 token', '60 token'] },
    },
  ],
  customers: [{ name: 'customer', count: 10, rate: '0.2/s' }],
  protocol: {
    burn: { rule: 'buy-back', share: 0.2, every: '2 s' },
    mint: { schedule: 'constant', amount: '3 token/s' },
  },
  trade: {
    pools: [
      { name: 'one', tokens: '200 token', dollars: '190 USD', fee: 0.003 },
      { name: 'two', tokens: '50 token', dollars: '70 USD', fee: 0 },
      { name: 'far', tokens: '30 token', dollars: '10 USD', fee: 0.05 },
    ],
    reference: { law: 'gbm', volatility: '5 %/s^0.5', depth: '20 token' },
    blocks: { every: '300 ms' },
    bots: [{ name: 'bot', count: 2, wallet: '40 token', dollars: '40 USD', activity: 0.7 }],
  },
}

test('the books balance in every tick, pools never run dry, and roundings are in their favour', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(undefined, 'shock'), (seed, shock) => {
      const shocks = shock ? [{ kind: 'price', at: '3 s', factor: 0.3 }] : []
      const got = trial(part({ ...anything, seed, shocks, clock: { tick: '1 s', ticks: 8 } }), 8)
      const { tables } = got.run.world
      for (const column of [tables.pools.tokens, tables.pools.dollars, tables.bots.wallet, tables.bots.dollars])
        for (const value of column) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
      for (const value of [...tables.pools.tokens, ...tables.pools.dollars]) expect(value).toBeGreaterThan(0)
      expect(tables.pools.tokens[0] * tables.pools.dollars[0]).toBeGreaterThanOrEqual(200e6 * 190e6)
      expect(unexplained({ flows: got.rows.flows, balances: got.rows.balances })).toEqual([])
      expect(balanceOf(tables, 'escrow', 'token')).toBe(0)
    }),
    { numRuns: 40 },
  )
})

test('the exchange keeps nothing of what it routes', () => {
  const got = trial(part({ ...anything, trade: { ...anything.trade, bots: [] } }), 10)
  const first = start(scenarioOf(part({ ...anything, trade: { ...anything.trade, bots: [] } })), [], {
    row: () => undefined,
  })
  expect(balanceOf(got.run.world.tables, 'exchange', 'dollar')).toBe(0)
  expect(balanceOf(got.run.world.tables, 'exchange', 'token')).toBe(balanceOf(first.world.tables, 'exchange', 'token'))
})

test('orders go to pools of dollars at home only, whose price is the token’s', () => {
  const chains = [{ name: 'home' }, { name: 'far', coin: { name: 'FAR', price: '2 USD/coin' } }]
  const bridges = [{ from: 'far', to: 'home' }]
  const abroad = { name: 'abroad', chain: 'far', tokens: '900 token', dollars: '90 USD' }
  const coins = { name: 'coins', chain: 'far', quote: 'coin', tokens: '100 token', coins: '10 coin' }
  const operators = [{ ...node, count: 2, fixedCost: '10 USD/s' }]
  const got = trial(part({ operators, trade: { chains, bridges, pools: [abroad, level, coins] } }), 1)
  const { tables } = got.run.world
  expect([...tables.pools.tokens]).toEqual([900e6, 125_000_002, 100e6])
  expect([...tables.pools.dollars]).toEqual([90e6, 80e6, 0])
  expect(price(got)).toBeCloseTo(80 / 125, 6)
})

test('a bot pays for its running with what tokens bring in a thin market outside', () => {
  const bots = [{ name: 'bot', wallet: '100 token', dollars: '0 USD', cost: '5 USD/s', entry: { initial: 1 } }]
  const trade = { pools: [level], bots, blocks: { every: '1 s' }, reference: { law: 'token', depth: '0.1 token' } }
  const got = trial(part({ trade }), 2)
  expect(got.rows.events.filter(([, kind]) => kind === 'bot exit')).toEqual([])
  expect(moved(got.run.world.tables, 'arbitrageCost')).toBe(5e6)
})
