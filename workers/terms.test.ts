/** Lanes change no bit of what terms do: bans, plans and tickets have phases over customers and tallies of their own. */
import { expect, test } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { scenarioOf } from '../sim/economy/trial.ts'
import { customer, loyalty, node, repricing, surroundings } from '../sim/economy/turbulence.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { crew } from './node/crew.ts'
import { takeTurns } from './turns.ts'

const attention = { value: '0.0001 USD/query', nuisance: '0.0002 token/query' }
const crowd = { ...customer, count: 61, represents: 1, loyalty: { ...loyalty, patience: 0.4 } }
const provider = {
  ...surroundings,
  clock: { tick: '1 s', ticks: 8 },
  shocks: [{ kind: 'ban', at: '3 s', lasts: '2 s', share: 0.4 }],
}
const market = { race: { nodes: 2 }, selection: 'seed-price', sampling: 3 }
const bans = { access: 'provider', bans: { rate: '0.05/s', lasts: '3 s' }, attention }

const SCENARIOS = {
  'bans, tickets and attention': scenarioOf({
    ...provider,
    operators: [{ ...node, count: 3, repricing }],
    customers: [crowd],
    market,
    terms: { ...bans, refunds: { rule: 'ticket', probability: 0.5, delay: '2 s' } },
  }),
  'bans, plans and attention': scenarioOf({
    ...provider,
    operators: [{ ...node, nodes: 3, pricing: { rule: 'formula', formula: 'price * 1.1' } }],
    customers: [crowd, { ...crowd, name: 'other', count: 28, represents: 4 }],
    market,
    terms: { ...bans, plan: { rule: 'subscription', included: '1.5 query/s', every: '2 s', notice: '1.5 s' } },
  }),
}

function outcome(scenario: Scenario, lanes: number) {
  const rows: string[] = []
  const sink = { row: (table: string, values: readonly (string | number)[]) => void rows.push(`${table} ${values}`) }
  const turns = takeTurns()
  const hands = crew(lanes, scenario, [], 8)
  try {
    const run = lanes === 1 ? start(scenario, [], sink) : start(scenario, [], sink, turns.with(hands))
    while (!run.done) run.step()
    expect(hands.helped > 0).toBe(lanes > 1)
    return { rows, summary: run.summary() }
  } finally {
    turns.end()
    hands.end()
  }
}

test.each(Object.entries(SCENARIOS))('%s have the same bits on one, two and three lanes', (_, scenario) => {
  const alone = outcome(scenario, 1)
  const purposes = alone.summary.flows.map(({ purpose }) => purpose)
  expect(purposes).toContain('attention')
  expect(purposes).toContain(scenario.terms.plan.rule === 'subscription' ? 'subscription' : 'ticketRefund')
  for (const lanes of [2, 3]) expect(outcome(scenario, lanes)).toEqual(alone)
})
