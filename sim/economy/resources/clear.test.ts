import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

const line = (quantity: string, from: string, to: string) => ({ law: 'linear', quantity, from, to })
/** Demand p = 100 - q, supply p = c + q, in USD and units per hour. */
const wants = (region: string) => ({
  name: `wants-${region}`,
  good: 'energy',
  regions: [region],
  curve: line('100/h', '100 USD', '0 USD'),
})
const makes = (region: string, cost: number) => ({
  name: `makes-${region}`,
  good: 'energy',
  regions: [region],
  curve: line('100/h', `${cost} USD`, `${cost + 100} USD`),
})
const market = (ways: readonly unknown[], rest: Record<string, unknown> = {}) => ({
  clock: { tick: '1 h', ticks: 20 },
  regions: [{ name: 'west' }, { name: 'east' }],
  customers: [{ name: 'customer', count: 1, rate: '0/h' }],
  resources: {
    goods: [{ name: 'energy', unit: 'MWh' }],
    demand: [wants('west'), wants('east')],
    supply: [makes('west', 10), makes('east', 40)],
    ways,
    clearing: { tolerance: 0, rounds: 2000 },
    ...rest,
  },
})

test('two regions with a way have one price, those without have two', () => {
  const joined = trial(market([{ name: 'line', good: 'energy' }])).run
  const { places, ways, resourceTally } = joined.world.tables
  console.log([...places.price], [...ways.flow], resourceTally.rounds[0], resourceTally.excess[0])
  const apart = trial(market([])).run
  console.log([...apart.world.tables.places.price])
  const full = trial(market([{ name: 'line', good: 'energy', capacity: '10/h' }])).run
  console.log([...full.world.tables.places.price], [...full.world.tables.ways.flow])
  const { metrics, flows } = full.summary()
  console.log(
    Object.fromEntries(
      Object.entries(metrics)
        .filter(([k]) => /energy|welf|carr|cong|rounds|excess/.test(k))
        .map(([k, v]) => [k, v.mean]),
    ),
  )
  console.log(flows)
  expect(1).toBe(1)
})
