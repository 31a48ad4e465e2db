import { expect, test } from 'vitest'
import { assemble } from '../sim/economy/build.ts'
import { bytesPerRow } from '../sim/engine/memory.ts'
import { bytesOfAgents } from './memory.ts'
import { raceMarket } from './race-market.ts'

test('a customer takes what its row takes; an operator and a node take theirs and no more than twice that, in whole bytes', () => {
  const { customer, operator, node } = bytesOfAgents()
  const { declaration } = assemble(raceMarket({ customers: 3, operators: 7 })).memory
  expect(customer).toEqual({ state: bytesPerRow(declaration.customers), lane: 0 })
  for (const [{ state }, table] of [
    [operator, declaration.operators],
    [node, declaration.nodes],
  ] as const) {
    expect(state).toBeGreaterThanOrEqual(bytesPerRow(table))
    expect(state).toBeLessThanOrEqual(2 * bytesPerRow(table))
  }
  for (const { state, lane } of [customer, operator, node]) expect([state % 1, lane % 1]).toEqual([0, 0])
})
