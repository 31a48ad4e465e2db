import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

/** Operators that sell spare computing to jobs worth 2 USD an hour of a server. */
const economy = (jobs: string, rest: Record<string, unknown> = {}) => ({
  clock: { tick: '1 h', ticks: 30 },
  regions: [{ name: 'west' }, { name: 'east' }],
  operators: [
    {
      name: 'node',
      count: 2,
      nodes: 2,
      servers: 5,
      wallet: '1000 token',
      dollars: '1000 USD',
      queryCost: ['0.0001 USD/query', '0.0002 USD/query'],
      latency: { law: 'deterministic', value: '1 s' },
    },
  ],
  customers: [{ name: 'customer', count: 1, rate: '0/h' }],
  resources: {
    goods: [{ name: 'compute', unit: 'server-hour' }],
    demand: [
      {
        name: 'jobs',
        good: 'compute',
        regions: ['east'],
        curve: { law: 'steps', steps: [{ quantity: jobs, price: '2 USD' }] },
      },
    ],
    supply: [
      { name: 'spare', good: 'compute', regions: ['east'], curve: { law: 'operators', group: 'node', work: 3600 } },
    ],
  },
  ...rest,
})

test('idle servers are sold by those whose queries cost least, at the price of the dearest that is needed', () => {
  const { world } = trial(economy('7/h')).run
  // Each operator has a node of five servers in the east. An hour of one is 3600 queries, for 0.36 and 0.72 USD.
  expect(world.tables.places.price[1] / 1e6).toBeCloseTo(0.72, 9)
  const [first, second] = world.tables.bids.filled.slice(1)
  expect(first).toBeCloseTo(5, 9)
  expect(second).toBeCloseTo(2, 9)
  expect(world.tables.spareSold.work[0]).toBeCloseTo(18_000, 6)
})

test('operators are paid for it, it is income, and it costs what queries cost', () => {
  const { run } = trial(economy('7/h'))
  const { revenue, spentTotal, dollars } = run.world.tables.operators
  // 5 x 0.72 and 2 x 0.72 an hour.
  expect(revenue[0] / 1e6).toBeCloseTo(3.6 / 3600, 9)
  expect(revenue[1] / 1e6).toBeCloseTo(1.44 / 3600, 9)
  expect(spentTotal[0] / 1e6).toBeCloseTo(30 * 5 * 0.36, 3)
  expect(spentTotal[1] / 1e6).toBeCloseTo(30 * 2 * 0.72, 3)
  expect((dollars[0] + run.world.tables.operators.paidOut[0]) / 1e6).toBeCloseTo(1000 + 30 * 5 * 0.36, 3)
  const { flows } = run.summary()
  expect(flows.find(({ purpose }) => purpose === 'spareCapacity')?.amount).toBe(`${30 * 7 * 0.72e6}`)
})

test('more is not sold than there is, and what there is shrinks with outages', () => {
  const scarce = trial(economy('70/h')).run.world
  expect(scarce.tables.goodTally.produced[0]).toBeCloseTo(10, 9)
  expect(scarce.tables.places.price[1] / 1e6).toBe(2)
  const shocks = [{ kind: 'outage', region: 'east', at: '29.5 h', lasts: '1 h' }]
  const struck = trial(economy('70/h', { shocks })).run.world
  expect(struck.tables.goodTally.produced[0]).toBeCloseTo(5, 9)
})
