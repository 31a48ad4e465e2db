import { expect, test } from 'vitest'
import { transferCoins } from '../coin-ledger.ts'
import { type Trial, trial } from '../trial.ts'
import { moveCoins, priceIn, quoteReserves, quoteValue } from './coins.ts'

const chain = (reference: unknown, price = '100 USD/coin', name = 'SOL') => ({
  name: name.toLowerCase(),
  coin: { name, price, reference },
})
const pools = [
  { name: 'sol', chain: 'sol', quote: 'coin', tokens: '1000 token' },
  { name: 'dollar', chain: 'sol', tokens: '500 token', dollars: '400 USD' },
]
const run = (chains: readonly unknown[], more: Record<string, unknown> = {}, ticks = 0): Trial =>
  trial({ trade: { chains: [{ name: 'home' }, ...chains], pools, ...more } }, ticks)

test('a pool is quoted in dollars or in the coin of its chain, and has its tokens’ worth of it at the start', () => {
  const { world } = run([chain('fixed')]).run
  expect([quoteValue(world, 0), quoteValue(world, 1)]).toEqual([100, 1])
  expect([quoteReserves(world, 0)[0], quoteReserves(world, 1)[1]]).toEqual([10e6, 400e6])
  expect([priceIn(world, 0), priceIn(world, 1)]).toEqual([1, 0.8])
})

test('coins move alike under one law and independently of each other: mean and spread of many steps', () => {
  const law = { law: 'gbm', volatility: '10 %/s^0.5' }
  const { world } = run([chain(law), chain(law, '2 USD/coin', 'OTH')]).run
  const steps: number[][] = [[], []]
  const before = [0, 0]
  for (let time = 1; time <= 20_000; time++) {
    moveCoins(world, time)
    for (const k of [0, 1]) {
      const now = world.tables.coins.deviation[1 + k]
      steps[k].push(now - before[k])
      before[k] = now
    }
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  for (const changes of steps) {
    expect(Math.abs(mean(changes) + 0.005)).toBeLessThan((4 * 0.1) / Math.sqrt(20_000))
    expect(Math.abs(mean(changes.map(x => (x + 0.005) ** 2)) - 0.01)).toBeLessThan(
      (4 * 0.01 * Math.SQRT2) / Math.sqrt(20_000),
    )
  }
  const product = mean(steps[0].map((x, i) => (x + 0.005) * (steps[1][i] + 0.005)))
  expect(Math.abs(product)).toBeLessThan((4 * 0.01) / Math.sqrt(20_000))
  expect(world.tables.coins.price[2]).toBeCloseTo(2 * Math.exp(world.tables.coins.deviation[2]), 12)
})

test('a fixed coin stays, and one of a trace moves as that did, from its own price', () => {
  const price = {
    kind: 'series',
    file: 'coins.csv',
    column: 'usd',
    time: 'hour',
    hole: 3600,
    times: [0, 2, 3],
    values: [50, 40, 60],
  }
  const { world } = run([chain('fixed'), chain('fixed', '10 USD/coin', 'OTH')]).run
  const coin = world.scenario.trade.chains[2].coin!
  Object.assign(coin, { reference: { law: 'trace', price } })
  const seen = [1, 2, 3.5].map(time => {
    moveCoins(world, time)
    return [world.tables.coins.price[1], world.tables.coins.price[2]]
  })
  expect(seen).toEqual([
    [100, 10],
    [100, 8],
    [100, 12],
  ])
})

test('coins that appear or vanish are found out, each coin by itself', () => {
  const got = run([chain('fixed'), chain('fixed', '2 USD/coin', 'OTH')], {}, 2)
  const { world } = got.run
  transferCoins(world, 1, 'coinPurchase', 5)
  transferCoins(world, 1, 'remoteCoins', 5)
  world.tables.pools.coins[0] += 5
  got.run.step()
  world.tables.pools.coins[0] += 1
  expect(() => got.run.step()).toThrow('expected 10000006 micro-SOLs in pools, the sum of its members, got 10000005')
  world.tables.pools.coins[0] -= 1
  const { balance } = world.tables.coinAccounts
  balance[balance.length - 1]++
  expect(() => got.run.step()).toThrow('micro-OTH in all accounts')
})
