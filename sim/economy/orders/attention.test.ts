import { expect, test } from 'vitest'
import { asking, type Trial, traced, trial } from '../trial.ts'

const total = ({ run }: Trial, purpose: string) =>
  Number(run.summary().flows.find(flow => flow.purpose === purpose)?.amount ?? 0)
const attention = { value: '0.0000075 USD/query' }

test('advertisers pay for every answered query, late ones too, the operator that won it', () => {
  const late = { latency: { law: 'deterministic', value: '2 s' }, servers: 1000 }
  const operators = [
    { name: 'late', ...late },
    { name: 'down', ...late },
  ]
  const shocks = [{ kind: 'outage', at: '0 s', lasts: '10 s', operator: 'down' }]
  const part = { operators, shocks, customers: [traced], market: { race: { nodes: 2 } }, terms: { attention } }
  // Three answers at 7.5 micro-dollar in a tick, rounded down.
  const got = trial(part, 3, asking([1.1, 1.2, 1.3]))
  expect(total(got, 'attention')).toBe(22)
  expect(total(got, 'advertising')).toBe(22)
  expect(Array.from(got.run.world.tables.operators.dollars)).toEqual([22, 0])
})

test('without a price for attention nobody pays for it', () => {
  const got = trial({ customers: [traced] }, 3, asking([1.1, 1.2, 1.3]))
  for (const flow of ['attention', 'advertising']) expect(total(got, flow)).toBe(0)
})

test('a nuisance makes customers stay away whose queries are worth little', () => {
  const customers = [
    { name: 'customer', count: 3, reservation: ['0.0012 token/query', '0.0016 token/query', '0.0002 token/query'] },
  ]
  const reserve = (terms: object) => Array.from(trial({ customers, terms }, 0).run.world.tables.customers.reserve)
  expect(reserve({ attention })).toEqual([1200, 1600, 200])
  expect(reserve({ attention: { ...attention, nuisance: '0.0005 token/query' } })).toEqual([700, 1100, 0])
})
