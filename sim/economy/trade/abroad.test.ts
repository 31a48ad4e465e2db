import { expect, test } from 'vitest'
import { coinBalanceOf } from '../coin-ledger.ts'
import { type Trial, trial } from '../trial.ts'
import { unexplained } from '../unexplained.ts'

/** A token costs 1 USD at home; on the other chain a pool holds 100 token and 150 USD, and a bridge keeps a tenth either way. */
const other = { name: 'there', chain: 'other', tokens: '100 token', dollars: '150 USD', fee: 0 }
const bot = { name: 'bot', wallet: '50 token', dollars: '40 USD', abroad: [{ chain: 'other', tokens: '20 token' }] }
const bridges = [
  { from: 'home', to: 'other', delay: '2 s', fee: 0.1 },
  { from: 'other', to: 'home', delay: '2 s', fee: 0.1 },
]
const part = (pool: Record<string, unknown>, more: Record<string, unknown> = {}, coin?: Record<string, unknown>) => ({
  trade: {
    chains: [{ name: 'home' }, { name: 'other', ...(coin && { coin }) }],
    pools: [pool],
    blocks: { every: '1 s' },
    bots: [{ ...bot, rebalance: 1 }],
    bridges,
    ...more,
  },
})
const has = ({ run }: Trial) => {
  const { bots, botHoldings } = run.world.tables
  return { home: bots.wallet[0] / 1e6, dollars: bots.dollars[0] / 1e6, there: botHoldings.tokens[1] / 1e6 }
}

test('by hand: it sells until one more would not pay for bringing one there, and buys as many at home', () => {
  const got = trial(part(other), 1)
  // Tokens there cost 1 / 0.9: sqrt(100 150 0.9) - 100 are sold for 150 - 150 100 / (100 + 16.19).
  const sold = Math.sqrt(13_500) - 100
  const { home, dollars, there } = has(got)
  expect(home).toBeCloseTo(50 + sold, 5)
  expect(20 - there).toBeCloseTo(sold, 5)
  expect(dollars).toBeCloseTo(40 + (150 - 15_000 / (100 + sold)) - sold, 5)
  // What it gains counts less for the tokens that are short there now.
  expect(got.run.world.tables.bots.earned[0] / 1e6).toBeCloseTo(150 - 15_000 / (100 + sold) - sold / 0.9, 5)
})

test('by hand: it buys where tokens are cheap, and sells as many at home', () => {
  // Tokens there bring 0.9: sqrt(0.9 100 60) - 60 USD are paid.
  const got = trial(part({ ...other, dollars: '60 USD' }), 1)
  const paid = Math.sqrt(5400) - 60
  const bought = 100 - 6000 / (60 + paid)
  const { home, dollars, there } = has(got)
  expect(there).toBeCloseTo(20 + bought, 5)
  expect(home).toBeCloseTo(50 - bought, 5)
  expect(dollars).toBeCloseTo(40 - paid + bought, 5)
})

test('who has no tokens on a chain leaves its pools alone, and so does everybody where bridges keep more than there is to gain', () => {
  for (const changed of [part(other, { bots: [{ ...bot, abroad: [] }] }), part({ ...other, dollars: '105 USD' })])
    expect(trial(changed, 3).run.world.tables.tradeTally.trades[0]).toBe(0)
})

test('a pool quoted in coins is traded with at the price of the coin, and coins are only passed on', () => {
  // 1.5 coin at 100 USD are those 150 USD.
  const coin = { name: 'SOL', price: '100 USD/coin' }
  const { tokens, fee, name, chain } = other
  const got = trial(part({ tokens, fee, name, chain, quote: 'coin', coins: '1.5 coin' }, {}, coin), 1)
  const sold = Math.sqrt(13_500) - 100
  expect(20 - has(got).there).toBeCloseTo(sold, 5)
  // A micro-coin is worth 0.0001 USD.
  expect(has(got).dollars).toBeCloseTo(40 + (150 - 15_000 / (100 + sold)) - sold, 3)
  expect(coinBalanceOf(got.run.world, 1, 'arbitrageurs')).toBe(0)
  expect(coinBalanceOf(got.run.world, 1, 'exchange') + coinBalanceOf(got.run.world, 1, 'pools')).toBe(1.5e6)
  expect(unexplained({ flows: got.rows.flows, balances: got.rows.balances })).toEqual([])
})

test('round trips stay on one chain, and need no tokens there', () => {
  const pools = [
    { ...other, dollars: '100 USD' },
    { ...other, name: 'too' },
    { name: 'here', tokens: '100 token' },
  ]
  const got = trial(part(other, { pools, bots: [{ ...bot, abroad: [], venue: 'pools' }] }), 2)
  const { dollars, tokens } = got.run.world.tables.pools
  expect(dollars[0] / tokens[0]).toBeCloseTo(dollars[1] / tokens[1], 5)
  expect([dollars[2], tokens[2]]).toEqual([100e6, 100e6])
  expect(has(got).home).toBe(50)
})

test('tokens that trades carry from chain to chain are fetched over the bridge', () => {
  const got = trial({ ...part(other, { bots: [{ ...bot, rebalance: 0.1 }] }), clock: { tick: '1 s', ticks: 10 } })
  const { botHoldings } = got.run.world.tables
  expect(botHoldings.tokens[1] / 1e6).toBeGreaterThan(17)
  expect(has(got).home + botHoldings.tokens[1] / 1e6).toBeCloseTo(70, 5)
})
