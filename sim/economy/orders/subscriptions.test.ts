import { expect, test } from 'vitest'
import { CUSTOMER } from '../queries/tables.ts'
import { resume } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'

/** A plan for three queries a second: 3000 micro-token/s at the posted price of 1000, and as many micro-dollar/s. */
const plan = (part: Record<string, unknown> = {}) => ({
  plan: { rule: 'subscription', included: '3 query/s', every: '0 s', ...part },
})
const company = { name: 'company', servers: 1000 }
const total = ({ run }: Trial, purpose: string) =>
  Number(run.summary().flows.find(flow => flow.purpose === purpose)?.amount ?? 0)
const moves = ({ rows }: Trial, purpose: string) =>
  rows.flows.filter(row => row[3] === purpose).map(([tick, , , , amount]) => [tick, amount])
const states = ({ run }: Trial) => Array.from(run.world.tables.customers.state)

/** Worth of all its queries: 1.5, 3, 3.5 and 9 times 1000 micro-token/s. */
const four = {
  name: 'customer',
  count: 4,
  rate: ['3/s', '3/s', '7/s', '3/s'],
  reservation: ['0.0005 token/query', '0.001 token/query', '0.0005 token/query', '0.003 token/query'],
}

test('who finds its queries worth the plan subscribes, and pays for time and not for queries', () => {
  const got = trial({ operators: [company], customers: [four], terms: plan() }, 3)
  const { here, unsubscribed } = CUSTOMER
  expect(states(got)).toEqual([unsubscribed, here, here, here])
  expect(moves(got, 'subscription')).toEqual([0, 1, 2].map(tick => [tick, 9000]))
  expect(total(got, 'income')).toBe(27_000 + total(got, 'legacyFee'))
  for (const none of ['fee', 'winning', 'purchase']) expect(total(got, none)).toBe(0)
  const { tally, operators } = got.run.world.tables
  expect(tally.raced[0]).toBe(tally.asked[0] - tally.outside[0])
  expect(tally.outside[0]).toBeGreaterThan(0)
  expect(operators.dollars[0]).toBe(27_000)
  expect(operators.revenue[0]).toBeCloseTo(9000, 6)
})

test('a customer for whom no price per query is too high may still find the plan too dear, and the other way round', () => {
  // The third customer’s queries are worth half the posted price each, but it has many of them.
  const metered = trial({ operators: [company], customers: [four] }, 3).run.world.tables
  const served = (c: number) => metered.customers.reserve[c] >= 1000
  expect([0, 1, 2, 3].map(served)).toEqual([false, true, false, true])
})

test('the customers of an agent subscribe together, whatever part of their queries is simulated', () => {
  const many = { ...four, count: 40, represents: 10 }
  const got = trial({ operators: [company], customers: [many], market: { sampling: 5 }, terms: plan() }, 3)
  expect(moves(got, 'subscription')).toEqual([0, 1, 2].map(tick => [tick, 90_000]))
})

test('decisions wait for their occasion, and one who gives notice pays and asks until it ends', () => {
  // The price doubles after the tick that ends at 4 s: the plan is worth it to the last customer only. Occasions at 0, 3, 6 s.
  const dearer = { ...company, pricing: { rule: 'formula', formula: 'time >= 3 ? 2000 : 1000' } }
  const terms = plan({ every: '3 s', notice: '1.5 s' })
  const got = trial({ operators: [dearer], customers: [four], terms }, 10)
  expect(moves(got, 'subscription').map(([, amount]) => Number(amount) / 1000)).toEqual([
    9, 9, 9, 9, 18, 18, 18, 18, 6, 6,
  ])
  expect(states(got).map(Number)).toEqual([2, 2, 2, 0])
})

test('one who leaves for the legacy provider pays until its notice ends', () => {
  const slow = { ...company, latency: { law: 'deterministic', value: '2 s' } }
  const customers = [{ ...four, rate: '30/s', loyalty: { memory: 1, patience: 1 } }]
  const got = trial({ operators: [slow], customers, terms: plan({ notice: '2.5 s' }) }, 8)
  expect(states(got)).toEqual([1, 1, 1, 1])
  expect(moves(got, 'subscription').map(([tick]) => tick)).toEqual([0, 1, 2, 3])
})

test('what subscribers gain is the worth of what is answered in time, less the plans', () => {
  // All four at 6/s and 3000 micro-token: 72 000 micro-token/s of worth, less 4 plans of 3000.
  const part = {
    clock: { tick: '1 s', ticks: 40 },
    operators: [company],
    customers: [{ name: 'customer', count: 4, rate: '6/s', reservation: '0.003 token/query' }],
    terms: plan(),
  }
  const metrics = (more: Record<string, unknown> = {}) => trial({ ...part, ...more }).run.summary().metrics
  expect(metrics().consumer_surplus.mean).toBeCloseTo(0.06, 9)
  expect(metrics().producer_surplus.mean).toBeCloseTo(0.012, 9)
  expect(metrics().subscribers.mean).toBe(4)
  const never = { operators: [{ ...company, latency: { law: 'deterministic', value: '2 s' } }] }
  expect(metrics(never).consumer_surplus.mean).toBeCloseTo(-0.012, 9)
})

test('with plans a run is the same twice and over a snapshot', () => {
  const part = {
    operators: [{ ...company, accuracy: 0.9, pricing: { rule: 'formula', formula: 'price * 1.2' } }],
    customers: [
      {
        name: 'customer',
        count: 50,
        rate: '3/s',
        reservation: { uniform: ['0.0005 token/query', '0.005 token/query'] },
        loyalty: { patience: 0.8, memory: 4, comeback: '0.3/s' },
      },
    ],
    terms: plan({ every: '2 s', notice: '3 s' }),
  }
  const straight = trial(part)
  expect(new Set(states(straight)).size).toBe(3)
  expect(trial(part).run.fingerprint()).toBe(straight.run.fingerprint())
  const rest = resume(scenarioOf(part), [], trial(part, 5).run.snapshot(), { row: () => {} })
  while (!rest.done) rest.step()
  expect(rest.fingerprint()).toBe(straight.run.fingerprint())
})
