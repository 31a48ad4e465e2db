import { expect, test } from 'vitest'
import { stationary } from './stationarity.ts'

function draws(seed: number): () => number {
  return () => {
    let sum = -6
    for (let i = 0; i < 12; i++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      sum += seed / 2 ** 32
    }
    return sum
  }
}
/** How often each verdict falls on 100 series of 600 values made from a level of 10, slow noise and a signal. */
function verdicts(memory: number, signal: (i: number) => number): Record<string, number> {
  const count: Record<string, number> = { stationary: 0, drifting: 0, cycling: 0, 'too short': 0 }
  for (let run = 0; run < 100; run++) {
    const draw = draws(77 + run)
    const noise = new Float64Array(600).fill(draw() / Math.sqrt(1 - Math.min(0.99, memory) ** 2), 0, 1)
    for (let i = 1; i < 600; i++) noise[i] = memory * noise[i - 1] + draw()
    count[stationary(noise.map((x, i) => 10 + x + signal(i))).verdict]++
  }
  return count
}
const still = () => 0

test('white noise and slow noise around a level are stationary', () => {
  expect(verdicts(0, still).stationary).toBeGreaterThanOrEqual(95)
  const slow = verdicts(0.8, still)
  expect(slow.stationary).toBeGreaterThanOrEqual(90)
  expect(slow.drifting + slow.cycling).toBeLessThanOrEqual(4) // the level is 1 in 100
})

test('a trend and a step drift', () => {
  expect(verdicts(0.5, i => i / 200).drifting).toBeGreaterThanOrEqual(90)
  expect(verdicts(0, i => (i < 400 ? 0 : 1.5)).drifting).toBeGreaterThanOrEqual(90)
  const { drift } = stationary(Float64Array.from({ length: 600 }, (_, i) => 3 - i / 100))
  expect(drift).toBeCloseTo(-6, 10)
})

test('a sine as large as the noise cycles, also on a wandering level', () => {
  expect(verdicts(0, i => Math.sin(i / 3)).cycling).toBeGreaterThanOrEqual(95)
  expect(verdicts(0.7, i => 2 * Math.sin(i / 2)).cycling).toBeGreaterThanOrEqual(90)
  expect(
    stationary(Float64Array.from({ length: 600 }, (_, i) => Math.sin((2 * Math.PI * i) / 12.5))).period,
  ).toBeCloseTo(12.5, 1)
})

test('a random walk is never taken for a level', () => {
  expect(verdicts(1, still).stationary).toBeLessThanOrEqual(15)
})

test('forty values are the least', () => {
  expect(stationary(new Float64Array(39)).verdict).toBe('too short')
  expect(stationary(new Float64Array(39).fill(NaN, 3)).verdict).toBe('too short')
  expect(stationary(Float64Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? NaN : 7))).verdict).toBe('stationary')
})

test('constants are stationary, and so is the last digit of a converging price', () => {
  expect(stationary(new Float64Array(200).fill(0.1))).toMatchObject({ verdict: 'stationary', driftP: 1, cycleP: 1 })
  expect(stationary(new Float64Array(200)).verdict).toBe('stationary')
  const converging = Float64Array.from({ length: 200 }, (_, i) => 10 + 0.005 * Math.exp(-i / 50))
  expect(stationary(converging).verdict).toBe('stationary')
  expect(stationary(converging, { tolerance: 1e-6 }).verdict).not.toBe('stationary')
})
