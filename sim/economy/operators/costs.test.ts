import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf } from '../ledger.ts'
import { asking, type Trial, traced, trial } from '../trial.ts'

const silent = [{ name: 'customer', count: 1, rate: 0 }]
const total = ({ run }: Trial, purpose: string) => {
  const flow = run.summary().flows.find(item => item.purpose === purpose)
  return Number(flow?.amount ?? 0)
}
const wallets = ({ run }: Trial) => Array.from(run.world.tables.operators.wallet)

test('fractions of a micro-dollar of fixed cost are carried until they are whole', () => {
  const operators = [{ name: 'node', fixedCost: '0.00000025 USD/s' }]
  const after = (ticks: number) => trial({ operators, customers: silent, clock: { tick: '1 s', ticks } })
  expect([3, 4, 7, 101].map(ticks => total(after(ticks), 'fixedCost'))).toEqual([0, 1, 1, 25])
  expect(after(103).run.world.tables.operators.owed[0]).toBe(0.75)
  expect(wallets(after(101))).toEqual([1000e6 - 25])
})

test('every node costs its fixed cost', () => {
  const got = trial({ operators: [{ name: 'node', nodes: 3, fixedCost: '0.000011 USD/s' }], customers: silent }, 4)
  expect(total(got, 'fixedCost')).toBe(4 * 3 * 11)
})

test('losers bear the query cost of their work as winners do, to the fraction', () => {
  const operators = [{ name: 'node', count: 3, servers: 1000, queryCost: '0.0000005 USD/query' }]
  const part = { operators, customers: [traced], market: { race: { nodes: 3 } } }
  const got = trial(part, 5, asking([0.1, 1.1, 2.1, 3.1, 4.1]))
  // Five copies of half a micro-dollar each: 2 paid, half owed.
  expect(Array.from(got.run.world.tables.operators.spentTotal)).toEqual([2, 2, 2])
  expect(Array.from(got.run.world.tables.operators.owed)).toEqual([0.5, 0.5, 0.5])
})

test('work, size and specialization multiply the query cost', () => {
  const part = {
    operators: [{ name: 'node', servers: 1000, specialization: 'archive', queryCost: '0.0001 USD/query' }],
    classes: [{ name: 'history', work: 3, needs: 'archive' }],
    specializations: [{ name: 'archive', classes: ['history'], cost: 0.5, latency: 0.25, bonus: 0.1 }],
    customers: [traced],
  }
  const got = trial(part, 1, asking([0.5], [2]))
  expect(total(got, 'queryCost')).toBe(100 * 3 * 0.5 * 2)
  expect(total(got, 'fee')).toBe(1100 * 2)
})

test('dollars at hand go first, then as few tokens as the rest takes are sold', () => {
  const operators = [{ name: 'node', fixedCost: '0.001 USD/s', dollars: '0.0015 USD' }]
  const token = { price: '0.3 USD/token', supply: '1000000 token' }
  const after = (ticks: number) => trial({ operators, customers: silent, token }, ticks)
  expect(wallets(after(1))).toEqual([1000e6])
  // 500 missing: 1667 micro-token bring 500.1. Then 1000 missing: 3334 bring 1000.2.
  expect(wallets(after(2))).toEqual([1000e6 - 1667])
  expect(wallets(after(3))).toEqual([1000e6 - 1667 - 3334])
  expect(balanceOf(after(3).run.world.tables, 'operators', 'dollar')).toBe(0)
})

test('at any token price the tokens sold suffice, and one less would not', () => {
  const price = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1e9 }))
  fc.assert(
    fc.property(price, fc.integer({ min: 1, max: 1e7 }), (microPrice, cost) => {
      const usd = microPrice / 1e6
      const operators = [{ name: 'node', wallet: '100000000 token', fixedCost: `${cost / 1e6} USD/s` }]
      const token = { price: `${usd} USD/token`, supply: '200000000 token' }
      const got = trial({ operators, customers: silent, token }, 1)
      const sold = 100_000_000e6 - wallets(got)[0]
      if (got.run.world.tables.operators.state[0] !== 1) {
        expect(cost / usd).toBeGreaterThan(100_000_000e6 - 2)
        return
      }
      expect(total(got, 'fixedCost')).toBe(cost)
      expect(Math.floor(sold * usd)).toBeGreaterThanOrEqual(cost)
      expect(Math.floor((sold - 1) * usd)).toBeLessThan(cost)
    }),
    { numRuns: 60 },
  )
})

test('one who cannot pay leaves with what it has', () => {
  const operators = [{ name: 'node', fixedCost: '0.001 USD/s', wallet: '0.0019 token', mayExit: false }]
  const got = trial({ operators, customers: silent }, 2)
  expect(got.rows.events.map(row => row.slice(1))).toEqual([['exit', 'node', 'cannot pay its costs']])
  expect(wallets(got)).toEqual([900])
})
