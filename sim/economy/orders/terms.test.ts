import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scenarioOf, trial } from '../trial.ts'
import { broke, customer, loyalty, node, repricing, shocks, surroundings } from '../turbulence.ts'
import { ordinary } from './terms.ts'

const turbulent = {
  ...surroundings,
  clock: { tick: '1 s', ticks: 12 },
  operators: [
    { ...node, count: 2, repricing },
    { ...broke, count: 2 },
    { name: 'other', servers: 8 },
  ],
  customers: [
    { ...customer, count: 17, loyalty: { ...loyalty, patience: 0.4 } },
    { ...customer, name: 'rich', count: 5, wallet: '1 token', budget: '0.01 USD/s' },
  ],
  shocks,
  market: { race: { nodes: 2 }, selection: 'seed-price', scores: { halfLife: '3 s' } },
}
/** Flows that belong to each of the terms alone. */
const FLOWS_OF = {
  tickets: ['ticketRefund', 'resale', 'resaleProceeds', 'withdrawal'],
  attention: ['advertising', 'attention'],
}
const seconds = (most: number) => fc.double({ min: 0, max: most, noNaN: true }).map(time => `${time} s`)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const terms = fc.record(
  {
    refunds: fc.record({ rule: fc.constant('ticket'), probability: share, delay: seconds(5) }),
    attention: fc.record({ value: fc.constantFrom('0.0000003 USD/query', '0.001 USD/query') }),
    bans: fc.record({
      rate: share.map(rate => `${rate}/s`),
      lasts: seconds(5),
      operators: fc.constantFrom('', 'node-2', 'other', 'broke'),
    }),
  },
  { requiredKeys: [] },
)

test('whatever the terms, books balance in every tick, and each brings its own flows and no other', () => {
  fc.assert(
    fc.property(terms, given => {
      // Books are checked whole in every tick of a trial.
      const { run } = trial({ ...turbulent, terms: { access: 'provider', ...given } })
      expect(run.done).toBe(true)
      const purposes = run.summary().flows.map(({ purpose }) => purpose)
      const off = [
        ...(given.refunds ? [] : FLOWS_OF.tickets),
        ...(given.attention ? [] : FLOWS_OF.attention),
        'subscription',
      ]
      expect(purposes.filter(purpose => off.includes(purpose))).toEqual([])
      expect(purposes.includes('refund')).toBe(given.refunds === undefined)
    }),
    { numRuns: 25 },
  )
})

test('closed forms are printed only where customers pay for queries and nobody is barred', () => {
  const long = { clock: { tick: '1 s', ticks: 64 }, market: { scores: { learning: false } } }
  const theory = (part: object) => trial({ ...long, ...part }).run.summary().theory
  expect(theory({}).length).toBeGreaterThan(0)
  expect(theory({ terms: { access: 'provider', bans: { rate: '1/s' } } })).toEqual([])
  const company = { operators: [{ name: 'company', nodes: 3 }] }
  expect(ordinary(scenarioOf(company))).toBe(true)
  expect(ordinary(scenarioOf({ ...company, terms: { plan: 'subscription' } }))).toBe(false)
})
