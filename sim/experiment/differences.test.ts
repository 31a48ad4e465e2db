import { expect, test } from 'vitest'
import { scenarioOf } from '../economy/trial.ts'
import { amongCustomers, differences } from './differences.ts'

const base = scenarioOf({ seed: 'one' })

test('a scenario does not differ from itself, nor by its name, words, seed and records', () => {
  expect(
    differences(base, scenarioOf({ name: 'other', about: 'Other words.', seed: 'two', record: { check: 3 } })),
  ).toEqual([])
})

test('differences are told parameter by parameter, with both values and their places', () => {
  const other = scenarioOf({
    operators: [{ name: 'node', count: 4, servers: 1000 }],
    market: { race: { nodes: 2 } },
    shocks: [{ kind: 'demand', at: '3 s', factor: 2 }],
  })
  const found = differences(base, other)
  expect(found.map(({ path }) => path)).toEqual(['operators[0].count', 'market.race.nodes', 'shocks'])
  expect(found[0]).toEqual({ path: 'operators[0].count', base: 3, other: 4 })
  // A list of another length is another list.
  expect(found[2]).toMatchObject({ base: [], other: [{ kind: 'demand', factor: 2 }] })
})

test('of these, only what makes other customers of them is held against the comparison', () => {
  const other = scenarioOf({
    customers: [{ name: 'customer', count: 20, rate: '6/s' }],
    clock: { tick: '1 s', ticks: 11 },
    market: { sampling: 1, race: { nodes: 2 } },
  })
  expect(amongCustomers(differences(base, other)).map(({ path }) => path)).toEqual([
    'clock.ticks',
    'customers[0].rate.value',
  ])
})
