import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

const line = { law: 'linear', quantity: '10/h', from: '10 USD', to: '10 USD' }
const wind = { name: 'wind', good: 'energy', regions: ['west'], curve: line }
const hospital = (quantity: string, rest: Record<string, unknown> = {}) => ({
  name: 'hospital',
  good: 'energy',
  regions: ['east'],
  curve: { law: 'must', quantity },
  ...rest,
})
const cable = { name: 'cable', good: 'energy', from: ['west'], to: ['east'], capacity: '8/h', yield: 0.5 }
const battery = { name: 'battery', good: 'energy', regions: ['east'], capacity: 5, charge: '1/h' }

/** Faults of a scenario with these resources and a planner. */
function faults(resources: Record<string, unknown>): string[] {
  const { error } = scenario.safeParse({
    name: 'faulty',
    clock: { tick: '1 h' },
    regions: [{ name: 'west' }, { name: 'east' }],
    operators: [{ name: 'node' }],
    customers: [{ name: 'customer' }],
    resources: { goods: [{ name: 'energy' }], planner: {}, ...resources },
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('what can be met is accepted, and what varies is left to the run', () => {
  const rest = { supply: [wind], ways: [cable], stores: [battery] }
  expect(faults({ demand: [hospital('5/h')], ...rest })).toEqual([])
  expect(faults({ demand: [hospital('50/h', { pattern: { daily: 1 } })], ...rest })).toEqual([])
  expect(faults({ demand: [hospital('50/h')], ...rest, ways: [{ ...cable, capacity: undefined }] })).toEqual([])
})

test('more than can be made, come and be taken is refused', () => {
  expect(faults({ demand: [hospital('6/h')], supply: [wind], ways: [cable], stores: [battery] })).toEqual([
    'resources.demand.0.curve.quantity: expected at most the 5/h of "energy" that can be made, come and be taken from stores in region "east", for the planner must serve it, got 6/h',
  ])
})

test('a planner without goods, a window longer than its time, and one that is too large are refused', () => {
  expect(faults({ goods: [] })).toEqual(['resources.planner: expected none where there are no goods, got one'])
  expect(faults({ planner: { every: 3, ticks: 4 } })).toEqual([
    'resources.planner.ticks: expected at most every (3), got 4',
  ])
  expect(faults({ planner: { every: 30_000 } })).toEqual([
    'resources.planner: expected at most 5000 ticks in a window with 2 places, got 30000',
  ])
})
