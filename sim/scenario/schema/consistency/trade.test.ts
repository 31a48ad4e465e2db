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
  expect(faults({ prizes: [{ name: 'mint' }], bots: [{ name: 'bot' }] })).toEqual([])
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
  [
    'bots without a pool',
    { bots: [{ name: 'bot' }] },
    'trade.bots: expected none where there are no pools and no prizes, got 1',
  ],
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
    'a round trip through one pool',
    { pools, bots: [{ name: 'bot', venue: 'pools' }] },
    'trade.bots.0.venue: expected two pools or more to trade between, got 1',
  ],
  [
    'more bots at the start than there are',
    { pools, bots: [{ name: 'bot', count: 2, entry: { initial: 3 } }] },
    'trade.bots.0.entry.initial: expected at most 2 bots, got 3',
  ],
  [
    'learning what to bid where all pay',
    { pools, bots: [{ name: 'bot', bidding: 'learning' }], auction: 'all-pay' },
    'trade.bots.0.bidding: expected a first-price auction to learn in, got "all-pay"',
  ],
  [
    'private values where losing costs something',
    { prizes: [{ name: 'mint', values: 'uniform' }], auction: { rule: 'first-price', revert: '1 USD' } },
    'trade.prizes.0.values: expected "common" where losing bids cost something, got "uniform"',
  ],
  [
    'too many blocks',
    { pools, blocks: { every: '1 ms' } },
    'trade.blocks.every: expected at most 1000000 blocks a tick, got 3600000',
  ],
])('%s', (_, trade, fault) => {
  expect(faults(trade)).toEqual([fault])
})
