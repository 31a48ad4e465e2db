/** Tasks come as their laws say. */
import { expect, test } from 'vitest'
import { normalCdf } from '../../engine/numerics.ts'
import { dispersionOfCounts, meanRate } from '../../measure/theory/bursts.ts'
import type { Traces } from '../../scenario/trace.ts'
import { trial } from '../trial.ts'

/** Work in credits that each of `count` agents is given in each of `ticks` ticks of a second, by tick. */
function givenTo(count: number, ticks: number, tasks: object, part: object = {}, traces: Traces = []): Float64Array[] {
  const group = { name: 'swarm', count, capacity: '1000/s', tasks }
  const { run } = trial(
    { operators: [], customers: [], clock: { tick: '1 s', ticks }, agents: { groups: [group] }, ...part },
    0,
    traces,
  )
  return Array.from({ length: ticks }, () => {
    run.step()
    return run.world.tables.agentWork.given.map(work => work / 1e6)
  })
}

/** Mean of independent values, and its standard error. */
function estimate(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) }
}

function expectMean(values: readonly number[], expected: number, power: number) {
  const { mean, error } = estimate(values)
  expect(Math.abs(mean - expected)).toBeLessThan(4 * error)
  expect(error).toBeLessThan(power * expected)
}

test.each([0.2, 25])('a Poisson number of tasks of mean %f: mean and variance are the same', mean => {
  const given = givenTo(20_000, 3, { rate: `${mean}/s` }).flatMap(tick => [...tick])
  expectMean(given, mean, 0.01)
  expectMean(
    given.map(n => (n - mean) ** 2),
    mean,
    0.02,
  )
  expect(given.every(Number.isInteger)).toBe(true)
})

test('bursts: mean and dispersion of counts in short and long windows are those of a process with two rates', () => {
  const bursts = { rate: 2, times: 5, calm: 30, burst: 10 }
  const law = { law: 'bursty', times: 5, calm: '30 s', burst: '10 s' }
  const window = 20
  const ticks = givenTo(20_000, window, { rate: '2/s', law })
  const mean = meanRate(bursts)
  expect(mean).toBe(4)
  const agents = Array.from(ticks[0], (_, i) => ticks.map(tick => tick[i]))
  const totals = agents.map(counts => counts.reduce((sum, n) => sum + n, 0))
  expectMean(totals, mean * window, 0.01)
  const dispersion = (counts: readonly number[], m: number) =>
    counts.reduce((sum, n) => sum + (n - m) ** 2, 0) / counts.length / m
  expectMean(
    agents.map(counts => dispersion(counts, mean)),
    dispersionOfCounts(bursts, 1),
    0.02,
  )
  expectMean(
    totals.map(n => dispersion([n], mean * window)),
    dispersionOfCounts(bursts, window),
    0.02,
  )
  expect(dispersionOfCounts(bursts, window)).toBeGreaterThan(3 * dispersionOfCounts(bursts, 1))
})

test('bursts that change many times within a tick', () => {
  const bursts = { rate: 18, times: 4, calm: 0.2, burst: 0.1 }
  const given = [
    ...givenTo(
      20_000,
      1,
      { rate: '18/min', law: { law: 'bursty', times: 4, calm: '12 s', burst: '6 s' } },
      { clock: { tick: '1 min', ticks: 1 } },
    )[0],
  ]
  expect(meanRate(bursts)).toBe(36)
  expectMean(given, 36, 0.01)
  expectMean(
    given.map(n => (n - 36) ** 2 / 36),
    dispersionOfCounts(bursts, 1),
    0.02,
  )
})

test('regular tasks: three in every tick, or one in every four, each agent’s in another', () => {
  for (const tick of givenTo(50, 20, { rate: '3/s', law: 'regular' })) expect(tick.every(n => n === 3)).toBe(true)
  const ticks = givenTo(400, 12, { rate: '0.25/s', law: 'regular', work: 2 })
  for (let i = 0; i < 400; i++) {
    const own = ticks.map(tick => tick[i])
    expect(own.slice(0, 4).toSorted()).toEqual([0, 0, 0, 2])
    expect(own.slice(4)).toEqual([...own.slice(0, 4), ...own.slice(0, 4)])
  }
  expect(new Set(ticks.slice(0, 4).map(tick => tick.some(n => n > 0)))).toEqual(new Set([true]))
})

test('normal work: 120 and 10, and none where it would be negative', () => {
  const given = givenTo(20_000, 3, { rate: '120/s', law: { law: 'normal', deviation: 10 } }).flatMap(tick => [...tick])
  expectMean(given, 120, 0.001)
  expectMean(
    given.map(n => (n - 120) ** 2),
    100,
    0.01,
  )
  // Of a normal variate with mean half its deviation, what is above zero: m P(m / d) + d p(m / d).
  const often = givenTo(20_000, 3, { rate: '1/s', work: 3, law: { law: 'normal', deviation: 2 } }).flatMap(tick => [
    ...tick,
  ])
  const density = Math.exp(-0.5 * 0.5 * 0.5) / Math.sqrt(2 * Math.PI)
  expectMean(often, 3 * (normalCdf(0.5) + 2 * density), 0.01)
  expect(often.filter(n => n === 0).length / often.length).toBeCloseTo(1 - normalCdf(0.5), 2)
})

test('recorded requests go to the agents in turn, in the tick in which they came, with their sizes', () => {
  const trace = { time: Float64Array.of(0, 0.5, 0.9, 1, 1.2, 3.5), size: Float64Array.of(1, 2, 3, 4, 5, 6) }
  const law = { law: 'traced', file: 'requests.csv' }
  const traced = (count: number) => givenTo(count, 4, { law, work: 2 }, {}, [trace]).map(tick => [...tick])
  expect(traced(2)).toEqual([
    [8, 4],
    [10, 8],
    [0, 0],
    [0, 12],
  ])
  expect(traced(4)).toEqual([
    [2, 4, 6, 0],
    [10, 0, 0, 8],
    [0, 0, 0, 0],
    [0, 12, 0, 0],
  ])
  expect(() => givenTo(1, 1, { law })).toThrow('agents "swarm": expected the trace requests.csv, got none')
})

test('a demand shock multiplies what agents of its group are given, whatever the law', () => {
  const shocks = [{ kind: 'demand', at: '2 s', lasts: '1 s', factor: 3, customers: 'swarm' }]
  for (const law of ['regular', { law: 'normal', deviation: 0 }]) {
    const given = givenTo(10, 4, { rate: '4/s', law }, { shocks }).map(tick => tick.reduce((sum, n) => sum + n, 0))
    expect(given).toEqual([40, 40, 120, 40])
  }
})
