import { expect, test } from 'vitest'
import { scenarioOf } from '../../economy/trial.ts'

const faults = (part: Record<string, unknown>) => {
  try {
    scenarioOf(part)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
const one = { operators: [{ name: 'company' }] }
const plan = { plan: { rule: 'subscription', included: '1 query/s' } }
const ban = { kind: 'ban', at: '1 s', share: 0.1 }

test('terms are those of a protocol unless the scenario says otherwise', () => {
  const { terms } = scenarioOf({})
  expect(terms).toEqual({ access: 'protocol', refunds: { rule: 'automatic' }, plan: { rule: 'metered' } })
})

test('only a provider bars customers', () => {
  const message = 'expected \\"provider\\" where customers are barred, got \\"protocol\\"'
  expect(faults({ shocks: [ban] })).toContain(message)
  expect(faults({ terms: { bans: { rate: '1/year' } } })).toContain(message)
  expect(faults({ terms: { access: 'provider', bans: { rate: '1/year' } }, shocks: [ban] })).toBe('')
})

test('bans name operators and customers that there are, the same operators everywhere', () => {
  const terms = { access: 'provider', bans: { rate: '1/year', operators: 'nod' } }
  expect(faults({ terms })).toContain('expected an operator, got \\"nod\\": did you mean \\"node\\"?')
  expect(faults({ terms: { access: 'provider' }, shocks: [{ ...ban, customers: 'costumer' }] })).toContain(
    'expected a group of customers, got \\"costumer\\": did you mean \\"customer\\"?',
  )
  expect(faults({ terms: { access: 'provider' }, shocks: [ban, { ...ban, operators: 'node-2' }] })).toContain(
    'expected \\"\\", which bars customers already, got \\"node-2\\"',
  )
})

test('a subscription is with a single operator, who refunds nothing and whose customers ask at a rate', () => {
  expect(faults({ ...one, terms: plan })).toBe('')
  expect(faults({ terms: plan })).toContain('expected a single operator and no candidates with a subscription, got 3')
  expect(faults({ ...one, entry: { candidates: [{ name: 'late', count: 2 }] }, terms: plan })).toContain('got 3')
  expect(faults({ ...one, terms: { ...plan, refunds: 'ticket' } })).toContain(
    'expected \\"automatic\\" with a subscription',
  )
  const customers = [
    { name: 'a', trace: { file: 'q.csv' } },
    { name: 'b', budget: '1 USD/day' },
  ]
  expect(faults({ ...one, customers, terms: plan })).toContain('expected a rate with a subscription')
  expect(faults({ ...one, customers, terms: plan })).toContain('expected no budget with a subscription')
})
