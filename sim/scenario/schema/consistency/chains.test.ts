import { expect, test } from 'vitest'
import { scenario } from '../../schema.ts'

const chains = [{ name: 'home' }, { name: 'solana', coin: { name: 'SOL', price: '150 USD/coin' } }, { name: 'base' }]
const pool = { name: 'sol', chain: 'solana', quote: 'coin' }
const bridge = { from: 'solana', to: 'home' }
const remote = { name: 'remote', chain: 'solana', budget: '1 USD/day' }

/** Faults of a scenario with this trade and these customers. */
function faults(trade: Record<string, unknown>, customers: readonly Record<string, unknown>[] = [remote]): string[] {
  const whole = { chains, pools: [pool], bridges: [bridge], ...trade }
  const { error } = scenario.safeParse({ name: 'faulty', clock: { tick: '5 min' }, customers, trade: whole })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('customers on another chain with a pool and a bridge home are accepted, and so are several bridges home', () => {
  expect(faults({})).toEqual([])
  const far = [{ name: 'b', chain: 'base' }]
  const way = [bridge, { from: 'base', to: 'solana' }]
  expect(faults({ pools: far, bridges: way }, [{ ...remote, chain: 'base' }])).toEqual([])
})

test('a chain that there is not is refused, with the nearest name', () => {
  const meant = 'expected a chain, got "solan": did you mean "solana"?'
  expect(faults({ pools: [pool, { name: 'p', chain: 'solan' }] })).toEqual([`trade.pools.1.chain: ${meant}`])
  expect(faults({ bridges: [bridge, { from: 'solan', to: 'home' }] })).toEqual([`trade.bridges.1.from: ${meant}`])
  expect(faults({}, [{ ...remote, chain: 'solan' }])).toEqual([`customers.0.chain: ${meant}`])
  expect(faults({ bots: [{ name: 'b', abroad: [{ chain: 'solan', tokens: '1 token' }] }] })).toEqual([
    `trade.bots.0.abroad.0.chain: ${meant}`,
  ])
})

test('names of chains, coins and bridges are their own', () => {
  expect(faults({ chains: [...chains, { name: 'base' }] })).toEqual([
    'trade.chains.3.name: expected a name of its own, got "base" again',
  ])
  const coin = { name: 'SOL', price: '1 USD/coin' }
  expect(faults({ chains: [...chains, { name: 'fork', coin }] })).toEqual([
    'trade.chains.3.coin.name: expected a name of its own, got "SOL" again',
  ])
  expect(faults({ bridges: [bridge, bridge] })).toEqual([
    'trade.bridges.1.name: expected a name of its own, got "solana-home" again',
  ])
  expect(faults({ bridges: [bridge, { ...bridge, name: 'second' }] })).toEqual([])
})

test('a bridge leads from one chain to another, takes something, takes time, and keeps less than all', () => {
  expect(faults({ bridges: [bridge, { from: 'base', to: 'base' }] })).toEqual([
    'trade.bridges.1.to: expected another chain than it comes from, got "base" again',
  ])
  expect(faults({ bridges: [{ ...bridge, to: '' }] })).toContain('trade.bridges.0.to: expected a chain, got none')
  const [none] = faults({ bridges: [{ ...bridge, capacity: '0 token/day' }] })
  expect(none).toMatch(/^trade.bridges.0.capacity: expected at least 0.001 token\/day, got "0 token\/day"/)
  expect(faults({ bridges: [{ ...bridge, capacity: '0.0001 token/s' }] })).toEqual([])
  const [early] = faults({ bridges: [{ ...bridge, delay: '-1 s' }] })
  expect(early).toMatch(/^trade.bridges.0.delay: expected at least 0/)
  const [greedy] = faults({ bridges: [{ ...bridge, fee: 1.2 }] })
  expect(greedy).toMatch(/^trade.bridges.0.fee: expected at most 0.999, got 1.2/)
})

test('whoever lives on another chain needs a budget, a pool there, and a way home', () => {
  expect(faults({}, [{ name: 'remote', chain: 'solana' }])).toEqual([
    'customers.0.budget: expected a budget on another chain than home, got none',
  ])
  expect(faults({ pools: [{ name: 'here' }] })).toEqual([
    'customers.0.chain: expected a chain with a pool to buy tokens in, got "solana"',
  ])
  expect(faults({ bridges: [{ from: 'solana', to: 'base' }] })).toEqual([
    'customers.0.chain: expected a chain with a way of bridges to "home", got "solana"',
  ])
})

test('pools hold something, and coins only where there are coins', () => {
  const [dry] = faults({ pools: [{ ...pool, tokens: '0 token' }] })
  expect(dry).toMatch(/^trade.pools.0.tokens: expected at least 0.001 token, got "0 token"/)
  const [poor] = faults({ pools: [{ ...pool, coins: '0 coin' }] })
  expect(poor).toMatch(/^trade.pools.0.coins: expected at least 0.001 coin, got "0 coin"/)
  expect(faults({ pools: [pool, { name: 'b', chain: 'base', quote: 'coin' }] })).toEqual([
    'trade.pools.1.quote: expected "dollars" on a chain without a coin, got "coin"',
  ])
  expect(faults({ pools: [{ ...pool, dollars: '5 USD' }] })).toEqual([
    'trade.pools.0.dollars: expected none in a pool that is quoted in coins, got some',
  ])
  expect(faults({ pools: [{ ...pool, quote: 'dollars', coins: '5 coin' }] })).toEqual([
    'trade.pools.0.coins: expected none in a pool that is quoted in dollars, got some',
  ])
})

test('bots have tokens on other chains than home, once each', () => {
  const abroad = [
    { chain: 'home', tokens: '1 token' },
    { chain: 'base', tokens: '1 token' },
    { chain: 'base', tokens: '2 token' },
  ]
  expect(faults({ bots: [{ name: 'b', abroad }] })).toEqual([
    'trade.bots.0.abroad.0.chain: expected another chain than home, got "home"',
    'trade.bots.0.abroad.2.chain: expected each chain once, got "base" again',
  ])
})

test('where pools set the price these are pools of dollars at home; budgets elsewhere have nothing to do with it', () => {
  const pooled = (pools: readonly unknown[]) => {
    const trade = { chains, pools, bridges: [bridge] }
    const token = { pricing: 'pools' }
    const { error } = scenario.safeParse({
      name: 'pooled',
      clock: { tick: '5 min' },
      token,
      customers: [remote],
      trade,
    })
    return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  expect(pooled([pool])).toEqual([
    'token.pricing: expected pools of dollars at home in trade.pools for "pools", got none',
  ])
  expect(pooled([pool, { name: 'here', chain: 'home' }])).toEqual([])
})
