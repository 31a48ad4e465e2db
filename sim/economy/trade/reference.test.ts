import { expect, test } from 'vitest'
import { loadScenario } from '../../scenario/load.ts'
import { build } from '../build.ts'
import { start } from '../run.ts'
import { scenarioOf } from '../trial.ts'
import { moveReference, offsetsOf, outsideMarket, priceAt, priceOutside } from './reference.ts'

/** A world in which the price outside moves by `reference`, seen with the given delays (s), blocks of 1 s. */
const worldOf = (reference: unknown, delays: readonly number[] = [0], law = 'fixed', more: object = {}) =>
  build(
    scenarioOf({
      trade: {
        pools: [{ name: 'main', tokens: '1000 token' }],
        reference,
        blocks: { every: '1 s', law },
        bots: delays.map((delay, b) => ({ name: `bot-${b}`, delay: `${delay} s`, wallet: '0 token' })),
      },
      ...more,
    }),
  )

/** Logarithms of the price over that before, in `steps` blocks of `gap` seconds. */
function returns(reference: unknown, steps: number, gap = 1) {
  const world = worldOf(reference)
  let before = priceOutside(world)
  return Array.from({ length: steps }, (_, k) => {
    const price = moveReference(world, (k + 1) * gap, gap, [])
    const change = Math.log(price / before)
    before = price
    return change
  })
}

/** Mean and variance, and standard errors of both. */
function moments(values: readonly number[]) {
  const n = values.length
  const mean = values.reduce((a, b) => a + b) / n
  const power = (k: number) => values.reduce((sum, value) => sum + (value - mean) ** k, 0) / n
  const variance = power(2)
  return {
    mean,
    variance,
    meanError: Math.sqrt(variance / n),
    varianceError: Math.sqrt((power(4) - variance ** 2) / n),
  }
}

test('geometric Brownian motion: normal steps of variance s^2 t about (m - s^2 / 2) t', () => {
  const got = moments(returns({ law: 'gbm', volatility: '0.1/s^0.5', drift: '0.02/s' }, 20_000, 0.5))
  expect(Math.abs(got.mean - (0.02 - 0.005) * 0.5)).toBeLessThan(4 * got.meanError)
  expect(Math.abs(got.variance - 0.005)).toBeLessThan(4 * got.varianceError)
})

test('a mean-reverting price has variance s^2 / 2k, and remembers half of itself after a half-life', () => {
  const steps = returns({ law: 'mean-reverting', volatility: '0.1/s^0.5', halfLife: '2 s' }, 50_000, 2)
  const levels: number[] = []
  for (const step of steps) levels.push((levels.at(-1) ?? 0) + step)
  const { variance } = moments(levels)
  expect(Math.abs(variance / (0.01 / Math.LN2) - 1)).toBeLessThan(0.035)
  let covariance = 0
  for (let k = 1; k < levels.length; k++) covariance += levels[k] * levels[k - 1]
  expect(Math.abs(covariance / levels.length / variance - 0.5)).toBeLessThan(4 * Math.sqrt(0.75 / levels.length))
})

test('jumps add their variance and leave the expected price where it is', () => {
  const jumps = { law: 'jumps', volatility: '0.1/s^0.5', every: '4 s', mean: 0.1, spread: 0.2 }
  const steps = returns(jumps, 40_000)
  const got = moments(steps)
  // Variance s^2 + (m^2 + d^2) / 4.
  expect(Math.abs(got.variance - (0.01 + 0.05 / 4))).toBeLessThan(4 * got.varianceError)
  const growth = moments(steps.map(step => Math.exp(step)))
  expect(Math.abs(growth.mean - 1)).toBeLessThan(4 * growth.meanError)
})

test('without a law of its own it is the price of the token', () => {
  const world = worldOf('token')
  world.tables.token.price[0] = 3
  expect(moveReference(world, 1, 1, [])).toBe(3)
})

test('a delay shows the price of exactly that long ago, however many blocks that is', () => {
  const delays = [0, 0.25, 1, 2.75]
  const world = worldOf({ law: 'gbm', volatility: '0.1/s^0.5' }, delays)
  const offsets = offsetsOf(world.scenario.trade)
  expect(offsets).toEqual([0.75, 0.25])
  const { reference, referenceSamples } = world.tables
  const truth = new Map([[0, 1]])
  for (let k = 1; k <= 200; k++) {
    moveReference(world, k, 1, offsets)
    for (let back = 0; back < 3; back++) {
      const row = (reference.samples[0] - 1 - back) % referenceSamples.price.length
      truth.set(referenceSamples.time[row], referenceSamples.price[row])
    }
    if (k > 3) for (const delay of delays) expect(priceAt(world, k - delay)).toBe(truth.get(k - delay))
  }
  expect(truth.size).toBe(601)
})

test('with blocks at random a delay within the gap is exact, a longer one shows what was sampled before', () => {
  const world = worldOf({ law: 'gbm', volatility: '0.1/s^0.5' }, [0.5], 'poisson')
  const offsets = offsetsOf(world.scenario.trade)
  const first = moveReference(world, 1, 1, offsets)
  const half = priceAt(world, 0.5)
  expect(half).not.toBe(first)
  expect(world.tables.reference.samples[0]).toBe(3)
  moveReference(world, 1.25, 0.25, offsets)
  expect(priceAt(world, 0.75)).toBe(half)
})

test('where pools set the price of the token, the one outside stands on its own', () => {
  const world = worldOf('token', [0], 'fixed', { token: { price: '2 USD/token', pricing: 'pools' } })
  world.tables.token.price[0] = 3
  expect(moveReference(world, 1, 1, [])).toBe(2)
  const gbm = { law: 'gbm', volatility: '0.1/s^0.5' }
  const other = worldOf(gbm, [0], 'fixed', { token: { price: '2 USD/token', pricing: 'pools' } })
  expect(moveReference(other, 1, 1, [])).toBe(2 * moveReference(worldOf(gbm), 1, 1, []))
})

/** A world whose price outside is recorded; a scenario file would be filled with the series at load. */
const tracing = (scale: string, times: number[], values: number[]) => {
  const price = { file: 'prices.csv', column: 'usd', unit: 'USD/token', time: 'hour' }
  const scenario = scenarioOf({
    token: { price: '2 USD/token', pricing: 'pools' },
    trade: { pools: [{ name: 'main' }], reference: { law: 'trace', scale, price } },
  })
  Object.assign((scenario.trade.reference as { price: object }).price, { times, values })
  return scenario
}

test('a recorded price is followed as it is, or in proportion from the start', () => {
  const [times, values] = [
    [-5, 2, 3],
    [10, 15, 5],
  ]
  const absolute = build(tracing('absolute', times, values))
  expect(priceOutside(absolute)).toBe(10)
  expect([1, 2, 2.5, 3].map(time => moveReference(absolute, time, 1, []))).toEqual([10, 15, 15, 5])
  const relative = build(tracing('relative', times, values))
  expect([1, 2, 2.5, 3].map(time => moveReference(relative, time, 1, []))).toEqual([2, 3, 3, 1])
})

test('a recorded price that is none is refused', () => {
  expect(() => build(tracing('absolute', [0, 7], [1, 0]))).toThrow(
    'trade.reference.price: expected prices above 0 in column "usd" of prices.csv, got 0 USD/token 7 s after the start',
  )
})

test('a market of finite depth: as many tokens bought as its depth raise the price by 1 %, and sold again leave it', () => {
  const world = worldOf({ law: 'token', depth: '100 token' })
  const { tradeTally } = world.tables
  const price = moveReference(world, 1, 1, [])
  expect(price).toBe(1)
  tradeTally.bought[0] += 100e6
  const after = outsideMarket(world, price)
  expect(after.price).toBeCloseTo(1.01, 12)
  expect(moveReference(world, 2, 1, [])).toBeCloseTo(1.01, 12)
  expect(outsideMarket(world, 1.01).price).toBe(1.01)
  tradeTally.sold[0] += 100e6
  expect(moveReference(world, 3, 1, [])).toBe(1)
  // A constant product, so the depth in tokens is that of a pool of 201.5 times as many.
  expect(after.tokens * after.dollars).toBeCloseTo(1 * (100e6 / (1 - 1 / Math.sqrt(1.01))) ** 2, -6)
})

test('a recorded price is read from a CSV file, and a hole in it is refused by line', async () => {
  const price = { file: 'p.csv', column: 'usd', unit: 'USD/token', time: 'hour', hole: '1 h' }
  const load = (csv: string) => {
    const files: Record<string, string> = {
      'x.json': JSON.stringify({
        name: 'recorded',
        clock: { tick: '1 h', ticks: 2 },
        token: { price: '5 USD/token' },
        customers: [{ name: 'nobody', rate: 0 }],
        trade: { pools: [{ name: 'main' }], reference: { law: 'trace', price }, blocks: { every: '1 h' } },
      }),
      'p.csv': csv,
    }
    return loadScenario('x.json', async path => files[path])
  }
  const csv = 'hour,usd\n2025-11-16T16:00Z,2\n2025-11-16T17:00Z,1\n2025-11-16T18:00Z,3\n'
  const run = start(await load(csv), [], { row: () => undefined })
  run.step()
  expect(priceOutside(run.world)).toBe(2.5)
  run.step()
  expect(priceOutside(run.world)).toBe(7.5)
  await expect(load(csv.replace('T17', 'T19').replace('T18', 'T20'))).rejects.toThrow(
    'p.csv:3:1 trade.reference.price: expected at most 3600 s after the row before (hole), got 10800 s',
  )
  await expect(load(csv.replace('Z,1', 'Z,'))).rejects.toThrow('p.csv:3:2 trade.reference.price: expected a number')
})
