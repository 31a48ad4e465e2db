import fc from 'fast-check'
import { expect, test } from 'vitest'
import { money } from '../ledger.ts'
import { asking, type Trial, traced, trial } from '../trial.ts'

const quantity = { rule: 'quantity', velocity: '0.1/s', smoothing: '0 s' }
const node = { name: 'node', servers: 1000, stake: '0 token', wallet: '0 token', payout: 1 }
const part = (token: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  operators: [{ ...node, price: '1 token/query' }],
  customers: [traced],
  staking: { minimum: '0 token' },
  token: { price: '2 USD/token', supply: '100 token', pricing: quantity, ...token },
  ...more,
})
const priceAfter = (got: Trial) => got.run.world.tables.token.price[0]

test('the token is worth what is spent on it over velocity times supply', () => {
  // 20 USD in the first tick, over 0.1/s of 100 token; the price of the first tick is the scenario’s.
  const times = Array.from({ length: 10 }, (_, i) => i / 10)
  expect(priceAfter(trial(part({}), 1, asking(times)))).toBeCloseTo(2, 12)
  expect(priceAfter(trial(part({}), 1, asking(times.slice(5))))).toBeCloseTo(1, 12)
})

test('without spending the price stays', () => {
  expect(priceAfter(trial(part({}), 3, asking([])))).toBe(2)
})

test('a smoothed price goes half the way in a half-life', () => {
  const pricing = { ...quantity, smoothing: '2 s' }
  const one = asking([0.5, 1.5])
  // Spending starts at the 20 USD/s that the price stands for; nothing but 2 USD, then less, is spent.
  const first = 2 + (0.2 - 2) * (1 - Math.SQRT1_2)
  expect(priceAfter(trial(part({ pricing }), 1, one))).toBeCloseTo(first, 9)
  expect(priceAfter(trial(part({ pricing }), 2, one))).toBeCloseTo(first + (first / 10 - first) * (1 - Math.SQRT1_2), 6)
})

test('a pegged price never moves in dollars', () => {
  const operators = [{ ...node, price: '1 token/query', pricing: 'pegged' }]
  const { tables } = trial(part({}, { operators }), 1, asking([0.2, 0.4, 0.6])).run.world
  // 6 USD were spent: the token is worth 0.6, and what was one of 2 is 3.33 of them.
  expect(tables.token.price[0]).toBeCloseTo(0.6, 12)
  expect(tables.operators.posted[0]).toBe(3_333_333)
})

test('what customers are willing to pay stands in dollars, and so does the price to which demand answers', () => {
  const operators = [{ ...node, price: '1 token/query', pricing: 'pegged' }]
  const customers = [
    { name: 'c', count: 5, rate: '1/s', elasticity: 1, reference: '1 token/query', reservation: '1.5 token/query' },
  ]
  const { tables } = trial(part({}, { operators, customers }), 4).run.world
  expect(tables.token.price[0]).not.toBeCloseTo(2, 1)
  for (const reserve of tables.customers.reserve) expect(reserve * tables.token.price[0]).toBeCloseTo(3e6, 0)
  expect(tables.demandFactor.factor[0]).toBeCloseTo(1, 5)
})

test('burn and mint follow S(t + 1) = S + M - beta v S for any share, velocity and mint', () => {
  const whole = (min: number, max: number) => fc.integer({ min, max })
  fc.assert(
    fc.property(whole(0, 99), whole(1, 100), whole(0, 9000), (percent, perMille, mint) => {
      const [share, velocity] = [percent / 100, perMille / 1000]
      const spent = 1000
      const price = spent / (velocity * 1e5)
      const got = trial(
        {
          ...part({
            price: `${price} USD/token`,
            supply: '100000 token',
            pricing: { ...quantity, velocity: `${velocity}/s` },
          }),
          clock: { tick: '1 s', ticks: 30 },
          operators: [{ ...node, pricing: 'pegged', price: `${spent / price} token/query` }],
          protocol: {
            burn: { rule: 'burn-and-mint', share, mint: `${mint} token/s` },
            rewards: { operators: 1, stakers: 0 },
          },
        },
        30,
        asking(Array.from({ length: 30 }, (_, i) => i + 0.5)),
      )
      let supply = 1e5
      for (let t = 0; t < 30; t++) supply += mint - share * velocity * supply
      expect(money(got.run.world.tables, 'token').final / 1e6 / supply).toBeCloseTo(1, 8)
    }),
    { numRuns: 30 },
  )
})

test('a fixed price is the scenario’s in every tick', () => {
  expect(priceAfter(trial(part({ pricing: 'fixed' }), 2, asking([0.5])))).toBe(2)
})
