import { expect, test } from 'vitest'
import { start } from '../../../economy/run.ts'
import { scenarioOf } from '../../../economy/trial.ts'
import { scenario } from '../../schema.ts'

type Part = Readonly<Record<string, unknown>>

const groups = [
  { name: 'buyers', count: 3 },
  { name: 'sellers', count: 2 },
]
const market = (more: Part = {}, { buyers, sellers }: { buyers?: Part; sellers?: Part } = {}) => ({
  name: 'sla',
  buyers: { group: 'buyers', ...buyers },
  sellers: { group: 'sellers', ...sellers },
  ...more,
})

/** Faults of a scenario with these markets. */
function faults(agreements: readonly Part[]): string[] {
  const { error } = scenario.safeParse({ name: 'faulty', clock: { tick: '1 h' }, agents: { groups, agreements } })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

const at = 'agents.agreements.0'

test.each([
  [
    'a penalty above the stake',
    market({ penalties: ['0 token', '2 token'], stake: '2 token', disputes: { bond: '0.5 token' } }),
    `${at}.penalties.1: expected at most 1.5 token, the stake less a bond, got 2 token`,
  ],
  [
    'a posted penalty without a stake',
    market({ negotiation: { rule: 'fixed', penalty: '1 token' } }),
    `${at}.negotiation.penalty: expected at most 0 token, the stake less a bond, got 1 token`,
  ],
  [
    'no offers at all',
    market({ negotiation: { rule: 'alternating', deadline: 0 } }),
    `${at}.negotiation.deadline: expected at least 1, got 0`,
  ],
  ['a discount of 1', market({}, { buyers: { discount: 1 } }), `${at}.buyers.discount: expected`],
  ['a discount of 0', market({}, { sellers: { discount: 0 } }), `${at}.sellers.discount: expected`],
  [
    'a promise of less than comes by itself',
    market({ levels: [{ latency: '2 s', accuracy: 0.99 }] }),
    `${at}.levels.0.latency: expected at most the 1 s that come without effort, got 2 s`,
  ],
  [
    'a promise of more mistakes than there are without effort',
    market({ levels: [{ accuracy: 0.8 }] }),
    `${at}.levels.0.accuracy: expected at least the 0.9 that comes without effort, got 0.8`,
  ],
  [
    'a level that is not there',
    market({ negotiation: { rule: 'none', level: 2 } }),
    `${at}.negotiation.level: expected one of the 1 levels, got 2`,
  ],
  [
    'a jury that can be tied',
    market({ disputes: { jury: 4 } }),
    `${at}.disputes.jury: expected an odd number of judges, got 4`,
  ],
  [
    'more than a penalty to give away',
    market({ disputes: { treasury: 0.75, burn: 0.5 } }),
    `${at}.disputes.burn: expected at most 0.25, what the treasury leaves, got 0.5`,
  ],
  [
    'a group that is not there',
    market({}, { sellers: { group: 'seller' } }),
    `${at}.sellers.group: expected a group of agents, got "seller": did you mean "sellers"?`,
  ],
  [
    'agents who deal with themselves',
    market({}, { sellers: { group: 'buyers' } }),
    `${at}.sellers.group: expected another group than the buyers, got "buyers"`,
  ],
  [
    'a value for each but one',
    market({}, { buyers: { value: ['1 token', '2 token'] } }),
    `${at}.buyers.value: expected 3 values, one an agent, got 2`,
  ],
])('%s is refused', (_, part, message) => {
  expect(faults([part])).toEqual([expect.stringContaining(message)])
})

test('two markets of one name are refused', () => {
  expect(faults([market(), market()])).toEqual([
    'agents.agreements.1.name: expected a name of its own, got "sla" again (first at agents.agreements[0])',
  ])
})

test('a latency that no seller can deliver is refused, service that nobody wants at its cost is not', () => {
  const build = (part: Part) => () =>
    start(scenarioOf({ operators: [], customers: [], agents: { groups, agreements: [part] } }), [], {
      row: () => undefined,
    })
  expect(build(market({ levels: [{ latency: '10 ms' }] }, { sellers: { fastest: '50 ms' } }))).toThrow(
    'agents.agreements[0].levels[0].latency: expected at least the 0.05 s of the fastest of sellers, got 0.01 s',
  )
  expect(build(market({}, { sellers: { cost: '100 token' } }))).not.toThrow()
})
