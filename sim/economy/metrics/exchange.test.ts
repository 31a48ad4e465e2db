import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'
import { exchangeMetrics } from './exchange.ts'

/** A pool of 100 token and 100 USD without a fee; an operator who needs 10 USD a tick. */
const part = (more: Record<string, unknown> = {}) => ({
  operators: [{ name: 'node', servers: 1000, stake: '0 token', price: '1 token/query', fixedCost: '5 USD/s' }],
  customers: [traced],
  staking: { minimum: '0 token' },
  token: { price: '1 USD/token', supply: '1000000 token', pricing: 'pools' },
  clock: { tick: '2 s', ticks: 5 },
  trade: { pools: [{ name: 'level', tokens: '100 token', dollars: '100 USD', fee: 0 }] },
  ...more,
})
function values(more: Record<string, unknown> = {}, times = [0.1, 0.2, 0.3, 0.4]) {
  const { run } = trial(part(more), 1, asking(times))
  return Object.fromEntries(
    exchangeMetrics(run.world.scenario).map(({ name, numerator, denominator }) => [
      name,
      numerator(run.world) / denominator(run.world),
    ]),
  )
}

test('by hand: 4 token cost 4.1667 USD; then 10 USD cost 10.2 token that are worth 11.07', () => {
  const got = values()
  expect(got.turnover_customers).toBeCloseTo(2, 6)
  expect(got.slippage_customers).toBeCloseTo(100 / 96 - 1, 6)
  // The pool then has 96 token and 104.17 USD, a price of 1.085: 96 · 10 / 94.17 token bring 10 USD.
  const [tokens, dollars] = [96, 10_000 / 96]
  const sold = ((tokens * 10) / (dollars - 10)) * (dollars / tokens)
  expect(got.turnover_operators).toBeCloseTo(sold / 2, 6)
  expect(got.slippage_operators).toBeCloseTo((sold - 10) / sold, 6)
})

test('a bot’s slippage is what it gives more than the pool’s price before its trade', () => {
  const tilted = { name: 'tilted', tokens: '100 token', dollars: '121 USD', fee: 0 }
  const bots = [{ name: 'bot', wallet: '50 token', dollars: '40 USD' }]
  const operators = [{ name: 'node', stake: '0 token' }]
  const got = values({ operators, trade: { pools: [tilted], bots, blocks: { every: '2 s' } } }, [])
  // 10 token at 1.21 bring 11 USD in place of 12.1.
  expect(got.turnover_bots).toBeCloseTo(12.1 / 2, 6)
  expect(got.slippage_bots).toBeCloseTo(1.1 / 12.1, 6)
  expect(got.turnover_customers).toBe(0)
})

test('only who can trade is told of, and only where tokens are priced in pools', () => {
  const names = (more: Record<string, unknown>) => Object.keys(values(more))
  expect(names({})).toHaveLength(4)
  expect(names({ protocol: { burn: { rule: 'buy-back' } } })).toContain('slippage_treasury')
  expect(names({ token: { price: '1 USD/token', supply: '1000000 token' } })).toEqual([])
})
