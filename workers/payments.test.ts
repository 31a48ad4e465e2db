import { expect, test } from 'vitest'
import { resume, start } from '../sim/economy/run.ts'
import { scenarioOf } from '../sim/economy/trial.ts'
import { crew } from './node/crew.ts'
import { runInTurns } from './turns.ts'

const nobody = { row: () => undefined }

test.each([
  ['scrip', { rule: 'scrip', initial: { uniform: [0, 4] } }],
  ['bilateral', { rule: 'bilateral', partners: 6, limit: 2 }],
])('payments and reciprocity by %s have the same bits on three lanes and over a snapshot', (_, books) => {
  const agent = { count: 40, wallet: '3 token', capacity: '1.5/s', income: '0.1 USD/s', upkeep: '0.1 USD/s' }
  const scenario = scenarioOf({
    clock: { tick: '1 s', ticks: 30 },
    operators: [],
    customers: [],
    agents: {
      groups: [
        { ...agent, name: 'left', tasks: { rate: '0.5/s', work: 2, reward: '0.3 token' } },
        { ...agent, name: 'right', tasks: { rate: '0.2/s', work: 3, reward: '0.3 token' } },
      ],
      payments: [
        { name: 'data', from: 'left', to: 'right', when: { rule: 'random', rate: '2/s', amount: '0.1 token' } },
        { name: 'advice', from: 'right', to: 'right', when: { rule: 'task', units: 1.3, amount: '0.2 token' } },
        {
          name: 'rent',
          from: 'left',
          to: 'left',
          when: { rule: 'continuous', rate: '0.0123457 token/s' },
          partner: 'nearest',
        },
      ],
      ledger: { fee: '0.001 token', burned: 0.5, capacity: '60/s', queue: 2 },
      reciprocity: { books, unit: 0.5 },
    },
  })
  const alone = start(scenario, [], nobody)
  const made = new Set<number>()
  while (!alone.done) {
    alone.step()
    for (const [s, payments] of alone.world.tables.paymentTotals.made.entries()) if (payments > 0) made.add(s)
  }
  expect(made.size).toBe(3)

  const first = start(scenario, [], nobody)
  while (first.ticks < 11) first.step()
  const second = resume(scenario, [], first.snapshot(), nobody)
  while (!second.done) second.step()
  expect(second.fingerprint()).toBe(alone.fingerprint())

  const hands = crew(3, scenario, [], 8)
  expect(runInTurns(scenario, hands).fingerprint()).toBe(alone.fingerprint())
  expect(hands.helped).toBeGreaterThan(0)
})
