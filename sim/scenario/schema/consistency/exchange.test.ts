import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

/** Faults of a scenario with this trade. */
function faults(trade: Record<string, unknown>, more: Record<string, unknown> = {}): string[] {
  const { error } = scenario.safeParse({
    name: 'faulty',
    clock: { tick: '1 h' },
    customers: [{ name: 'customer' }],
    trade,
    ...more,
  })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const pools = [{ name: 'main' }]
const pooled = { token: { pricing: 'pools' } }
const crash = [{ kind: 'price', at: '1 h', factor: 0.4 }]

test.each([
  [
    'a price in pools where there are none',
    {},
    pooled,
    'token.pricing: expected pools of dollars at home in trade.pools for "pools", got none',
  ],
  [
    'a pool without tokens',
    { pools: [{ name: 'empty', tokens: '0 token' }] },
    pooled,
    'trade.pools.0.tokens: expected at least 0.001 token, got "0 token"',
  ],
  [
    'a budget where tokens cost what pools ask',
    { pools },
    { ...pooled, customers: [{ name: 'customer', budget: '1 USD/day' }] },
    'customers.0.budget: expected no budget with token.pricing "pools": a budget buys the tokens of a tick at the price of the start',
  ],
  [
    'a shock of a price that follows from spending',
    {},
    { token: { pricing: 'quantity' }, shocks: crash },
    'shocks.0: expected no shock of the price with token.pricing "quantity", where it follows from spending',
  ],
  [
    'a shock of the price outside that reaches nobody',
    { pools },
    { ...pooled, shocks: crash },
    'shocks.0: expected bots with token.pricing "pools", which no price from outside reaches without them',
  ],
])('%s is refused', (_, trade, more, expected) => {
  expect(faults(trade, more)).toEqual([expected])
})

test('a price in pools, with bots a shock of it, and a market outside of finite depth are accepted', () => {
  expect(faults({ pools }, pooled)).toEqual([])
  expect(faults({ pools, bots: [{ name: 'bot' }] }, { ...pooled, shocks: crash })).toEqual([])
  expect(faults({ pools, reference: { law: 'gbm', depth: '1000 token' } })).toEqual([])
})
