import { expect, test } from 'vitest'
import { lognormalMeanMinimum, lognormalMissProbability, race } from './race.ts'
import { scoreWeight } from './selection.ts'

test('five of ten nodes race: wins, misses and latency of the protocol', () => {
  const performance = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5]
  const accuracy = [0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.9]
  const uptime = [1, 0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91]
  const stake = [100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100]
  const rates = [200, 180, 160, 150, 140, 130, 120, 110, 100, 90].map(mean => 1 / mean)
  const weights = stake.map((tokens, i) => scoreWeight(performance[i], accuracy[i], uptime[i], tokens))
  const { win, miss, latency } = race(weights, 5, rates, accuracy, 60)
  const expected = [
    0.0889317824751283, 0.0942186313808561, 0.09971992846150547, 0.10083682098922207, 0.10193120266174896,
    0.10190395069298071, 0.10279771796242863, 0.10361507905367462, 0.10281307522797618, 0.10323157458063652,
  ]
  win.forEach((p, i) => {
    expect(p).toBeCloseTo(expected[i], 13)
  })
  expect(miss).toBeCloseTo(0.12813650730345785, 13)
  expect(latency).toBeCloseTo(29.237906216450988, 10)
})

test('two nodes by hand', () => {
  // Rates 1 and 3, correct with 1/2 and 1: node 0 wins when it is correct and first, 1/2 · 1/4.
  const { win, miss, latency } = race([1, 1], 2, [1, 3], [0.5, 1], 2)
  expect([...win]).toEqual([0.125, 0.875])
  expect(miss).toBeCloseTo((0.5 + 0.5 * Math.exp(-2)) * Math.exp(-6), 15)
  expect(latency).toBeCloseTo(0.5 / 4 + 0.5 / 3, 15)
})

test('where all may be wrong the wins fall short of one by that, and a node not chosen cannot win', () => {
  const { win } = race([1, 2, 0], 2, [1, 1, 9], [0.5, 0.75, 1], 1)
  expect(win[0] + win[1]).toBeCloseTo(1 - 0.5 * 0.25, 15)
  expect(win[2]).toBe(0)
})

test('five identical lognormal nodes', () => {
  expect(lognormalMeanMinimum(100, 0.5, 5)).toBeCloseTo(59.01805665476043, 10)
  expect(lognormalMissProbability(100, 0.5, 5, 70)).toBeCloseTo(0.2572189857955317, 13)
})

test('the fastest of one is the lognormal mean, also with a heavy tail', () => {
  for (const sigma of [0.1, 1, 3])
    expect(lognormalMeanMinimum(2, sigma, 1) / (2 * Math.exp(sigma ** 2 / 2))).toBeCloseTo(1, 12)
})

test('the mean of the fastest is the integral of the chance to take longer', () => {
  let sum = 0
  for (let t = 0.0005; t < 40; t += 0.001) sum += lognormalMissProbability(2, 0.7, 3, t) * 0.001
  expect(lognormalMeanMinimum(2, 0.7, 3)).toBeCloseTo(sum, 5)
})
