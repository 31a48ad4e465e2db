import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

const worth = { empty: '3 USD', target: '2 USD', full: '1 USD' }
const stock = { good: 'energy', capacity: 10, target: 5, worth }

/** Faults of a scenario in which agents hold these stocks and trade by these bids. */
function faults(stocks: Record<string, unknown>[], bids: Record<string, unknown>[], clearing?: unknown): string[] {
  const { error } = scenario.safeParse({
    name: 'faulty',
    clock: { tick: '1 h' },
    regions: [{ name: 'west' }, { name: 'east' }],
    customers: [],
    agents: { groups: [{ name: 'bot', stocks }, { name: 'idle' }] },
    resources: {
      goods: [{ name: 'energy' }, { name: 'compute' }],
      supply: bids,
      ...(clearing ? { clearing } : {}),
    },
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const bid = (rest: Record<string, unknown> = {}, group = 'bot') => ({
  name: 'bots',
  good: 'energy',
  curve: { law: 'agents', group },
  ...rest,
})
const at = 'agents.groups.0.stocks'

test('agents who hold a good and sell it, and those who hold it and do not, are accepted', () => {
  expect(faults([stock], [])).toEqual([])
  expect(faults([stock, { good: 'compute', compute: true, worth }], [bid()])).toEqual([])
})

test.each([
  ['an unknown good', { good: 'enegry' }, `${at}.0.good: expected a good, got "enegry": did you mean "energy"?`],
  [
    'a worth that rises',
    { worth: { ...worth, target: '4 USD' } },
    `${at}.0.worth.target: expected at most empty (3 USD), got 4 USD`,
  ],
  [
    'a full stock that is worth more',
    { worth: { ...worth, full: '2.5 USD' } },
    `${at}.0.worth.full: expected at most target (2 USD), got 2.5 USD`,
  ],
  [
    'a worth above the highest price',
    { worth: { ...worth, empty: '20000 USD' } },
    `${at}.0.worth.empty: expected at most the 10000 USD of resources.ceiling, got 20000 USD`,
  ],
  ['a loss of more than all', { loss: '2/h' }, /^agents.groups.0.stocks.0.loss: expected at most all of the level/],
  ['compute that is kept', { compute: true, target: 0 }, `${at}.0.capacity: expected none with compute, got some`],
])('a stock with %s is refused', (_, part, message) => {
  const [found] = faults([{ ...stock, ...part }], [])
  if (typeof message === 'string') expect(found).toBe(message)
  else expect(found).toMatch(message)
})

test('two stocks of a good are refused', () => {
  expect(faults([stock, stock], [])).toEqual([
    `${at}.1.good: expected one stock of a good, got "energy" again (first at agents.groups[0].stocks[0])`,
  ])
})

test.each([
  [
    'an unknown group',
    [bid({}, 'bto')],
    'resources.supply.0.curve.group: expected a group of agents, got "bto": did you mean "bot"?',
  ],
  [
    'a group that holds none of it',
    [bid({}, 'idle')],
    'resources.supply.0.curve.group: expected agents with a stock of "energy", got "idle", who have none',
  ],
  [
    'a pattern',
    [bid({ pattern: { daily: 0.5 } })],
    'resources.supply.0.curve: expected neither pattern, prices nor quantities with agents, who bid by what they hold',
  ],
  [
    'the same region twice',
    [bid(), bid({ name: 'again', regions: ['east'] })],
    'resources.supply.1.curve: expected "bot" once in region "east", got it again with "energy"',
  ],
])('bids of agents with %s are refused', (_, bids, message) => {
  expect(faults([stock], bids)).toEqual([message])
})

test('traders without limits are refused where agents bid', () => {
  expect(faults([stock], [bid()], { rule: 'auction', constrained: false })).toEqual([
    'resources.supply.0.curve: expected constrained traders in resources.clearing with agents, who pay no more than they have, got others',
  ])
})
