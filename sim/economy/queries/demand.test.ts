import { expect, test } from 'vitest'
import { moved } from '../ledger.ts'
import { type Trial, trial } from '../trial.ts'

const ticking = (tick: string, ticks: number) => ({ clock: { tick, ticks } })
const nodes = { name: 'node', count: 2, servers: 1000 }

/** A column of one number a tick, read after each tick of a run. */
function eachTick(part: Record<string, unknown>, ticks: number, read: (got: Trial) => number): number[] {
  const got = trial(part, 0)
  return Array.from({ length: ticks }, () => {
    got.run.step()
    return read(got)
  })
}

test('counts of a tick are Poisson: mean and variance are rate times customers times time', () => {
  const part = { customers: [{ name: 'customer', count: 50, rate: '0.35/s' }] }
  const n = 500
  const counts = eachTick({ ...part, ...ticking('2 s', n) }, n, got => got.run.world.tables.tally.asked[0])
  const mean = counts.reduce((sum, x) => sum + x, 0) / n
  const variance = counts.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  expect(Math.abs(mean - 35)).toBeLessThan(4 * Math.sqrt(35 / n))
  expect(Math.abs(variance - 35)).toBeLessThan(4 * 35 * Math.sqrt(2 / n))
})

test('a tick and its quarters use up the same hazard of a customer who asks nothing', () => {
  const customers = [{ name: 'customer', count: 9, rate: '0.8/s' }]
  const hazard = (tick: string, ticks: number) =>
    trial({ customers, ...ticking(tick, ticks) }, ticks).run.world.tables.customers.hazard
  const before = hazard('1 us', 1)
  const [whole, quarters] = [hazard('0.2 s', 1), hazard('0.05 s', 4)]
  const quiet = Array.from(before.keys()).filter(c => before[c] > 0.17)
  expect(quiet.length).toBeGreaterThan(4)
  for (const c of quiet) {
    expect(whole[c]).toBeCloseTo(before[c] - 0.16, 5)
    expect(quarters[c]).toBeCloseTo(whole[c], 12)
  }
})

test('demand follows a daily wave around its mean, highest at the peak', () => {
  const pattern = { daily: 0.4, peak: '14 h' }
  const part = { customers: [{ name: 'customer', count: 1, rate: 0, pattern }], ...ticking('1 h', 24) }
  const factors = eachTick(part, 24, got => got.run.world.tables.demandFactor.factor[0])
  for (const [hour, factor] of factors.entries())
    expect(factor).toBeCloseTo(1 + 0.4 * Math.cos((2 * Math.PI * (hour + 0.5 - 14)) / 24), 10)
  expect(factors.reduce((sum, x) => sum + x, 0) / 24).toBeCloseTo(1, 10)
})

test('days six and seven have their own demand, and growth is exponential', () => {
  const customers = [
    { name: 'weekly', count: 1, rate: 0, pattern: { weekend: 0.25 } },
    { name: 'growing', count: 1, rate: 0, pattern: { growth: '0.1/day' } },
  ]
  const part = { customers, ...ticking('1 day', 9) }
  const factor = (g: number) => eachTick(part, 9, got => got.run.world.tables.demandFactor.factor[g])
  expect(factor(0)).toEqual([1, 1, 1, 1, 1, 0.25, 0.25, 1, 1])
  for (const [day, value] of factor(1).entries()) expect(value).toBeCloseTo(Math.exp(0.1 * (day + 0.5)), 10)
})

test('demand falls with the price paid over the reference to the elasticity, from the first sales on', () => {
  const customer = { name: 'customer', count: 20, rate: '5/s', elasticity: 1.5, reference: '0.001 token/query' }
  const part = { operators: [{ ...nodes, price: '0.004 token/query' }], customers: [customer] }
  const factors = eachTick(part, 3, got => got.run.world.tables.demandFactor.factor[0])
  expect(factors[0]).toBe(1)
  expect(factors[1]).toBeCloseTo(1 / 8, 12)
  expect(factors[2]).toBeCloseTo(1 / 8, 12)
})

test('what a customer asks and whom it pays does not change with the rates of another group', () => {
  const operators = [
    { name: 'node', count: 5, servers: 1000, price: [700, 800, 900, 1000, 1100].map(p => `${p / 1e6} token/query`) },
  ]
  const own = { name: 'own', count: 9, rate: '2/s', wallet: '1 token', budget: '0 USD/s' }
  const purses = (rate: string) => {
    const { tables } = trial({ operators, customers: [{ name: 'others', count: 6, rate }, own] }, 6).run.world
    return [Array.from(tables.customers.wallet.slice(6)), Array.from(tables.customers.hazard.slice(6))]
  }
  const [wallets] = purses('1/s')
  expect(new Set(wallets).size).toBeGreaterThan(5)
  expect(purses('1/s')).toEqual(purses('90/s'))
})

test('a customer with a budget never spends more than it has', () => {
  // 600 micro-token come in a tick, a query costs up to 1100.
  const operators = [{ name: 'node', count: 2, servers: 1000, price: ['0.0007 token/query', '0.0011 token/query'] }]
  const customers = [{ name: 'customer', count: 30, rate: '4/s', wallet: '0.0005 token', budget: '0.0006 USD/s' }]
  const got = trial({ operators, customers }, 0)
  let spent = 0
  for (let tick = 1; tick <= 10; tick++) {
    got.run.step()
    const { tables } = got.run.world
    spent += moved(tables, 'fee') - moved(tables, 'refund')
    const left = tables.customers.wallet.reduce((sum, x) => sum + x, 0)
    expect(Math.min(...tables.customers.wallet)).toBeGreaterThanOrEqual(0)
    expect(left + spent).toBe(30 * (500 + 600 * tick))
    expect(moved(tables, 'purchase')).toBe(30 * 600)
  }
  // It does not hoard either: nobody could pay the dearer price twice.
  expect(Math.max(...got.run.world.tables.customers.wallet)).toBeLessThan(2200)
})

test('a customer without income spends its wallet and no more', () => {
  const customers = [{ name: 'customer', count: 4, rate: '9/s', wallet: '0.0035 token', budget: '0 USD/s' }]
  const { tables } = trial({ operators: [nodes], customers }, 5).run.world
  expect(Array.from(tables.customers.wallet)).toEqual([500, 500, 500, 500])
})

const priced = { name: 'node', count: 2, servers: 1000, price: ['0.0008 token/query', '0.0012 token/query'] }
const buyers = (reservation: string) => [{ name: 'customer', count: 20, rate: '5/s', reservation }]

test('nobody pays more than the reservation price; the surplus is what is left of it', () => {
  const { tally } = trial({ operators: [priced], customers: buyers('0.001 token/query') }, 1).run.world.tables
  expect(tally.asked[0]).toBeGreaterThan(50)
  expect([tally.paid[0], tally.volume[0], tally.surplus[0]]).toEqual([
    tally.asked[0],
    800 * tally.asked[0],
    200 * tally.asked[0],
  ])
})

test('a posted price of exactly the reservation price is accepted', () => {
  const { tally } = trial({ operators: [priced], customers: buyers('0.0012 token/query') }, 1).run.world.tables
  expect(tally.volume[0]).toBeGreaterThan(800 * tally.paid[0])
  expect(tally.outside[0]).toBe(0)
})

test('who finds every node too dear goes to the legacy provider and pays dollars', () => {
  const legacy = { price: '0.0003 USD/query' }
  const { tables } = trial({ operators: [priced], customers: buyers('0.000799 token/query'), legacy }, 1).run.world
  const asked = tables.tally.asked[0]
  expect([tables.tally.raced[0], tables.tally.outside[0], tables.tally.unserved[0]]).toEqual([0, asked, 0])
  expect(moved(tables, 'legacyFee')).toBe(300 * asked)
  expect(moved(tables, 'fee')).toBe(0)
})

test('queries are of the classes of the mix, in their shares', () => {
  const classes = [{ name: 'small' }, { name: 'large', price: 10 }]
  const mix = [
    { class: 'small', share: 0.8 },
    { class: 'large', share: 0.2 },
  ]
  const customers = [{ name: 'customer', count: 100, rate: '30/s', mix }]
  const { classTally, tally } = trial({ operators: [nodes], classes, customers }, 1).run.world.tables
  const n = tally.paid[0]
  expect(classTally.queries[0] + classTally.queries[1]).toBe(n)
  expect(Array.from(classTally.fees)).toEqual([1000 * classTally.queries[0], 10_000 * classTally.queries[1]])
  expect(Math.abs(classTally.queries[1] / n - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / n))
})

const late = { name: 'late', servers: 10_000, latency: { law: 'deterministic', value: '3 s' } }
const loyal = (loyalty: Record<string, unknown>) => [{ name: 'customer', count: 400, rate: '5/s', loyalty }]

test('a customer whose satisfaction falls below its patience leaves, and asks the legacy provider', () => {
  // 1, 0.5, 0.25, 0.125: below 0.2 after three late answers; it leaves as the tick ends.
  const { customers, tally } = trial({ operators: [late], customers: loyal({ memory: 2, patience: 0.2 }) }, 6).run.world
    .tables
  expect(Math.max(...customers.satisfaction)).toBe(0.125)
  expect(customers.satisfaction.every(value => Number.isInteger(Math.log2(value)))).toBe(true)
  expect(customers.state.filter(state => state === 1).length).toBe(400)
  expect(tally.outside[0]).toBe(tally.asked[0])
})

test('with no patience to lose nobody leaves', () => {
  const { customers } = trial({ operators: [late], customers: loyal({ memory: 1, patience: 0 }) }, 3).run.world.tables
  expect(Math.max(...customers.state)).toBe(0)
})

test('who left comes back with probability 1 - exp(-rate), content again', () => {
  const shocks = [{ kind: 'demand', at: '1 s', lasts: '9 s', factor: 0 }]
  const part = { operators: [late], customers: loyal({ memory: 1, patience: 0.5, comeback: '0.7/s' }), shocks }
  const got = trial(part, 1)
  const away = () => got.run.world.tables.customers.state.filter(state => state === 1).length
  const before = away()
  expect(before).toBeGreaterThan(50)
  got.run.step()
  const chance = 1 - Math.exp(-0.7)
  expect(Math.abs(before - away() - before * chance)).toBeLessThan(4 * Math.sqrt(before * chance * (1 - chance)))
  const { state, satisfaction } = got.run.world.tables.customers
  expect(satisfaction.every((value, c) => state[c] === 1 || value === 1)).toBe(true)
})
