/** The calendar begins with room for 64 events: when it needs more, all memory moves, and nothing that is written may be lost. */
import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

const supply = { token: { price: '1 USD/token', supply: '1e9 token' } }

test('all nodes of a large site go down together and come back together', () => {
  const operators = [{ name: 'node', count: 150, servers: 1000 }]
  const shocks = [{ kind: 'outage', at: '1.5 s', lasts: '3 s' }]
  const { run, rows } = trial({ ...supply, operators, shocks }, 4)
  const { downFrom, downUntil } = run.world.tables.nodes
  expect(downFrom.every(from => from === 1.5)).toBe(true)
  expect(downUntil.every(until => until === 4.5)).toBe(true)
  expect(run.world.tables.tally.unserved[0]).toBe(run.world.tables.tally.asked[0])
  expect(rows.events.filter(row => row[1] === 'outage').length).toBe(150)
})

test('operators who add nodes at once all have them', () => {
  const expansion = { rule: 'utilisation', every: '1 s', low: 0, high: 0, most: 2 }
  const failure = { every: '1 year' }
  const customers = [{ name: 'customer', count: 100, rate: '200/s' }]
  const operators = [{ name: 'node', count: 150, expansion, failure }]
  const { tables } = trial({ ...supply, customers, operators }, 1).run.world
  expect(tables.operators.nodes.every(nodes => nodes === 2)).toBe(true)
  expect(tables.operators.nextExpansion.every(next => next === 2)).toBe(true)
})

test('those who pay are charged after many who cannot have left', () => {
  const fixedCost = '0.001 USD/s'
  const operators = [
    { name: 'broke', count: 150, wallet: '0 token', fixedCost },
    { name: 'rich', count: 3, fixedCost },
  ]
  const customers = [{ name: 'customer', count: 1, rate: 0 }]
  const { tables } = trial({ ...supply, customers, operators }, 1).run.world
  expect(Array.from(tables.operators.spent.subarray(150))).toEqual([1000, 1000, 1000])
  expect(tables.operators.state.subarray(0, 150).every(state => state === 2)).toBe(true)
})

test('a phase’s limit holds while many enter at once', () => {
  const entry = {
    candidates: [{ name: 'late', count: 200, failure: { every: '1 year' } }],
    every: '1 s',
    limit: 200,
  }
  const phases = [{ name: 'launch', from: '0 s', admission: 'permissionless', limit: 170 }]
  const { tables } = trial({ ...supply, entry, phases }, 1).run.world
  expect(tables.operators.state.reduce((sum, state) => sum + Number(state === 1), 0)).toBe(170)
})
