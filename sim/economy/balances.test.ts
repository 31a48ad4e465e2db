import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TableName, Value } from '../measure/output.ts'
import { ACCOUNTS, CURRENCIES } from './accounts.ts'
import { resume } from './run.ts'
import { asking, scenarioOf, traced, trial } from './trial.ts'
import { broke, customer, loyalty, node, repricing, shocks, surroundings } from './turbulence.ts'
import { unexplained } from './unexplained.ts'

/** A market in which money moves for as many reasons as chance has it. */
const turbulent = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }),
  nodes: fc.integer({ min: 1, max: 5 }),
  poor: fc.integer({ min: 1, max: 3 }),
  customers: fc.integer({ min: 1, max: 40 }),
  late: fc.integer({ min: 0, max: 3 }),
  racers: fc.integer({ min: 1, max: 3 }),
  verifiers: fc.integer({ min: 0, max: 2 }),
  price: fc.constantFrom('1 USD/token', '0.37 USD/token', '12 USD/token'),
  burn: fc.constantFrom(0, 0.07),
  queues: fc.boolean(),
})

const chance = fc.sample(turbulent, { numRuns: 1, seed: 1 })[0]
const scenarioFrom = ({ seed, nodes, poor, customers, late, racers, verifiers, price, burn, queues } = chance) => ({
  ...surroundings,
  seed,
  clock: { tick: '1 s', ticks: 25 },
  token: { price, supply: '100000000 token' },
  operators: [
    { ...node, count: nodes, servers: 2, buffer: 3, repricing },
    { ...broke, count: poor },
  ],
  ...(late > 0 && { entry: { candidates: [{ name: 'late', count: late, servers: 3 }], every: '2 s' } }),
  shocks,
  customers: [{ ...customer, count: customers, loyalty: { ...loyalty, patience: 0.4 } }],
  market: {
    service: queues ? 'queue' : 'utilisation',
    race: { nodes: racers },
    verification: { verifiers },
    fee: { operators: 0.8 - burn, treasury: 0.1, providers: 0.05, stakers: 0.05, burn },
  },
})

test('in every tick of any market each balance changes by what flows in less what flows out', () => {
  fc.assert(
    fc.property(turbulent, drawn => {
      const { run, rows } = trial(scenarioFrom(drawn))
      expect(rows.flows.length).toBeGreaterThan(0)
      expect(unexplained(rows)).toEqual([])
      expect(rows.balances.filter(([, account]) => account === 'escrow')).toEqual([])
      // The last row of every account is what it has at the end.
      const { accounts } = run.world.tables
      const last = new Map(rows.balances.map(([, account, currency, balance]) => [`${account} ${currency}`, balance]))
      for (const [row, account] of ACCOUNTS.entries())
        for (const currency of CURRENCIES) expect(last.get(`${account} ${currency}`) ?? 0).toBe(accounts[currency][row])
    }),
    { numRuns: 25 },
  )
})

test('one query for 1000 micro-tokens is bought, paid and earned: rows for those whose balance it changed', () => {
  const operators = [{ name: 'node', servers: 1000, price: '0.001 token/query', wallet: '5 token' }]
  const { rows } = trial({ operators, customers: [traced] }, 2, asking([0.5]))
  const tokens = rows.balances.filter(([, , currency]) => currency === 'token')
  // The customer buys 1000 and pays them in the same tick; in the next nobody asks and nothing changes.
  expect(tokens).toEqual([
    [-1, 'operators', 'token', 5e6],
    [-1, 'stakes', 'token', 10_000e6],
    [-1, 'exchange', 'token', 1e12 - 10_005e6],
    [0, 'operators', 'token', 5e6 + 1000],
    [0, 'exchange', 'token', 1e12 - 10_005e6 - 1000],
  ])
})

test('rows of a run that was resumed go on where the first part ended', () => {
  const all = trial(scenarioFrom()).rows
  const { run, rows } = trial(scenarioFrom(), 9)
  const rest: Value[][] = []
  const sink = {
    row: (table: TableName, values: readonly Value[]) => void (table === 'balances' && rest.push([...values])),
  }
  const resumed = resume(scenarioOf(scenarioFrom()), [], run.snapshot(), sink)
  while (!resumed.done) resumed.step()
  expect([...rows.balances, ...rest]).toEqual(all.balances)
})

test('a balance without its flow is found, and so is a flow without its balance', () => {
  const rows = {
    flows: [
      [0, 'customers', 'operators', 'fee', 5, 'token'],
      [1, 'customers', 'operators', 'fee', 7, 'dollar'],
    ],
    balances: [
      [-1, 'customers', 'token', 9],
      [0, 'customers', 'token', 4],
      [0, 'operators', 'token', 6],
      [1, 'customers', 'dollar', -7],
    ],
  }
  expect(unexplained(rows)).toEqual([
    'tick 0, operators: 1 micro-token more than the flows',
    'tick 1, operators: -7 micro-dollar more than the flows',
  ])
})

test('dollars of payments are their amounts at the price of the token', () => {
  const { run } = trial(scenarioFrom({ ...chance, price: '0.37 USD/token' }))
  const { flows } = run.summary()
  expect(new Set(flows.map(({ currency }) => currency)).size).toBe(2)
  for (const { amount, currency, dollars } of flows)
    expect(dollars).toBeCloseTo((Number(amount) / 1e6) * (currency === 'token' ? 0.37 : 1), 9)
})
