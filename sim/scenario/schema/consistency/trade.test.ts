import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

/** Faults of a scenario with this trade. */
function faults(trade: Record<string, unknown>): string[] {
  const { error } = scenario.safeParse({
    name: 'faulty',
    clock: { tick: '1 h' },
    customers: [{ name: 'customer' }],
    trade,
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const pools = [{ name: 'main' }]

test('no trade, a pool, and bots with a pool are accepted', () => {
  expect(faults({})).toEqual([])
  expect(faults({ pools })).toEqual([])
  expect(faults({ pools, bots: [{ name: 'bot', count: 3, wallet: ['1 token', '2 token', '3 token'] }] })).toEqual([])
})

test.each([
  [
    'two pools of one name',
    { pools: [{ name: 'main' }, { name: 'other' }, { name: 'main' }] },
    'trade.pools.2.name: expected a name of its own, got "main" again (first at trade.pools[0])',
  ],
  [
    'two groups of bots of one name',
    { pools, bots: [{ name: 'bot' }, { name: 'bot' }] },
    'trade.bots.1.name: expected a name of its own, got "bot" again (first at trade.bots[0])',
  ],
  [
    'a fee that no pool can take',
    { pools: [{ name: 'main', fee: 0.0000005 }] },
    'trade.pools.0.fee: expected a whole number of millionths, got 5e-7',
  ],
  [
    'tokens that are worth less than a pool can hold',
    { pools: [{ name: 'main', tokens: '0.001 token' }] },
    'trade.pools.0.dollars: expected tokens worth 0.001 to 8000000000 USD where it is absent, got 0.0001 USD',
  ],
  ['bots without a pool', { bots: [{ name: 'bot' }] }, 'trade.bots: expected none where there are no pools, got 1'],
  [
    'a list of another length',
    { pools, bots: [{ name: 'bot', dollars: ['1 USD', '2 USD'] }] },
    'trade.bots.0.dollars: expected 1 values, one a bot, got 2',
  ],
  [
    'a price that takes for ever',
    { pools, blocks: { every: '10 ms' }, bots: [{ name: 'bot', delay: '1 h' }] },
    'trade.bots.0.delay: expected at most 10000 blocks of 0.01 s, got 3600 s',
  ],
  ['shares that do not sum to 1', { pools, to: { burn: 0.5 } }, 'trade.to: expected shares that sum to 1, got 1.5'],
  [
    'too many blocks',
    { pools, blocks: { every: '1 ms' } },
    'trade.blocks.every: expected at most 1000000 blocks a tick, got 3600000',
  ],
])('%s', (_, trade, fault) => {
  expect(faults(trade)).toEqual([fault])
})
