import { expect, test } from 'vitest'
import { type Trial, trial } from '../trial.ts'
import { priceIn } from './coins.ts'

const trade = {
  chains: [{ name: 'home' }, { name: 'other' }],
  pools: [{ name: 'here', tokens: '1000 token', dollars: '1000 USD' }],
  blocks: { every: '1 s' },
  bridges: [
    { from: 'home', to: 'other', delay: '2 s', fee: 0.1 },
    { from: 'other', to: 'home', delay: '1 s', fee: 0.1 },
  ],
  bots: [
    {
      name: 'bot',
      wallet: '50 token',
      dollars: '40 USD',
      rebalance: 0.2,
      abroad: [{ chain: 'other', tokens: '20 token' }],
    },
  ],
}
/** Tokens at home, on the other chain, and under way to each. */
const tokens = ({ run }: Trial) => {
  const { bots, botHoldings } = run.world.tables
  return [bots.wallet[0], botHoldings.tokens[1], botHoldings.coming[0], botHoldings.coming[1]].map(n => n / 1e6)
}
/** A run in which the bot has come to have `change` token more on the other chain and so many fewer at home. */
function shifted(change: number): Trial {
  const got = trial({ trade }, 1)
  const { bots, botHoldings } = got.run.world.tables
  bots.wallet[0] -= change * 1e6
  botHoldings.tokens[1] += change * 1e6
  return got
}

test('who is off by no more than the share stays as it is', () => {
  const got = shifted(-4)
  got.run.step()
  expect(tokens(got)).toEqual([54, 16, 0, 0])
})

test('what is short is fetched from home once, and the bridge’s fee bought anew outside', () => {
  const got = shifted(-6)
  got.run.step()
  expect(tokens(got)).toEqual([50, 14, 0, 5.4])
  got.run.step()
  // 0.6 token at 1 USD.
  expect(tokens(got)).toEqual([50.6, 14, 0, 5.4])
  expect(got.run.world.tables.bots.dollars[0]).toBe(39.4e6)
  got.run.step()
  got.run.step()
  expect(tokens(got)).toEqual([50.6, 19.4, 0, 0])
})

test('what is too much is sent home', () => {
  const got = shifted(10)
  got.run.step()
  expect(tokens(got)).toEqual([40, 20, 9, 0])
  got.run.step()
  got.run.step()
  expect(tokens(got)).toEqual([50, 20, 0, 0])
})

test('who buys steadily on another chain pays the way there: the price settles as far above home as fees go', () => {
  const [pool, way, back] = [0.003, 0.002, 0.001]
  const chains = [{ name: 'home' }, { name: 'other', coin: { name: 'OTH', price: '4 USD/coin' } }]
  const got = trial({
    clock: { tick: '1 s', ticks: 400 },
    customers: [{ name: 'afar', count: 5, rate: '0/s', chain: 'other', budget: '0.2 USD/s' }],
    trade: {
      chains,
      pools: [{ name: 'there', chain: 'other', quote: 'coin', tokens: '20000 token', fee: pool }],
      blocks: { every: '1 s' },
      bridges: [
        { from: 'home', to: 'other', delay: '3 s', fee: way },
        { from: 'other', to: 'home', delay: '2 s', fee: back },
      ],
      bots: [
        {
          name: 'bot',
          count: 2,
          wallet: '1000 token',
          dollars: '1000 USD',
          abroad: [{ chain: 'other', tokens: '100 token' }],
        },
      ],
      auction: 'share',
    },
  })
  const { price_gap_other: gap, remittance_cost_afar: cost } = got.run.summary().metrics
  const last = Math.log(priceIn(got.run.world, 0))
  // A purchase of 1 USD moves the price by a hundredth of a per cent.
  expect(Math.abs(last + Math.log((1 - pool) * (1 - way)))).toBeLessThan(1.1e-4)
  expect(gap.mean).toBeGreaterThan(0.9 * last)
  expect(Math.abs(cost.mean - (1 - (1 - pool) ** 2 * (1 - way) * (1 - back)))).toBeLessThan(2e-4)
})
