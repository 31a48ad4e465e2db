import { expect, test } from 'vitest'
import { trial } from '../trial.ts'
import { tradeMetrics } from './trade.ts'

/** Two like bots meet a pool of 100 token and 121 USD where a token costs 1 USD: worth 1 USD to each. */
const trade = {
  pools: [
    { name: 'tilted', tokens: '100 token', dollars: '121 USD', fee: 0 },
    { name: 'level', tokens: '100 token', dollars: '100 USD' },
  ],
  blocks: { every: '1 s' },
  bots: [{ name: 'bot', count: 2, wallet: '50 token', dollars: '40 USD' }],
  auction: { rule: 'share', share: 0.25 },
}

function values(part: Record<string, unknown> = {}) {
  const { run } = trial({ clock: { tick: '2 s', ticks: 5 }, trade, ...part }, 1)
  return Object.fromEntries(
    tradeMetrics(run.world.scenario).map(({ name, numerator, denominator }) => [
      name,
      numerator(run.world) / denominator(run.world),
    ]),
  )
}

test('by hand: of two blocks and two pools one trade, which brings 1 USD of which 0.25 go to the treasury', () => {
  const got = values()
  expect(got.mispricing).toBeCloseTo(Math.log(1.21) / 4, 12)
  expect(got.arbitraged).toBe(1 / 4)
  // Of the four gaps one is beyond the fee, and it is gone when the block is over.
  expect(got.mispriced).toBe(1 / 4)
  expect(got.mispricing_left).toBeCloseTo(0, 12)
  // Only the second block has one before it.
  expect(got.mispricing_kept).toBeCloseTo(0, 12)
  expect(got.lvr).toBeCloseTo(0.5, 9)
  // 1 USD of 421 in the first second and 420 in the second.
  expect(got.lvr_rate).toBeCloseTo(1 / 841, 9)
  expect(got.arbitrage_profit).toBeCloseTo(0.375, 9)
  expect(got.priority_fees).toBeCloseTo(0.125, 9)
  expect(got.competed_away).toBeCloseTo(0.25, 9)
  expect(got.priority_treasury).toBeCloseTo(0.125, 9)
  expect(got.bot_profit_bot).toBeCloseTo(0.375, 9)
  expect([got.reference_price, got.pool_price_tilted, got.pool_price_level]).toEqual([1, 1, 1])
})

test('fees over the costs of the network: 0.25 USD of 3 nodes that cost 1 USD each', () => {
  const operators = [{ name: 'node', count: 3, servers: 1000, fixedCost: '0.5 USD/s', wallet: '100 token' }]
  const customers = [{ name: 'nobody', rate: '0/s' }]
  expect(values({ operators, customers }).arbitrage_upkeep).toBeCloseTo(0.25 / 3, 9)
})

test('with nobody to trade, a mispricing is halved as fast as the outside price comes back', () => {
  const reference = { law: 'mean-reverting', volatility: '5 %/h^0.5', halfLife: '1 min' }
  const pools = [{ name: 'main', tokens: '1000 token', dollars: '1000 USD' }]
  const { run } = trial({
    clock: { tick: '1 h', ticks: 600 },
    trade: { pools, reference },
    customers: [{ name: 'nobody', rate: '0/s' }],
  })
  const { mispricing_half_life, mispricing_kept, mispricing, mispricing_left } = run.summary().metrics
  expect(mispricing_kept.mean).toBeCloseTo(2 ** (-12 / 60), 2)
  expect(Math.abs(mispricing_half_life.mean / 60 - 1)).toBeLessThan(0.02)
  expect(mispricing_left.mean).toBe(mispricing.mean)
})

test('running costs are no income of the network, and count for each kind', () => {
  const bots = [{ ...trade.bots[0], cost: '0.01 USD/s' }]
  const got = values({ trade: { ...trade, bots } })
  expect(got.bot_profit_bot).toBeCloseTo(0.375 - 0.02, 9)
  expect(got.arbitrage_upkeep).toBe(Infinity)
})

test('without pools there are no such metrics', () => {
  expect(Object.keys(values({ trade: {} }))).toEqual([])
})

const law = {
  pools: [{ name: 'main', tokens: '1000 token' }],
  reference: { law: 'gbm', volatility: '5 %/day^0.5' },
  bots: [{ name: 'bot', count: 2, wallet: '1000 token', dollars: '1000 USD', activity: 1 }],
}
const predicted = (change: Record<string, unknown>) =>
  trial({ clock: { tick: '1 min', ticks: 200 }, trade: { ...law, ...change } })
    .run.summary()
    .theory.map(({ name }) => name)
    .filter(name => ['lvr_rate', 'arbitraged', 'competed_away'].includes(name))

test('theory is told where it holds, and only there', () => {
  const [bot] = law.bots
  expect(predicted({})).toEqual(['lvr_rate'])
  expect(predicted({ blocks: { law: 'poisson' } })).toEqual(['lvr_rate', 'arbitraged'])
  expect(predicted({ auction: 'all-pay' })).toEqual(['lvr_rate', 'competed_away'])
  expect(predicted({ bots: [{ ...bot, activity: 0.5 }] })).toEqual(['competed_away'])
  expect(predicted({ bots: [{ ...bot, delay: '1 s' }] })).toEqual([])
  expect(predicted({ bots: [{ ...bot, wallet: '10 token' }] })).toEqual([])
  expect(predicted({ reference: { ...law.reference, drift: '1/year' } })).toEqual([])
  expect(predicted({ auction: { rule: 'first-price', revert: '0.01 USD' } })).toEqual([])
})
