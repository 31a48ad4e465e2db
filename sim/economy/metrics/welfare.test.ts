import { expect, test } from 'vitest'
import { asking, scenarioOf, traced, trial } from '../trial.ts'
import { welfareMetrics } from './welfare.ts'

const willing = { ...traced, reservation: '0.004 token/query' }
const seller = {
  name: 'a',
  servers: 1000,
  wallet: '10 token',
  fixedCost: '0.0002 USD/s',
  queryCost: '0.0001 USD/query',
  latency: { law: 'deterministic', value: '0.1 s' },
}
/** Welfare of the first tick, in micro-dollar/s. */
function welfare(part: Record<string, unknown>, times: readonly number[] = [0.1, 0.2, 0.3], ticks = 1) {
  const { world } = trial({ operators: [seller], customers: [willing], ...part }, ticks, asking(times)).run
  return Object.fromEntries(
    welfareMetrics(world.scenario).map(({ name, numerator, denominator }) => [
      name,
      name === 'lerner' ? numerator(world) / denominator(world) : Math.round(1e6 * numerator(world)),
    ]),
  )
}

test('three queries worth 4000 at a price of 1000 and a cost of 100: who gains what', () => {
  expect(welfare({})).toEqual({
    consumer_surplus: 9000,
    producer_surplus: 3000 - 300 - 200,
    welfare: 12_000 - 500,
    lerner: 0.9,
  })
})

test('what the protocol takes is no loss of welfare, though operators lose it', () => {
  const fee = { operators: 0.5, treasury: 0.2, providers: 0.1, stakers: 0.1, burn: 0.1 }
  const { consumer_surplus, producer_surplus, welfare: all } = welfare({ market: { fee } })
  expect(consumer_surplus).toBe(9000)
  // Stakers are the operators.
  expect(producer_surplus).toBe(1500 + 300 - 500)
  expect(all).toBe(12_000 - 500)
})

test('what stakers get is no loss of welfare either when they are delegators', () => {
  const fee = { operators: 0.5, treasury: 0.4, providers: 0, stakers: 0.1, burn: 0 }
  const delegators = [{ name: 'd', count: 3, wallet: '10000 token' }]
  const operators = [{ ...seller, commission: 0 }]
  const { producer_surplus, welfare: all } = welfare({ market: { fee }, operators, delegators })
  // The operator has staked as much as each of the three.
  expect(producer_surplus).toBe(1500 + 75 - 500)
  expect(all).toBe(12_000 - 500)
})

test('a query that comes to nothing costs a customer what is not paid back', () => {
  const late = { ...seller, latency: { law: 'deterministic', value: '2 s' } }
  const surplus = (part: Record<string, unknown>) => welfare({ operators: [late], ...part }).consumer_surplus
  expect(surplus({})).toBe(0)
  expect(surplus({ market: { refund: 0.25 } })).toBe(-2250)
  const terms = (probability: number) => ({ refunds: { rule: 'ticket', probability, delay: '0 s' } })
  expect(surplus({ terms: terms(0) })).toBe(-3000)
  expect(surplus({ terms: terms(0.5) })).toBe(-1500)
})

test('attention is income of the operators', () => {
  const { producer_surplus } = welfare({ terms: { attention: { value: '0.00001 USD/query' } } })
  expect(producer_surplus).toBe(2500 + 30)
})

test('the Lerner index weighs operators by what they sell', () => {
  const operators = [
    { ...seller, name: 'dear', price: '0.002 token/query', weight: 0 },
    { ...seller, name: 'cheap', price: '0.0005 token/query' },
  ]
  expect(welfare({ operators }).lerner).toBeCloseTo(0.8, 12)
})

test('without a reservation price there is nothing to compare a price with', () => {
  expect(welfareMetrics(scenarioOf({}))).toEqual([])
})
