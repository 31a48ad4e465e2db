import { expect, test } from 'vitest'
import { asking, type Trial, traced, trial } from '../trial.ts'

const market = { fee: { operators: 0.5, treasury: 0.5, providers: 0, stakers: 0, burn: 0 } }
const outage = (at: number, lasts: number) => ({ kind: 'outage', at: `${at} s`, lasts: `${lasts} s`, operator: 'weak' })
const weak = { name: 'weak', servers: 1000 }
const tally = ({ run }: Trial) => {
  const { asked, raced, paid, unanswered, unserved, outside } = run.world.tables.tally
  return {
    asked: asked[0],
    raced: raced[0],
    paid: paid[0],
    unanswered: unanswered[0],
    unserved: unserved[0],
    outside: outside[0],
  }
}

test('before an outage in the middle of a tick queries are answered, in it refunded', () => {
  const part = { operators: [weak], customers: [traced], market, shocks: [outage(0.5, 0.25)] }
  const got = trial(part, 1, asking([0.25, 0.5, 0.625, 0.75, 0.875]))
  expect(tally(got)).toEqual({ asked: 5, raced: 5, paid: 3, unanswered: 2, unserved: 0, outside: 0 })
  expect(Array.from(got.run.world.tables.tally.refunds)).toEqual([2000])
  expect(Array.from(got.run.world.tables.operators.wallet)).toEqual([1000e6 + 1500])
})

test('a node that is down as a tick starts is not listed in it; without another the queries go to the legacy provider', () => {
  const part = { operators: [weak], customers: [traced], market, shocks: [outage(0.5, 1)] }
  const got = trial(part, 2, asking([0.25, 1.25, 1.75, 2.5]))
  expect(tally(got)).toEqual({ asked: 2, raced: 0, paid: 0, unanswered: 0, unserved: 2, outside: 2 })
  expect(tally(trial(part, 3, asking([0.25, 1.25, 1.75, 2.5]))).paid).toBe(1)
})

test('the others of a race answer in place of a node that is down', () => {
  const operators = [weak, { name: 'strong', servers: 1000, latency: { law: 'deterministic', value: '0.9 s' } }]
  const part = { operators, customers: [traced], market: { race: { nodes: 2 } }, shocks: [outage(0.5, 5)] }
  const got = trial(part, 1, asking([0.25, 0.625, 0.75]))
  const { won, missing } = got.run.world.tables.nodeTally
  expect(tally(got)).toMatchObject({ raced: 3, paid: 3, unanswered: 0 })
  expect(Array.from(won)).toEqual([1, 2])
  expect(Array.from(missing)).toEqual([2, 0])
})

test('only nodes of operators in the market fail, and only those they run', () => {
  const part = {
    operators: [{ ...weak, nodes: 2, expansion: { rule: 'utilisation', most: 5, low: 0 } }],
    entry: { candidates: [{ ...weak, name: 'outsider' }] },
    shocks: [{ kind: 'outage', at: '0.5 s', lasts: '1 s' }],
  }
  const down = trial(part, 1).rows.events.filter(([, kind]) => kind === 'outage')
  expect(down.map(row => row[3])).toEqual(['node 1 down: shock', 'node 2 down: shock'])
})

test('nodes are up for the share mtbf / (mtbf + mttr) of the time', () => {
  const count = 90
  const [from, end] = [60, 360]
  const operators = [{ ...weak, count, failure: { every: '30 s', repair: '10 s' } }]
  const part = { operators, customers: [{ name: 'customer', count: 1, rate: 0 }], slashing: { downtime: 0 } }
  const { rows } = trial({ ...part, clock: { tick: '4 s', ticks: end / 4 } })
  const down = new Map(Array.from({ length: count }, (_, i) => [`weak-${i + 1}`, 0]))
  const since = new Map<string, number>()
  const add = (name: string, until: number) => {
    const start = Math.max(from, since.get(name)!)
    down.set(name, down.get(name)! + Math.max(0, until - start))
    since.delete(name)
  }
  for (const [time, kind, subject] of rows.events) {
    if (kind === 'outage') since.set(`${subject}`, Number(time))
    else add(`${subject}`, Number(time))
  }
  for (const name of [...since.keys()]) add(name, end)
  const shares = [...down.values()].map(time => 1 - time / (end - from))
  const mean = shares.reduce((sum, x) => sum + x, 0) / count
  const variance = shares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (count - 1)
  expect(variance).toBeGreaterThan(0)
  expect(Math.abs(mean - 0.75)).toBeLessThan(4 * Math.sqrt(variance / count))
})

test('an outage during an outage lasts until the later end of the two', () => {
  const repairs = (shocks: readonly unknown[]) =>
    trial({ operators: [weak], shocks }, 9)
      .rows.events.filter(([, kind]) => kind === 'repair')
      .map(([time]) => time)
  expect(repairs([outage(1, 3), outage(2, 5)])).toEqual([7])
  expect(repairs([outage(1, 6), outage(2, 2)])).toEqual([7])
  expect(repairs([outage(1, 2), outage(5, 2)])).toEqual([3, 7])
})

test.each([
  ['utilisation', {}],
  ['queue', { service: 'queue' }],
  ['cancel', { service: 'queue', race: { nodes: 1, losers: 'cancel' } }],
])('two outages in one tick both count: %s', (_, service) => {
  const shocks = [outage(0.125, 0.25), outage(0.5, 0.25)]
  const scores = { halfLife: '1 s', reference: '1 s' }
  const part = { operators: [weak], customers: [traced], market: { ...market, scores, ...service }, shocks }
  const got = trial(part, 1, asking([0.0625, 0.25, 0.4375, 0.625, 0.875]))
  expect(tally(got)).toMatchObject({ raced: 5, paid: 3, unanswered: 2 })
  // Half of the tick, and half a life of the score: from 1 halfway to 0.5.
  expect(got.run.world.tables.nodes.uptime[0]).toBeCloseTo(0.75, 12)
})
