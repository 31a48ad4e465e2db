import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Trial, trial } from '../trial.ts'
import { partOf, splitNodes } from './sybil.ts'

const pool = {
  name: 'pool',
  count: 2,
  nodes: [2, 7],
  servers: 10,
  wallet: '0.000011 token',
  stake: ['10 token', '100 token'],
  dollars: '1 USD',
  fixedCost: '0.06 USD/s',
}
const market = (identities: number, cost = '0 USD/month', last: object = {}) => ({
  staking: { minimum: '0 token' },
  operators: [
    { name: 'first', servers: 3 },
    pool,
    { name: 'last', count: 2, stake: { uniform: ['1 token', '9 token'] }, ...last },
  ],
  attacks: [{ kind: 'sybil', operators: 'pool', identities, cost }],
})
const column = ({ run }: Trial, name: 'stake' | 'wallet' | 'dollars' | 'nodes' | 'fixedCost') =>
  Array.from(run.world.tables.operators[name])

test('three identities share stake, wallet, nodes and costs of an operator, the first of them what is left over', () => {
  const got = trial(market(3), 0)
  expect(column(got, 'nodes')).toEqual([1, 1, 1, 1, 3, 2, 2, 1, 1])
  expect(column(got, 'stake').slice(1, 7)).toEqual([3333334, 3333333, 3333333, 33333334, 33333333, 33333333])
  expect(column(got, 'wallet').slice(1, 7)).toEqual([4, 4, 3, 4, 4, 3])
  expect(column(got, 'dollars').slice(1, 7)).toEqual([333334, 333333, 333333, 333334, 333333, 333333])
  const { capital, stake, wallet, dollars } = got.run.world.tables.operators
  expect(Array.from(capital)).toEqual(Array.from(stake, (tokens, o) => tokens + wallet[o] + dollars[o]))
  // Two machines of 10 servers at 0.06 USD/s are three nodes of two thirds of that; seven stay whole machines.
  expect(column(got, 'fixedCost').slice(1, 7)).toEqual([40000, 40000, 40000, 60000, 60000, 60000])
  const { servers, operator } = got.run.world.tables.nodes
  expect(Array.from(servers).slice(1, 11)).toEqual([7, 7, 7, 10, 10, 10, 10, 10, 10, 10])
  expect(Array.from(operator)).toEqual([0, 1, 2, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8])
})

test('an identity costs what it costs, however many nodes it runs', () => {
  const got = trial(market(3, '0.03 USD/s'), 0)
  const nodes = column(got, 'nodes')
  const due = column(got, 'fixedCost').map((cost, o) => Math.round(cost * nodes[o]))
  expect(due.slice(1, 7)).toEqual([70000, 70000, 70000, 210000, 150000, 150000])
})

test('the others are drawn as if nobody had been split', () => {
  const stakes = (identities: number) => column(trial(market(identities), 0), 'stake').slice(-2)
  expect(stakes(5)).toEqual(stakes(1))
  const regions = { regions: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }
  const places = (identities: number) =>
    Array.from(trial({ ...market(identities), ...regions }, 0).run.world.tables.nodes.region).slice(-2)
  expect(places(4)).toEqual(places(1))
})

test('splitting adds nothing and loses nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 40 }), (whole, parts) => {
      const all = Array.from({ length: parts }, (_, part) => partOf(whole, parts, part))
      expect(all.reduce((sum, part) => sum + part)).toBe(whole)
      expect(all[0] - all[parts - 1]).toBeLessThanOrEqual(1)
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 }), (machines, parts) => {
      const { nodes, slice } = splitNodes(Float64Array.of(machines), parts)
      expect(nodes.reduce((sum, n, k) => sum + n * slice[k], 0)).toBeCloseTo(machines, 9)
    }),
  )
})

test('identities are drawn more often than the operator that they are', () => {
  const share = (identities: number) => {
    const { run } = trial({ ...market(identities), operators: [{ name: 'other', count: 4 }, { name: 'pool' }] }, 10)
    const { tables } = run.world
    const own = tables.operators.group.reduce((sum, g, o) => sum + (g === 1 ? tables.operators.wonTotal[o] : 0), 0)
    return own / tables.operators.wonTotal.reduce((sum, won) => sum + won, 0)
  }
  // Uniform selection, one racer: 1 of 5 nodes, then 4 of 8.
  expect(share(1)).toBeGreaterThan(0.15)
  expect(share(1)).toBeLessThan(0.25)
  expect(share(4)).toBeGreaterThan(0.44)
  expect(share(4)).toBeLessThan(0.56)
})
