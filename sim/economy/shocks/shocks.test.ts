import { expect, test } from 'vitest'
import { asking, type Trial, traced, trial } from '../trial.ts'

const silent = [{ name: 'customer', count: 1, rate: 0 }]
const shock = (kind: string, part: Record<string, unknown>) => ({ kind, at: '1.5 s', lasts: '2 s', ...part })
const events = ({ rows }: Trial, kind: string) => rows.events.filter(row => row[1] === kind)
/** Column of ticks.csv over the ticks. */
const factors = (shocks: readonly unknown[], ticks = 5) => {
  const customers = ['near', 'far'].map(name => ({ name, count: 1, rate: '1/s' }))
  return Array.from({ length: ticks }, (_, tick) => {
    const { tables } = trial({ shocks, customers }, tick + 1).run.world
    return Array.from(tables.demandFactor.factor)
  })
}

test('a demand shock holds for the ticks that start while it lasts, for the group that it names', () => {
  // From 1.5 s up to 3.5 s: the ticks that start at 2 s and 3 s.
  const got = factors([shock('demand', { factor: 3, customers: 'far' })])
  expect(got).toEqual([
    [1, 1],
    [1, 1],
    [1, 3],
    [1, 3],
    [1, 1],
  ])
})

test('a shock meets its ticks where a tick is no binary fraction', () => {
  const shocks = [shock('demand', { factor: 2, at: '0.9 s', lasts: '0.9 s' })]
  const part = { clock: { tick: '0.3 s', ticks: 8 }, customers: silent, shocks }
  const got = Array.from({ length: 8 }, (_, tick) => trial(part, tick + 1).run.world.tables.demandFactor.factor[0])
  expect(got).toEqual([1, 1, 1, 2, 2, 2, 1, 1])
})

test('shocks that overlap multiply, and one without a group is for all', () => {
  const got = factors([shock('demand', { factor: 3 }), shock('demand', { factor: 0.5, customers: 'near', at: '3 s' })])
  expect(got).toEqual([
    [1, 1],
    [1, 1],
    [3, 3],
    [1.5, 3],
    [0.5, 1],
  ])
})

test('a cost shock multiplies fixed and query costs of the group that it names', () => {
  const node = { servers: 1000, fixedCost: '0.001 USD/s', queryCost: '0.0001 USD/query' }
  const part = {
    operators: [
      { name: 'a', ...node },
      { name: 'b', ...node },
    ],
    customers: [traced],
    market: { race: { nodes: 2 } },
    shocks: [shock('cost', { factor: 2.5, operators: 'b' })],
  }
  const spent = (ticks: number) =>
    Array.from(trial(part, ticks, asking([0.5, 1.5, 2.5, 3.5, 4.5])).run.world.tables.operators.spentTotal)
  expect(spent(2)).toEqual([2200, 2200])
  expect(spent(5)).toEqual([5500, 3 * 1100 + 2 * 2750])
})

const two = {
  regions: [{ name: 'east' }, { name: 'west' }],
  operators: [
    { name: 'node', count: 2, nodes: 3, regions: ['east', 'west'] },
    { name: 'other', nodes: 2 },
  ],
  customers: silent,
}
const downs = (part: Record<string, unknown>) =>
  events(trial({ ...two, shocks: [shock('outage', part)] }, 4), 'outage').map(([, , who, what]) => `${who}: ${what}`)

test('an outage takes a region’s nodes down', () => {
  // Nodes take the regions in turn, shifted by the operator's number.
  expect(downs({ region: 'west' })).toEqual([
    'node-1: node 2 down: shock',
    'node-2: node 1 down: shock',
    'node-2: node 3 down: shock',
    'other: node 2 down: shock',
  ])
})

test('an outage takes the nodes of a group, an operator, or one node of each down', () => {
  expect(downs({ operator: 'node' }).length).toBe(6)
  expect(downs({ operator: 'node-2' })).toEqual([1, 2, 3].map(k => `node-2: node ${k} down: shock`))
  expect(downs({ node: 3 })).toEqual(['node-1: node 3 down: shock', 'node-2: node 3 down: shock'])
  expect(downs({ operator: 'node', region: 'east', node: 1 })).toEqual(['node-1: node 1 down: shock'])
  expect(downs({}).length).toBe(8)
})

test('shocks and what they do are recorded at their exact time', () => {
  const shocks = [shock('outage', { operator: 'node-2' }), shock('demand', { factor: 2, at: '0 s' })]
  const { rows } = trial({ ...two, shocks }, 5)
  const line = (time: number, ...words: string[]) => [time, ...words]
  expect(rows.events).toEqual([
    line(0, 'shock', 'all', 'demand times 2 for 2 s'),
    line(1.5, 'shock', 'node-2', 'outage for 2 s'),
    ...[1, 2, 3].map(k => line(1.5, 'outage', 'node-2', `node ${k} down: shock`)),
    ...[1, 2, 3].map(k => line(3.5, 'repair', 'node-2', `node ${k} up`)),
  ])
})

test('a shock of the price multiplies a fixed price for good, and what is agreed in dollars stays', () => {
  const shocks = [
    { kind: 'price', at: '2 s', factor: 0.5 },
    { kind: 'price', at: '3.5 s', factor: 3 },
  ]
  const operators = [{ name: 'node', servers: 1000, price: '1 token/query', pricing: 'pegged' }]
  const customers = [{ name: 'c', count: 5, rate: '1/s', reservation: '1.5 token/query' }]
  const after = (ticks: number) => trial({ shocks, operators, customers }, ticks)
  // A tick that starts at 2 s, or after 3.5 s, has the new price; as a tick ends all know that of the next.
  expect([1, 2, 3, 4, 5].map(ticks => after(ticks).run.world.tables.token.price[0])).toEqual([1, 0.5, 0.5, 1.5, 1.5])
  expect([1, 2, 3, 4].map(ticks => after(ticks).run.world.tables.token.before[0])).toEqual([1, 1, 0.5, 0.5])
  const { tables } = after(2).run.world
  expect(tables.customers.reserve[0]).toBe(3e6)
  expect(tables.operators.posted[0]).toBe(2e6)
  expect(events(after(5), 'shock')).toEqual([
    [2, 'shock', 'token', 'price times 0.5'],
    [3.5, 'shock', 'token', 'price times 3'],
  ])
})
