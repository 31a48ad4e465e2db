import { expect, test } from 'vitest'
import type { TableName, Value } from '../measure/output.ts'
import { fork, type Run } from './run.ts'
import { collector, scenarioOf, trial } from './trial.ts'

const TICKS = 20
const FORK = 8
/** Cancelled races, so that queries are in flight at the fork, failures, and a shock on either side of it. */
const before = {
  clock: { tick: '1 s', ticks: TICKS },
  regions: [{ name: 'east' }, { name: 'west' }],
  operators: [
    { name: 'large', count: 2, nodes: 3, servers: 2, failure: { every: '9 s', repair: '2 s' } },
    { name: 'small', count: 3, servers: 2 },
  ],
  customers: [
    { name: 'person', count: 7, rate: '2/s' },
    { name: 'robot', count: 4, rate: '3/s' },
  ],
  shocks: [
    { kind: 'outage', at: '3 s', lasts: '2 s', region: 'west' },
    { kind: 'outage', at: '15.5 s', lasts: '3 s', region: 'east' },
  ],
  market: { service: 'queue', race: { nodes: 2, losers: 'cancel' } },
}
type Part = Readonly<Record<string, unknown>>

/** A run of `before` that goes on from tick `FORK` as `part` says, and the rows that it writes from there on. */
function forked(part: Part): { run: Run; rows: Record<TableName, Value[][]> } {
  const { rows, sink } = collector()
  const bytes = trial(before, FORK).run.snapshot()
  const run = fork(scenarioOf({ ...before, ...part }), [], bytes, sink)
  while (!run.done) run.step()
  return { run, rows }
}

test('a fork without changes ends in the same bits as the run that went on', () => {
  const { run, rows } = trial(before)
  const same = forked({})
  expect(same.run.fingerprint()).toBe(run.fingerprint())
  expect(same.run.summary()).toEqual(run.summary())
  expect(same.rows.ticks).toEqual(rows.ticks.slice(FORK))
})

test('a fork with another fee split has the history of the run and goes on from it by the new split', () => {
  const fee = { operators: 0.75, treasury: 0.25, providers: 0, stakers: 0, burn: 0 }
  const market = { ...before.market, fee }
  const other = forked({ market })
  const never = trial(before)
  const treasury = ([, , , purpose]: readonly Value[]) => String(purpose).includes('treasury')
  expect(never.rows.flows.filter(treasury)).toEqual([])
  const ticks = other.rows.flows.filter(treasury).map(([tick]) => Number(tick))
  expect(Math.min(...ticks)).toBe(FORK)
  expect(ticks.length).toBeGreaterThan(TICKS - FORK - 4)
  // From the start with the same split it would be another run.
  expect(other.run.fingerprint()).not.toBe(trial({ ...before, market }).run.fingerprint())
  expect(other.run.summary().money.final).toBe(never.run.summary().money.final)
})

test('shocks that were to come give way to those of the fork, back and forth too', () => {
  const shocks = (rows: Record<TableName, Value[][]>) =>
    rows.events.filter(([, kind]) => kind === 'shock').map(([time, , subject]) => [time, subject])
  expect(shocks(forked({}).rows)).toEqual([[15.5, 'east']])
  expect(shocks(forked({ shocks: [] }).rows)).toEqual([])
  const late = { kind: 'outage', at: '17 s', lasts: '1 s', operator: 'small' }
  const past = { kind: 'outage', at: '7.5 s', lasts: '9 s', operator: 'large' }
  const now = { kind: 'outage', at: '8 s', lasts: '1 s', region: 'east' }
  expect(shocks(forked({ shocks: [late, past, now] }).rows)).toEqual([
    [8, 'east'],
    [17, 'small'],
  ])

  const there = fork(scenarioOf({ ...before, shocks: [late] }), [], trial(before, FORK).run.snapshot(), {
    row: () => {},
  })
  there.step()
  const { rows, sink } = collector()
  const back = fork(scenarioOf(before), [], there.snapshot(), sink)
  while (!back.done) back.step()
  expect(shocks(rows)).toEqual([[15.5, 'east']])
})

test('a fork may be longer or shorter than the run', () => {
  expect(forked({ clock: { tick: '1 s', ticks: 31 } }).run.ticks).toBe(31)
  expect(forked({ clock: { tick: '1 s', ticks: 5 } }).run).toMatchObject({ ticks: FORK, done: true })
})

test.each<[string, Part]>([
  [
    'fork: expected 11 rows of customers as before, got 13',
    { customers: [{ ...before.customers[0], count: 9 }, before.customers[1]] },
  ],
  [
    'fork: expected every customer in its group as before, got others in "robot"',
    {
      customers: [
        { ...before.customers[0], count: 4 },
        { ...before.customers[1], count: 7 },
      ],
    },
  ],
  ['fork: expected 5 rows of operators as before, got 3', { operators: [{ name: 'one', count: 3 }] }],
  [
    'fork: expected every operator in its group as before, got others in "large"',
    {
      operators: [
        { ...before.operators[0], nodes: 1, count: 3 },
        { ...before.operators[1], nodes: 3, count: 2 },
      ],
    },
  ],
  [
    'fork: expected 2 nodes in a race as before, got 3',
    { market: { ...before.market, race: { nodes: 3, losers: 'cancel' } } },
  ],
  ['fork: expected ticks of 1 s as before, got 2 s', { clock: { tick: '2 s', ticks: TICKS } }],
])('%s', (message, part) => {
  expect(() => forked(part)).toThrow(message)
})

test('a fork in which a query stands for others than before is refused', () => {
  const part = { customers: [{ name: 'person', count: 12, rate: '2/s' }] }
  const bytes = trial(part, 3).run.snapshot()
  const wider = scenarioOf({ ...part, market: { sampling: 2 } })
  expect(() => fork(wider, [], bytes, { row: () => undefined })).toThrow('to stand for as many as before')
})
