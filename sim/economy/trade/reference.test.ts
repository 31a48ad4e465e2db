import { expect, test } from 'vitest'
import { build } from '../build.ts'
import { scenarioOf } from '../trial.ts'
import { moveReference, offsetsOf, priceAt, priceOutside } from './reference.ts'

/** A world in which the price outside moves by `reference`, seen with the given delays (s), blocks of 1 s. */
const worldOf = (reference: unknown, delays: readonly number[] = [0], law = 'fixed') =>
  build(
    scenarioOf({
      trade: {
        pools: [{ name: 'main', tokens: '1000 token' }],
        reference,
        blocks: { every: '1 s', law },
        bots: delays.map((delay, b) => ({ name: `bot-${b}`, delay: `${delay} s`, wallet: '0 token' })),
      },
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
