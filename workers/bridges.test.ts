import { expect, test } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { scenarioOf } from '../sim/economy/trial.ts'
import { crew } from './node/crew.ts'
import { runInTurns } from './turns.ts'

const nobody = { row: () => undefined }

test('transfers under way outgrow their table while three lanes work: the same bits as on one', () => {
  const scenario = scenarioOf({
    clock: { tick: '1 s', ticks: 60 },
    customers: [
      { name: 'local', count: 90, rate: '3/s' },
      { name: 'afar', count: 60, rate: '3/s', chain: 'other', budget: { uniform: ['0 USD/s', '0.01 USD/s'] } },
    ],
    trade: {
      chains: [{ name: 'home' }, { name: 'other', coin: { name: 'OTH', price: '3 USD/coin', reference: 'gbm' } }],
      pools: [{ name: 'other', chain: 'other', quote: 'coin', tokens: '1000 token' }],
      bridges: [{ from: 'other', to: 'home', delay: '20.5 s', fee: 0.01 }],
    },
  })
  const alone = start(scenario, [], nobody)
  const before = alone.world.memory.rows('transits')
  while (!alone.done) alone.step()
  expect(alone.world.memory.rows('transits')).toBeGreaterThan(before)

  const hands = crew(3, scenario, [], 16)
  expect(runInTurns(scenario, hands).fingerprint()).toBe(alone.fingerprint())
  expect(hands.helped).toBeGreaterThan(0)
})
