import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

const times = asking(Array.from({ length: 40 }, (_, i) => i / 2))
const node = { name: 'node', servers: 1000, latency: { law: 'deterministic', value: '60 ms' }, accuracy: 0 }
const part = (scores: Record<string, unknown>, tick = '1 s') => ({
  clock: { tick, ticks: 20 },
  operators: [node],
  customers: [traced],
  market: { scores: { halfLife: '10 s', reference: '20 ms', ...scores } },
  slashing: { wrong: 0 },
})
const scores = (scenario: Record<string, unknown>, ticks: number) => {
  const { performance, accuracyScore, uptime, latency } = trial(scenario, ticks, times).run.world.tables.nodes
  return [performance[0], accuracyScore[0], uptime[0], latency[0]].map(value => Number(value.toFixed(9)))
}

test('after one half-life a score is half-way to what happens, after two three quarters', () => {
  // Performance goes to 20 / (20 + 60), accuracy to 0; latency and uptime are there already.
  expect(scores(part({}), 10)).toEqual([0.625, 0.5, 1, 0.06])
  expect(scores(part({}), 20)).toEqual([0.4375, 0.25, 1, 0.06])
})

test('the length of a tick does not matter', () => {
  expect(scores(part({}, '2.5 s'), 4)).toEqual([0.625, 0.5, 1, 0.06])
})

test('without learning scores stay those of the start', () => {
  const start = { performance: 0.3, accuracyScore: 0.6, uptime: 0.9 }
  expect(scores({ ...part({ learning: false }), operators: [{ ...node, ...start }] }, 10)).toEqual([
    0.3, 0.6, 0.9, 0.06,
  ])
})

test('a node that answers nothing keeps performance and accuracy and loses uptime while it is down', () => {
  const shocks = [{ kind: 'outage', at: '0 s', lasts: '10 s' }]
  expect(scores({ ...part({}), shocks }, 10)).toEqual([1, 1, 0.5, 0.06])
  // Up again, uptime recovers: half-way from 0.5 to 1.
  expect(scores({ ...part({}), shocks }, 20)[2]).toBe(0.75)
})

test('a tick with an outage of a quarter counts for three quarters', () => {
  const shocks = [{ kind: 'outage', at: '0.5 s', lasts: '0.25 s' }]
  const alpha = 1 - 2 ** -0.1
  expect(scores({ ...part({}), shocks }, 1)[2]).toBeCloseTo(1 - alpha / 4, 9)
})

test('load is work over capacity, network and refused work left out', () => {
  const network = { within: '100 ms' }
  const { load } = trial({ ...part({}), network, operators: [{ ...node, servers: 3 }] }, 1, times).run.world.tables
    .nodes
  expect(load[0]).toBeCloseTo((2 * 0.06) / 3, 12)
})
