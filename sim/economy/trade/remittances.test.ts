import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coinBalanceOf } from '../coin-ledger.ts'
import { balanceOf, moved } from '../ledger.ts'
import { chainMetrics } from '../metrics/chains.ts'
import { type Trial, trial } from '../trial.ts'

const chains = [{ name: 'home' }, { name: 'solana', coin: { name: 'SOL', price: '100 USD/coin' } }]
const small = { name: 'sol', chain: 'solana', quote: 'coin', tokens: '100 token', coins: '1 coin', fee: 0 }
const bridge = { from: 'solana', to: 'home', delay: '0 s' }
const remote = (more: Record<string, unknown> = {}) => ({
  name: 'remote',
  count: 1,
  chain: 'solana',
  rate: '0/s',
  budget: '1 USD/s',
  ...more,
})
const part = (trade: Record<string, unknown> = {}, customers: readonly Record<string, unknown>[] = [remote()]) => ({
  trade: { chains, pools: [small], bridges: [bridge], ...trade },
  customers,
})
const wallets = ({ run }: Trial) => [...run.world.tables.customers.wallet]
const metricsOf = ({ run }: Trial) =>
  Object.fromEntries(
    chainMetrics(run.world.scenario).map(({ name, numerator, denominator }) => [
      name,
      numerator(run.world) / denominator(run.world),
    ]),
  )

test('by hand: 25 USD are a quarter of a coin, which takes 20 of 100 token out of a pool with one', () => {
  const got = trial(part({}, [remote({ budget: '25 USD/s' })]), 1)
  const { world } = got.run
  expect([world.tables.pools.tokens[0], world.tables.pools.coins[0]]).toEqual([80e6, 1.25e6])
  expect(moved(world.tables, 'coinPayment')).toBe(25e6)
  expect(coinBalanceOf(world, 1, 'exchange')).toBe(-0.25e6)
  expect(moved(world.tables, 'remittance')).toBe(20e6)
  // Without a delay they are there as the next tick begins.
  got.run.step()
  expect(wallets(got)).toEqual([20e6])
})

test('groups of a chain buy at one price, whoever stands first', () => {
  const groups = [remote({ name: 'a', budget: '5 USD/s' }), remote({ name: 'b', budget: '20 USD/s' })]
  for (const customers of [groups, groups.toReversed()]) {
    const got = trial(part({}, customers), 2)
    expect(wallets(got).sort()).toEqual([16e6, 4e6])
  }
})

test('they buy where the sum brings most, in coins or in dollars', () => {
  const dear = { ...small, name: 'dear', tokens: '80 token' }
  const dollars = { name: 'usd', chain: 'solana', tokens: '100 token', dollars: '99 USD', fee: 0 }
  const got = trial(part({ pools: [dear, small, dollars] }), 1)
  const { tables } = got.run.world
  expect([...tables.pools.tokens.subarray(0, 2)]).toEqual([80e6, 100e6])
  expect(tables.pools.dollars[2]).toBe(100e6)
  expect(moved(tables, 'remoteDollars')).toBe(1e6)
  expect(moved(tables, 'coinPayment')).toBe(0)
})

test('where slippage is negligible paying from afar costs the fees of pool and bridge', () => {
  const deep = { ...small, tokens: '7e9 token', coins: '7e7 coin', fee: 0.003 }
  const got = trial({
    ...part({ pools: [deep], bridges: [{ ...bridge, fee: 0.002, delay: '1.5 s' }] }, [remote({ budget: '100 USD/s' })]),
    token: { price: '1 USD/token', supply: '8e9 token' },
  })
  const {
    remittance_cost_remote: cost,
    remittance_time_remote: time,
    'bridge_in_flight_solana-home': way,
  } = metricsOf(got)
  expect(cost).toBeCloseTo(1 - 0.997 * 0.998, 6)
  expect(time).toBeCloseTo(1.5, 9)
  expect(way).toBeCloseTo(150 * 0.997 * 0.998, 4)
})

test('slippage is part of the cost, and so is a change of the price on the way', () => {
  const first = trial(part({}, [remote({ budget: '25 USD/s' })]), 2)
  // 25 USD have brought 20 token of 1 USD.
  expect(metricsOf(first).remittance_cost_remote).toBeCloseTo(0.2, 9)
  const again = trial(part({ blocks: { every: '1 s' } }, [remote({ budget: '25 USD/s' })]), 1)
  again.run.world.tables.token.price[0] = 1.5
  Object.assign(again.run.world.scenario.token, { price: 1.5 })
  again.run.step()
  expect(metricsOf(again).remittance_cost_remote).toBeCloseTo(1 - (20 * 1.5) / 25, 9)
})

test('what arrives is shared out by budget, rounded down, never more than it is; the rest waits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(1, 3, 10),
      fc.constantFrom(1, 4),
      (cents, sampling, represents) => {
        const budget = cents.map(amount => `${amount / 100} USD/day`)
        const group = remote({ count: cents.length * represents, represents, budget })
        const got = trial({ ...part({}, [group]), market: { sampling } }, 3)
        const { tables } = got.run.world
        const handed = sampling * wallets(got).reduce((sum, tokens) => sum + tokens, 0)
        const waits = tables.groupHoldings.tokens[0]
        const total = cents.reduce((sum, amount) => sum + amount, 0)
        expect(waits).toBeGreaterThanOrEqual(0)
        expect(waits).toBeLessThan(sampling * (cents.length + 1))
        expect(balanceOf(tables, 'customers', 'token')).toBe(
          handed + tables.groupHoldings.tokens[0] + tables.groupHoldings.tokens[1],
        )
        // Two ticks' hand-outs, each rounded down once.
        for (const [k, tokens] of wallets(got).entries())
          expect(Math.abs(tokens * sampling * total - handed * cents[k])).toBeLessThanOrEqual(
            3 * cents.length * sampling * total,
          )
      },
    ),
    { numRuns: 30 },
  )
})

test('they ask no more than what has arrived pays', () => {
  const customers = [remote({ rate: '1000/s', budget: '1 USD/s' }), { name: 'nobody', count: 1, rate: '0/s' }]
  const operators = [{ name: 'node', servers: 1000, price: '0.01 token/query' }]
  const deep = { ...small, tokens: '1e5 token', coins: '1e3 coin' }
  const got = trial({ ...part({ pools: [deep] }, customers), operators }, 2)
  // A token pays 100 queries; rounding and slippage leave one or two less.
  expect(got.run.world.totals.tally.paid[0]).toBeGreaterThanOrEqual(98)
  expect(got.run.world.totals.tally.paid[0]).toBeLessThanOrEqual(100)
  expect(metricsOf(got).penniless_remote).toBe(1)
})

test('in a surge they spend as many times as much', () => {
  const shocks = [{ kind: 'demand', at: '1 s', lasts: '1 s', factor: 3, customers: 'remote' }]
  const got = trial({ ...part(), shocks }, 0)
  const spent = [1, 2, 3].map(() => {
    got.run.step()
    return moved(got.run.world.tables, 'coinPayment') / 1e6
  })
  expect(spent).toEqual([1, 3, 1])
})

test('prices of chains are compared by their tokens, at home or outside', () => {
  const pools = [
    { ...small, coins: '1.1 coin' },
    { name: 'more', chain: 'solana', tokens: '300 token', dollars: '300 USD' },
    { name: 'here', tokens: '10 token', dollars: '9 USD' },
  ]
  const still = [remote({ budget: '0 USD/s' })]
  expect(metricsOf(trial(part({ pools }, still), 1)).price_gap_solana).toBeCloseTo(Math.log(410 / 400 / 0.9), 9)
  expect(metricsOf(trial(part({ pools: pools.slice(0, 2) }, still), 1)).price_gap_solana).toBeCloseTo(
    Math.log(410 / 400),
    9,
  )
})

test('where pools set the price of the token it is that of home, whatever is bought elsewhere', () => {
  const here = { name: 'here', tokens: '1000 token', dollars: '900 USD', fee: 0 }
  const got = trial({ ...part({ pools: [small, here] }), token: { price: '1 USD/token', pricing: 'pools' } }, 3)
  const { tables } = got.run.world
  expect(tables.token.price[0]).toBeCloseTo(tables.pools.dollars[1] / tables.pools.tokens[1], 12)
  expect(tables.pools.tokens[0]).toBeLessThan(100e6)
})
