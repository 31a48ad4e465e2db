import { expect, test } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { scenarioOf } from '../sim/economy/trial.ts'
import { crew } from './node/crew.ts'
import { runInTurns } from './turns.ts'

const nobody = { row: () => undefined }

test('every lane follows what is voted: the same bits on three lanes', () => {
  const scenario = scenarioOf({
    clock: { tick: '1 s', ticks: 12 },
    operators: [{ name: 'node', count: 5, accuracy: 0.8, stake: { uniform: ['10000 token', '60000 token'] } }],
    customers: [{ name: 'all', count: 150, rate: '3/s' }],
    delegators: [{ name: 'fan', count: 9, every: '3 s', chance: 0.5 }],
    staking: { unbonding: '2 s' },
    slashing: { jail: '2 s', least: 10, tolerance: 0.3 },
    market: {
      fee: { operators: 0.5, treasury: 0.3, providers: 0, stakers: 0.2, burn: 0 },
      race: { nodes: 3 },
      verification: { verifiers: 1 },
    },
    governance: {
      votable: ['market.fee.burn', 'market.fee.treasury', 'market.verification.detection', 'market.refund'],
      term: '2.5 s',
      delay: '1 s',
      publicQuality: { cost: '0.01 USD' },
      proposals: [
        {
          kind: 'change',
          at: '0.5 s',
          set: [
            { parameter: 'market.fee.burn', value: '10 %' },
            { parameter: 'market.fee.treasury', value: 0.2 },
            { parameter: 'market.verification.detection', value: 0.6 },
          ],
        },
        { kind: 'change', at: '3 s', set: [{ parameter: 'market.refund', value: 0.5 }] },
        { kind: 'grant', at: '2 s', every: '4 s', share: 0.1, support: 'luck < 0.9' },
      ],
    },
  })
  const alone = start(scenario, [], nobody)
  while (!alone.done) alone.step()
  expect(alone.world.scenario.market).toMatchObject({ refund: 0.5, verification: { detection: 0.6 } })

  const hands = crew(3, scenario, [], 16)
  expect(runInTurns(scenario, hands).fingerprint()).toBe(alone.fingerprint())
  expect(hands.helped).toBeGreaterThan(0)
})
