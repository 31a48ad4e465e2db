import { expect, test } from 'vitest'
import { scenarioOf } from '../../economy/trial.ts'
import { scenario } from '../schema.ts'

/** Faults of a trial scenario with `part`, as `path: message`. */
function faults(part: Record<string, unknown>): string[] {
  const { error } = scenario.safeParse({
    name: 'trial',
    operators: [{ name: 'company' }, { name: 'rival', count: 3 }],
    customers: [{ name: 'ship' }],
    ...part,
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const wave = { kind: 'ban-wave', operators: 'company', at: '1 day', share: 0.2 }
const provider = { access: 'provider' }

test('a ban wave is of providers only', () => {
  expect(faults({ attacks: [wave], terms: provider })).toEqual([])
  expect(faults({ attacks: [wave] })).toEqual([
    'terms.access: expected "provider" where customers are barred, got "protocol" (see attacks[0])',
  ])
})

test('a ban wave names a group of operators and one of customers that there are', () => {
  const of = (part: object) => faults({ attacks: [{ ...wave, ...part }], terms: provider })
  expect(of({ operators: 'compny' })).toEqual([
    'attacks.0.operators: expected a group of operators, got "compny": did you mean "company"?',
  ])
  expect(of({ operators: '' })).toEqual(['attacks.0.operators: expected a group of operators, got ""'])
  expect(of({ customers: 'shop' })).toEqual([
    'attacks.0.customers: expected a group of customers, got "shop": did you mean "ship"?',
  ])
})

test('all who bar are the same, the first group where a ban names none', () => {
  const shock = { kind: 'ban', at: '1 s', share: 0.1 }
  const other = { ...wave, operators: 'rival' }
  expect(faults({ shocks: [shock], attacks: [wave, wave], terms: provider })).toEqual([])
  expect(faults({ shocks: [shock], attacks: [other], terms: provider })).toEqual([
    'attacks.0.operators: expected "", which bars customers already, got "rival"',
  ])
  expect(faults({ attacks: [wave, other], terms: provider })).toEqual([
    'attacks.1.operators: expected "company", which bars customers already, got "rival"',
  ])
})

test('a ban wave lasts, and bars all groups, unless it says otherwise; its share is needed', () => {
  const { attacks } = scenarioOf({ attacks: [{ ...wave, operators: 'node' }], terms: provider })
  expect(attacks).toEqual([{ ...wave, operators: 'node', at: 86_400, lasts: 36_500 * 86_400, customers: '' }])
  const { share: _, ...rest } = wave
  expect(faults({ attacks: [rest], terms: provider })[0]).toMatch(/^attacks\.0\.share: /)
})
