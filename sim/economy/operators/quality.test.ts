import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

const silent = [{ name: 'customer', count: 1, rate: 0 }]
const node = { name: 'node', servers: 1000, latency: { law: 'deterministic', value: '0.4 s' } }
const kept = { depreciation: '0/day' }

test('latency is divided by (1 + quality)^effect', () => {
  const latency = (quality: number, effect: number) => {
    const part = { operators: [{ ...node, quality }], customers: [traced], quality: { effect, ...kept } }
    return trial(part, 1, asking([0.5])).run.world.tables.tally.latency[0]
  }
  expect(latency(0, 2)).toBe(400_000)
  expect(latency(1, 2)).toBe(100_000)
  expect(latency(3, 0.5)).toBe(200_000)
  expect(latency(3, 0)).toBe(400_000)
})

test('quality takes the same share off the work that fills capacity', () => {
  const part = { operators: [{ ...node, servers: 2, quality: 3 }], customers: [traced], quality: kept }
  const { load } = trial(part, 1, asking([0.1, 0.2, 0.3, 0.4])).run.world.tables.nodes
  expect(load[0]).toBeCloseTo((4 * 0.1) / 2, 12)
})

test('a stock wears off exponentially', () => {
  const part = { operators: [{ ...node, quality: 2 }], customers: silent, quality: { depreciation: '0.1/s' } }
  expect(trial(part, 7).run.world.tables.operators.quality[0]).toBeCloseTo(2 * Math.exp(-0.7), 12)
})

test('an investment rate of i a day adds i days’ worth and costs k i^2 / 2, from the tick after the decision', () => {
  const operators = [{ ...node, investment: { rule: 'formula', formula: '86400 * (1 + quality)' } }]
  const quality = { ...kept, cost: '0.000001 USD/day' }
  const after = (ticks: number) => trial({ operators, customers: silent, quality }, ticks).run
  const stock = (ticks: number) => after(ticks).world.tables.operators.quality[0]
  expect([1, 2, 3].map(stock)).toEqual([0, 1, 3])
  // (1 / 86400) * 86400^2 / 2 in the second tick, four times that in the third.
  const paid = after(3)
    .summary()
    .flows.find(({ purpose }) => purpose === 'investment')
  expect(paid?.amount).toBe(`${43_200 * 5}`)
})

test('catch-up: in proportion to the distance to the best', () => {
  const operators = [{ ...node, count: 3, performance: [0.9, 0.4, 0.65], investment: { rule: 'catch-up', speed: 2 } }]
  const { investing } = trial({ operators, customers: silent }, 1).run.world.tables.operators
  expect(Array.from(investing, rate => rate.toFixed(12))).toEqual([
    '0.000000000000',
    '1.000000000000',
    '0.500000000000',
  ])
})

test('marginal: response times revenue times one less share, over (1 + quality) times cost', () => {
  // Ten queries of 1000 micro-dollars: all of them, a share of 1 and nothing to gain, go to the cheaper.
  const investment = { rule: 'marginal', response: 0.5 }
  const cost = '0.0864 USD/day'
  const part = (selection: unknown) => ({
    operators: [
      { ...node, name: 'a', investment, price: '0.001 token/query', quality: 3 },
      { ...node, name: 'b', price: '0.001 token/query', weight: 0 },
    ],
    customers: [traced],
    market: { selection },
    quality: { ...kept, cost },
  })
  const times = asking(Array.from({ length: 10 }, (_, i) => i / 10))
  const alone = trial(part('uniform'), 1, times).run.world.tables.operators
  expect([alone.share[0], alone.investing[0]]).toEqual([1, 0])

  const two = { ...part('uniform'), operators: [{ ...node, count: 2, investment, quality: [3, 1] }] }
  const { share, investing } = trial(two, 1, times).run.world.tables.operators
  expect(share[0]).toBeGreaterThan(0)
  expect(share[0]).toBeLessThan(1)
  // The cost is 1 micro-dollar a second.
  expect(investing[0]).toBeCloseTo((0.5 * 10_000 * share[0] * (1 - share[0])) / 4, 6)
  expect(investing[1]).toBeCloseTo((0.5 * 10_000 * share[1] * (1 - share[1])) / 2, 6)
})

test('a negative rate stops the run and names the operator', () => {
  const operators = [{ ...node, count: 2, investment: { rule: 'formula', formula: 'quality - 1' } }]
  expect(() => trial({ operators, customers: silent }, 1)).toThrow(
    'tick 0, invest: operators "node" investment: expected a rate that is finite and not negative for operator node-1 at tick 0, got -1',
  )
})
