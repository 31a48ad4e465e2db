import { expect, test } from 'vitest'
import { scenarioOf } from '../sim/economy/trial.ts'
import { LEAST_ROWS } from './crew.ts'
import { lanesFor } from './lanes.ts'

const town = (count: number, part: object = {}) =>
  scenarioOf({
    customers: [
      { name: 'house', count: 100 },
      { name: 'shop', count, rate: '1/s' },
    ],
    ...part,
  })

test('a run takes the lanes that are wanted, and says nothing', () => {
  for (const wanted of [2, 3, 64]) expect(lanesFor(town(9000), wanted)).toEqual({ lanes: wanted, why: '' })
})

test('one lane is always to be had, without a reason', () => {
  for (const wanted of [1, 0])
    for (const scenario of [town(9000), town(5), town(9000, { market: { service: 'queue' } })])
      expect(lanesFor(scenario, wanted)).toEqual({ lanes: 1, why: '' })
})

test('queues run on one lane, and so do races whose losers are cancelled', () => {
  expect(lanesFor(town(9000, { market: { service: 'queue' } }), 4)).toEqual({
    lanes: 1,
    why: 'one lane: queues take queries in order of time',
  })
  const market = { service: 'queue', race: { nodes: 2, losers: 'cancel' } }
  expect(lanesFor(town(9000, { market }), 4)).toEqual({
    lanes: 1,
    why: 'one lane: races whose losers are cancelled couple all nodes',
  })
})

test('customers are shared from a number on, all groups together', () => {
  expect(lanesFor(town(3996), 4)).toEqual({ lanes: 4, why: '' })
  expect(lanesFor(town(3995), 4)).toEqual({
    lanes: 1,
    why: `one lane: fewer than ${LEAST_ROWS} customers are not worth sharing`,
  })
})

test('agents count, not the customers that they stand for', () => {
  const crowd = (agents: number) =>
    scenarioOf({ customers: [{ name: 'house', count: 7000 * agents, represents: 7000, rate: '1/day' }] })
  expect(lanesFor(crowd(LEAST_ROWS), 4).lanes).toBe(4)
  expect(lanesFor(crowd(LEAST_ROWS - 1), 4).lanes).toBe(1)
})
