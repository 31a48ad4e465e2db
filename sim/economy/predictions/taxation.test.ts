import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

/** Customers who accept 1,000 to 3,000 micro-token, in a class at twice the price of 500 that takes three units of gas. */
const metered = (burn: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
  clock: { tick: '1 s', ticks: 4000, warmup: '500 s' },
  classes: [{ name: 'query', price: 2, gas: 3 }],
  operators: [{ name: 'node', count: 2, servers: 1000, price: '0.0005 token/query' }],
  customers: [
    { name: 'c', count: 400, rate: '0.25/s', reservation: { formula: '1000 + 2000 * (index + 0.5) / count' } },
  ],
  record: { check: 1000 },
  protocol: { burn: { rule: 'base-fee', initial: '0.0005 token', target: 150, denominator: 20, ...burn } },
  ...more,
})
const theory = (part: Record<string, unknown>, name: string, ...rest: [number?, ReturnType<typeof asking>?]) =>
  trial(part, ...rest)
    .run.summary()
    .theory.filter(item => item.name === name)

test('a base fee rests where as many customers pay it as the target has gas for', () => {
  // 100 ask, 50 have gas: the toll of those who accept at least 2000 is 1500, twice that in tokens, over three of gas.
  const [{ expected, measured, low, high }] = theory(metered(), 'base_fee')
  expect(expected).toBeCloseTo(0.001, 9)
  expect(Math.abs(measured - expected)).toBeLessThan(2 * (high - low))
  expect((high - low) / expected).toBeLessThan(0.02)
})

test('nothing is said of a base fee that nobody needs to pay, or that cannot rest', () => {
  const short = (burn: Record<string, unknown>, more?: Record<string, unknown>) =>
    theory(metered(burn, more), 'base_fee', 540).length
  expect(short({})).toBe(1)
  expect(short({ target: 300 })).toBe(0)
  expect(short({ target: 15, denominator: 8 })).toBe(0)
  const { customers } = metered()
  expect(short({}, { customers: [{ ...customers[0], elasticity: 0.5 }] })).toBe(0)
})

/** A query of 20 USD a second, at a velocity of 0.5/s. */
const minting = (warmup: string) => ({
  clock: { tick: '1 s', ticks: 200, warmup },
  operators: [
    { name: 'node', stake: '0 token', wallet: '0 token', price: '1 token/query', pricing: 'pegged', payout: 1 },
  ],
  customers: [traced],
  staking: { minimum: '0 token' },
  token: {
    price: '20 USD/token',
    supply: '5000 token',
    pricing: { rule: 'quantity', velocity: '0.5/s', smoothing: '0 s' },
  },
  protocol: {
    burn: { rule: 'burn-and-mint', share: 0.4, mint: '100 token/s' },
    rewards: { operators: 1, stakers: 0 },
  },
})
const every = asking(Array.from({ length: 200 }, (_, t) => t))

test('supply and price of a burn-and-mint protocol settle at M / (beta v) and beta U / M', () => {
  const [supply] = theory(minting('60 s'), 'supply', 200, every)
  expect(supply.expected).toBe(500)
  expect(supply.measured).toBeCloseTo(500, 2)
  const [price] = theory(minting('60 s'), 'token_price', 200, every)
  expect([price.expected, price.measured]).toEqual([expect.closeTo(0.08, 6), expect.closeTo(0.08, 6)])
})

test('nothing is said of a supply that is still on its way', () => {
  expect(theory(minting('40 s'), 'supply', 200, every)).toEqual([])
})
