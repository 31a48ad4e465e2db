import { expect, test } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { scenarioOf } from '../sim/economy/trial.ts'
import { crew } from './node/crew.ts'
import { runInTurns } from './turns.ts'

test('agents who buy credits by every rule while three lanes work: the same bits as on one', () => {
  const rules = ['spot', 'threshold', { rule: 'sS' }, 'newsvendor', 'predictive', { rule: 'formula', formula: 'load' }]
  const scenario = scenarioOf({
    clock: { tick: '1 h', ticks: 50 },
    operators: [],
    customers: [],
    agents: {
      credits: {
        price: '1 token',
        pricing: 'congestion',
        capacity: '500/h',
        fee: '0.1 token',
        holding: '0.01 token/h',
        life: '12 h',
        vintages: 4,
        spot: { factor: 1.3 },
      },
      groups: rules.map((buying, g) => ({
        name: `group-${g}`,
        count: 20,
        wallet: '5000 token',
        tasks: { rate: { uniform: ['2/h', '9/h'] } },
        buying,
        forecast: { load: 'ewma', price: { method: 'seasonal-naive', season: '24 h' } },
      })),
    },
  })
  const alone = start(scenario, [], { row: () => undefined })
  while (!alone.done) alone.step()
  expect(alone.world.tables.agents.credits.some(credits => credits > 0)).toBe(true)
  const hands = crew(3, scenario, [], 16)
  expect(runInTurns(scenario, hands).fingerprint()).toBe(alone.fingerprint())
  expect(hands.helped).toBeGreaterThan(0)
})
