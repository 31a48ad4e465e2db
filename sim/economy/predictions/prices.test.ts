import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

type Part = Record<string, unknown>

const logit = (outside?: string) => ({
  selection: { rule: 'logit', scale: '0.25 token/query', ...(outside !== undefined && { outside }) },
})

/** What theory says of the price after 150 ticks of operators who pay 1 USD a query, and what was posted at the end. */
function priceOf(operators: readonly Part[], more: Part = {}) {
  const shared = { queryCost: '1 USD/query', price: '1.8 token/query', servers: 1000, wallet: '100000 token' }
  const { run } = trial({
    clock: { tick: '1 s', ticks: 150, warmup: '50 s' },
    classes: [{ name: 'query', sla: '10 s' }],
    operators: operators.map((operator, i) => ({ name: `operator-${i}`, ...shared, ...operator })),
    market: logit('2 token/query'),
    ...more,
  })
  const { theory } = run.summary()
  return theory.filter(({ name }) => name === 'price')
}

const best = { pricing: { rule: 'best-response', scale: '0.25 token/query' } }

test('the logit duopoly of Calvano et al. 2020: 1.47293, and its joint monopoly: 1.92498', () => {
  const [duopoly] = priceOf([{ count: 2, ...best }])
  expect(duopoly.expected).toBeCloseTo(1.47293, 5)
  expect(duopoly.measured).toBeCloseTo(duopoly.expected, 5)
  const [owner] = priceOf([{ nodes: 2, ...best }])
  expect(owner.expected).toBeCloseTo(1.92498, 5)
  expect(owner.measured).toBeCloseTo(owner.expected, 5)
})

test('operators of unequal size and cost post the mean that is foreseen, with an outside option and without', () => {
  for (const market of [logit('2 token/query'), logit()]) {
    const [price] = priceOf([best, { nodes: 3, queryCost: '0.9 USD/query', ...best }], { market })
    expect(price.measured).toBeCloseTo(price.expected, 5)
  }
})

test('nothing is said where operators suppose another scale, keep their price, or where one alone has no outside option', () => {
  expect(priceOf([{ pricing: { rule: 'best-response', scale: '0.3 token/query' } }])).toEqual([])
  expect(priceOf([best, {}])).toEqual([])
  expect(priceOf([{ ...best, repricing: { ceiling: '3 token/query' } }], { market: logit() })).toEqual([])
})

test('a monopolist on linear demand: half-way between cost and the highest reservation price', () => {
  const said = (reservation: Part, more: Part = {}) =>
    priceOf([{ pricing: 'monopoly' }], {
      customers: [{ name: 'customer', count: 20, rate: '5/s', reservation, ...more }],
      market: {},
    }).map(({ expected }) => expected)
  expect(said({ uniform: ['0 token/query', '3 token/query'] })).toEqual([2])
  expect(said({ formula: '3000000 * (index + 0.5) / count' })).toEqual([2])
  // Not linear, or not alone.
  expect(said({ uniform: ['1 token/query', '3 token/query'] })).toEqual([])
  expect(said({ formula: '3000000 * (index + 0.5) / count + 1000' })).toEqual([])
  expect(said({ uniform: ['0 token/query', '3 token/query'] }, { elasticity: 0.5 })).toEqual([])
})
