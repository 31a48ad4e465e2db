/** The price of credits: patterns, records, congestion, and the token's own price. */
import { expect, test } from 'vitest'
import { trial } from '../../trial.ts'

type Part = Readonly<Record<string, unknown>>

/** A run of `ticks` hours of agents that buy on the spot. */
const market = (credits: Part, ticks: number, part: Part = {}, group: Part = {}) =>
  trial(
    {
      clock: { tick: '1 h', ticks },
      operators: [],
      customers: [],
      agents: {
        credits: { price: '1 token', ...credits },
        groups: [{ name: 'agent', count: 10, wallet: '1000 token', tasks: { rate: '12/h' }, ...group }],
      },
      ...part,
    },
    0,
  ).run

/** Prices posted in each tick, token. */
function prices(credits: Part, ticks: number, part: Part = {}, group: Part = {}) {
  const run = market(credits, ticks, part, group)
  const posted: number[] = []
  while (!run.done) {
    run.step()
    posted.push(run.world.tables.creditMarket.price[0] / 1e6)
  }
  return posted
}

test('a price by a pattern is that of the middle of the tick, lower at weekends', () => {
  const pattern = { rule: 'pattern', pattern: { daily: 0.5, peak: '12.5 h', weekend: 0.8 } }
  const posted = prices({ pricing: pattern }, 7 * 24)
  expect(posted[12]).toBeCloseTo(1.5, 9)
  expect(posted[0]).toBeCloseTo(0.5, 1)
  expect(posted[5 * 24 + 12]).toBeCloseTo(1.2, 9)
})

test('recorded prices are dollars for so many credits, at the price of the token', () => {
  const file = { file: 'gpu.csv', column: 'price', unit: 'USD' }
  const run = market({ pricing: { rule: 'series', prices: file, credits: 60 } }, 3, {
    token: { price: '2 USD/token', supply: '100000 token' },
  })
  const { pricing } = run.world.scenario.agents.credits
  if (pricing.rule !== 'series') throw new Error('expected a series')
  Object.assign(pricing.prices, { times: [0, 3600, 7200], values: [3e6, 6e6, 9e6] })
  const posted: number[] = []
  while (!run.done) {
    run.step()
    posted.push(run.world.tables.creditMarket.price[0] / 1e6)
  }
  expect(posted).toEqual([0.025, 0.05, 0.075])
})

test('a price in dollars moves against the token, one in tokens does not', () => {
  const shocks = [{ kind: 'price', at: '2 h', factor: 0.5 }]
  expect(prices({ currency: 'dollar' }, 4, { shocks })).toEqual([1, 1, 2, 2])
  expect(prices({ currency: 'token' }, 4, { shocks })).toEqual([1, 1, 1, 1])
})

test('congestion: base (1 + slope x^exponent), x what was wanted in the tick before over what can be used', () => {
  const law = { law: 'regular' }
  const pricing = { rule: 'congestion', slope: 3, exponent: 2 }
  // Ten agents with 12 tasks an hour, 240 credits an hour: x = 1/2.
  const group = { tasks: { rate: '12/h', law } }
  expect(prices({ pricing, capacity: '240/h' }, 3, {}, group)).toEqual([1, 1.75, 1.75])
  // A half-life of a tick: x moves half of the way.
  expect(prices({ pricing, capacity: '240/h', smoothing: '1 h' }, 3, {}, group)[1]).toBeCloseTo(1 + 3 / 16, 9)
})

test('buyers who all buy in the same hour push the price up', () => {
  const credits = { pricing: 'congestion', capacity: '240/h', spot: { open: false } }
  const group = { tasks: { rate: '12/h', law: { law: 'regular' } }, wallet: '1e6 token' }
  const buying = { rule: 'threshold', price: '2 token', cover: '6 h' }
  const [first, second] = prices(
    credits,
    2,
    { token: { price: '1 USD/token', supply: '1e9 token' } },
    { ...group, buying },
  )
  // 720 credits at once are three times what can be used: 1 + 4 · 27.
  expect(first).toBe(1)
  expect(second).toBeCloseTo(109, 9)
})

test('a formula of the price may read load, sales and the time; one that fails names the tick', () => {
  const pricing = { rule: 'formula', formula: 'base * (hour < 2 ? 1 : 2) + 0 * (load + sold + day + time)' }
  expect(prices({ pricing }, 3)).toEqual([1, 1, 2])
  const broken = { rule: 'formula', formula: 'base / (2 - hour)' }
  expect(() => prices({ pricing: broken }, 4)).toThrow(
    /^tick 2, price credits: agents\.credits\.pricing: expected a price that is finite and not negative at tick 2, got division by zero/,
  )
})

test('compute on the spot costs its premium', () => {
  const run = market({ spot: { factor: 1.25 } }, 1, {}, { tasks: { rate: '12/h', law: { law: 'regular' } } })
  run.step()
  expect(run.world.tables.agentTotals.spotPaid[0]).toBe(150e6)
})
