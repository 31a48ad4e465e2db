import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesPerRow } from '../engine/memory.ts'
import type { Value } from '../measure/output.ts'
import { queryTables } from './queries/tables.ts'
import { resume, start } from './run.ts'
import { scenarioOf, trial } from './trial.ts'
import { broke, customer, loyalty, node, repricing, shocks, surroundings } from './turbulence.ts'

/** Nearly everything at once: queues whose losers are cancelled, failures, shocks, exits with pending stakes, entries. */
const TICKS = 24
const everything = {
  ...surroundings,
  clock: { tick: '1 s', ticks: TICKS },
  operators: [
    { ...node, count: 4, servers: 2, buffer: 3, repricing },
    { ...broke, count: 2 },
  ],
  entry: { candidates: [{ name: 'late', count: 3, servers: 3 }], every: '2 s' },
  shocks,
  customers: [{ ...customer, count: 30, loyalty: { ...loyalty, patience: 0.4 } }],
  market: {
    service: 'queue',
    race: { nodes: 3, losers: 'cancel' },
    selection: 'seed-price',
    scores: { halfLife: '3 s' },
  },
}

const done = (part: Record<string, unknown>) => trial(part).run

test('the same scenario and seed end in the same bits, another seed in others', () => {
  const first = done(everything).fingerprint()
  expect(done(everything).fingerprint()).toBe(first)
  expect(done({ ...everything, seed: 'another' }).fingerprint()).not.toBe(first)
})

test('what the scenario is meant to stir up does happen', () => {
  const { rows } = trial(everything)
  const kinds = new Set(rows.events.map(row => row[1]))
  for (const kind of ['entry', 'exit', 'slash', 'outage', 'repair', 'shock', 'node added'])
    expect(kinds).toContain(kind)
  const { tables } = trial(everything, 12).run.world
  // In the middle of it stakes wait to be free, customers are away and queries are in flight.
  expect(tables.operators.state).toContain(2)
  expect(tables.customers.state).toContain(1)
  expect(tables.stations.busy.some(busy => busy > 0)).toBe(true)
  expect(rows.ticks.length).toBe(TICKS)
})

test('observing changes nothing: neither how often rows are written, nor checks, nor a sink', () => {
  const plain = done(everything)
  for (const record of [
    { operators: 1, check: 7 },
    { ticks: 5, operators: 3, check: 1 },
  ])
    expect(done({ ...everything, record }).fingerprint()).toBe(plain.fingerprint())
  const blind = start(scenarioOf(everything), [], { row: () => {} })
  while (!blind.done) {
    blind.step()
    blind.summary()
    blind.snapshot()
  }
  expect(blind.fingerprint()).toBe(plain.fingerprint())
})

test('rows do not depend on how often others are written', () => {
  const all = trial({ ...everything, record: { ticks: 1, operators: 1 } }).rows
  const some = trial({ ...everything, record: { ticks: 4, operators: 5 } }).rows
  const every = (rows: Value[][], n: number) => rows.filter(([tick]) => Number(tick) % n === 0 || tick === TICKS - 1)
  expect(some.ticks).toEqual(every(all.ticks, 4))
  expect(some.operators).toEqual(every(all.operators, 5))
  expect(some.flows).toEqual(all.flows)
})

test('a run that is stopped and resumed anywhere goes on to the same rows and bits', () => {
  const { run: whole, rows: all } = trial(everything)
  const expected = whole.summary()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: TICKS - 1 }), fc.integer({ min: 0, max: TICKS - 1 }), (a, b) => {
      const [first, second] = [Math.min(a, b), Math.max(a, b)]
      const rows: Value[][] = []
      const sink = {
        row: (table: string, values: readonly Value[]) => void (table === 'events' && rows.push([...values])),
      }
      const scenario = scenarioOf(everything)
      let run = start(scenario, [], sink)
      for (const stop of [first, second]) {
        while (run.ticks < stop) run.step()
        run = resume(scenario, [], run.snapshot(), sink)
        expect(run.ticks).toBe(stop)
      }
      while (!run.done) run.step()
      expect(rows).toEqual(all.events)
      expect(run.summary()).toEqual(expected)
    }),
    { numRuns: 8 },
  )
})

test('a snapshot is taken on by a longer run of the same scenario', () => {
  const short = trial({ ...everything, clock: { tick: '1 s', ticks: 9 } }).run
  const long = resume(scenarioOf(everything), [], short.snapshot(), { row: () => {} })
  while (!long.done) long.step()
  expect(long.fingerprint()).toBe(done(everything).fingerprint())
})

test('a snapshot of another scenario or seed is refused', () => {
  const bytes = trial(everything, 3).run.snapshot()
  const sink = { row: () => {} }
  for (const other of [{ seed: 'x' }, { legacy: { price: '0.0003 USD/query' } }, { exit: { patience: '5 s' } }])
    expect(() => resume(scenarioOf({ ...everything, ...other }), [], bytes, sink)).toThrow(
      'snapshot: expected one of scenario "trial" as it is now, got one of another scenario or of other parameters',
    )
  expect(() => resume(scenarioOf(everything), [], bytes.subarray(0, 50), sink)).toThrow('snapshot')
})

test('a formula that fails stops the run with tick, phase and operator; earlier rows are kept', () => {
  const formula = '1 / (3 - time)'
  const operators = [{ name: 'a' }, { name: 'b', count: 2, pricing: { rule: 'formula', formula } }]
  const rows: number[] = []
  const run = start(scenarioOf({ operators }), [], {
    row: (table, [tick]) => table === 'ticks' && rows.push(Number(tick)),
  })
  for (let tick = 0; tick < 3; tick++) run.step()
  expect(() => run.step()).toThrow(
    /^tick 3, reprice: operators "b" pricing\.formula: expected a price that is finite and not negative for operator b-1 at tick 3, got /,
  )
  expect(rows).toEqual([0, 1, 2])
})

test('books that somebody has tampered with stop the run in the same tick', () => {
  const { run } = trial({}, 2)
  run.world.tables.operators.wallet[1] += 5
  expect(() => run.step()).toThrow(
    /^tick 2, check books: ledger: expected \d+ micro-tokens in operators, the sum of its members, got \d+/,
  )
})

test('a run knows when it is done', () => {
  const { run } = trial({ clock: { tick: '2 s', ticks: 3 } }, 2)
  expect([run.ticks, run.done]).toEqual([2, false])
  run.step()
  expect([run.ticks, run.done, run.world.end]).toEqual([3, true, 6])
})

test('a customer takes at most 64 bytes', () => {
  const sizes = {
    customers: 1,
    nodes: 1,
    lists: 1,
    classes: 1,

    groups: 1,
    sellers: 1,

    servers: 1,
    waiting: 1,
    prosumers: 1,
  }
  expect(bytesPerRow(queryTables(sizes).customers)).toBeLessThanOrEqual(64)
})
