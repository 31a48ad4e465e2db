import { expect, test } from 'vitest'
import { trial } from '../trial.ts'

const predation = {
  kind: 'undercut',
  operators: 'predator',
  at: '2 s',
  lasts: '6 s',
  low: 0.25,
  high: 3,
  until: 1,
}

/** Two rivals at 10 and 20 millitoken, of whom the second cannot pay its costs after some ticks, and a predator at 30. */
const market = (attack: object = {}) => ({
  clock: { tick: '1 s', ticks: 10 },
  operators: [
    { name: 'rival', price: '0.01 token/query' },
    { name: 'poor', price: '0.02 token/query', weight: 0, wallet: '0.005 token', fixedCost: '0.001 USD/s' },
    { name: 'predator', price: '0.03 token/query', pricing: { rule: 'formula', formula: 'price + 1000' } },
  ],
  attacks: [{ ...predation, ...attack }],
})
const prices = (attack: object = {}) => {
  const { rows, run } = trial({ ...market(attack), record: { check: 1, operators: 1 } })
  const posted = rows.operators.filter(row => row[2] === 'predator').map(row => Math.round(Number(row[6]) * 1e6))
  return { posted, base: run.world.tables.attacks.base[0] }
}

test('a low price while more rivals are left than it says, a high one after that, its own in the end', () => {
  // Its rule wants 1000 micro-token more in every tick, and goes on wanting. The mean as it begins is (10 + 20 + 31) / 3.
  expect(prices()).toEqual({
    posted: [31000, 5083, 5083, 5083, 5083, 61000, 61000, 38000, 39000, 40000],
    base: (10_000 + 20_000 + 31_000) / 3,
  })
})

test('where rivals stay it stays low', () => {
  const { posted } = prices({ until: 0 })
  expect(new Set(posted.slice(1, 7)).size).toBe(1)
  expect(posted[1]).toBeLessThan(10_000)
})
