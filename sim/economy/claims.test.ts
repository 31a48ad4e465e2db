/** Claims: the mean of a metric over a time, within bounds or not. */
import { expect, test } from 'vitest'
import { outputTables } from './record.ts'
import { type Trial, trial } from './trial.ts'

const said = { claim: 'customers ask', metric: 'asked', source: 'nobody' }

/** A metric tick by tick. */
function column({ run, rows }: Trial, name: string): number[] {
  const at = outputTables(run.world.scenario).ticks.fields.findIndex(field => field.name === name)
  return rows.ticks.map(row => Number(row[at]))
}

test('a claim is true where the mean over its time lies within the bounds, bounds included', () => {
  const shocks = [{ kind: 'demand', at: '4 s', lasts: '3 s', factor: 0 }]
  const claims = [
    { ...said, to: '4 s', least: 60 },
    { ...said, from: '4 s', to: '7 s', least: 0, most: 0 },
    { ...said, from: '7 s', most: 60 },
    { ...said, from: '11 s', most: 60 },
  ]
  const made = trial({ shocks, claims })
  const asked = column(made, 'asked')
  const { claims: judged } = made.run.summary()
  expect(judged.map(({ verdict }) => verdict)).toEqual(['true', 'true', 'false', 'not measured'])
  expect(judged.map(({ unit }) => unit)).toEqual(['query/s', 'query/s', 'query/s', 'query/s'])
  expect(judged[0].measured).toBeCloseTo(asked.slice(0, 4).reduce((a, b) => a + b) / 4, 9)
  expect(judged[1].measured).toBe(0)
})

test('a ratio is a ratio of sums over the time, so that each query counts alike', () => {
  const claims = [{ claim: 'paid', metric: 'price_paid', least: 0, source: 'nobody' }]
  const operators = [{ name: 'a', count: 2, servers: 1000, price: ['1 token/query', '3 token/query'] }]
  const customers = [{ name: 'few', count: 3, rate: '1/s' }]
  const made = trial({ claims, operators, customers })
  const [prices, paid] = [column(made, 'price_paid'), column(made, 'paid')]
  const volume = prices.reduce((sum, price, tick) => sum + (paid[tick] > 0 ? price * paid[tick] : 0), 0)
  const queries = paid.reduce((sum, count) => sum + count, 0)
  expect(new Set(paid).size).toBeGreaterThan(1)
  expect(made.run.summary().claims[0].measured).toBeCloseTo(volume / queries, 9)
})

test('a claim about a metric that the run does not have is not measured; a slip is refused with the nearest name', () => {
  expect(trial({ claims: [{ ...said, metric: 'subsidy', least: 0 }] }).run.summary().claims[0].verdict).toBe(
    'not measured',
  )
  expect(() => trial({ claims: [{ ...said, metric: 'askd', least: 0 }] })).toThrow(/claims\[0\]\.metric: .*"asked"/)
})

test('a claim needs a bound, and a time that is one', () => {
  const refusal = (claim: object) => () => trial({ claims: [claim] })
  expect(refusal(said)).toThrow(/neither/)
  expect(refusal({ ...said, from: '2 s', to: '1 s', least: 0 })).toThrow(/a time after the start/)
  expect(refusal({ ...said, most: 1, least: 2 })).toThrow(/expected at most 1, got 2/)
})
