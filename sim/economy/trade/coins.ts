/**
 * Coins of chains: their prices outside, and pools that are quoted in them. Anybody buys and sells any number of coins
 * outside at that price.
 */
import { f64, table, u32 } from '../../engine/memory.ts'
import { exp } from '../../engine/numerics.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { expectPrices, valueAt } from '../../scenario/series.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { chainOf } from './chains.ts'
import { deviated } from './reference.ts'

export const coinTables = ({ trade: { chains } }: Scenario) => ({
  coins: table(chains.some(({ coin }) => coin) ? chains.length : 0, {
    price: f64('micro-dollar/micro-coin', 'price outside of the chain’s coin; 0 where it has none'),
    deviation: f64('1', 'logarithm of it over that at the start'),
    time: f64('s', 'when it was last moved'),
    steps: u32('1', 'how often it was moved'),
  }),
})

/** Sets the prices of the start. Throws where a trace has a price that is none. */
export function priceCoins({ tables, scenario }: World): void {
  for (const [c, { name, coin }] of scenario.trade.chains.entries()) {
    if (!coin) continue
    tables.coins.price[c] = coin.price
    if (coin.reference.law === 'trace') expectPrices(coin.reference.price, `trade.chains "${name}"`, 'coin')
  }
}

/** Moves the prices of coins on to `time` (s). */
export function moveCoins({ tables, scenario, key }: World, time: number): void {
  const { price, deviation, time: last, steps } = tables.coins
  for (const [c, { coin }] of scenario.trade.chains.entries()) {
    if (!coin || coin.reference.law === 'fixed' || time <= last[c]) continue
    const gap = time - last[c]
    last[c] = time
    if (coin.reference.law === 'trace') {
      const { price: recorded } = coin.reference
      price[c] = (coin.price * valueAt(recorded, time)) / valueAt(recorded, 0)
      continue
    }
    const drawn = { purpose: PURPOSE.coin, agent: 2 * c, step: ++steps[c] }
    deviation[c] = deviated(key, coin.reference, deviation[c], gap, drawn)
    price[c] = coin.price * exp(deviation[c])
  }
}

/** Dollars that a unit of what pool `p` holds besides tokens is worth outside: USD/coin, or 1 where these are dollars. */
export function quoteValue({ tables, scenario: { trade } }: World, p: number): number {
  const { chain, quote } = trade.pools[p]
  return quote === 'coin' ? tables.coins.price[chainOf(trade, chain)] : 1
}

/** What `dollars` (whole micro-dollars) buy outside of what pool `p` is quoted in, in whole micro-units, and what that costs. */
export function quoteFor(
  world: World,
  p: number,
  dollars: number,
): { readonly payment: number; readonly cost: number } {
  const value = quoteValue(world, p)
  const payment = Math.floor(dollars / value)
  return { payment, cost: Math.min(dollars, Math.ceil(payment * value)) }
}

/** The column with what pool `p` holds besides tokens: micro-coins or micro-dollars. */
export function quoteReserves({ tables, scenario }: World, p: number): Float64Array {
  return scenario.trade.pools[p].quote === 'coin' ? tables.pools.coins : tables.pools.dollars
}

/** Price of the token in pool `p` with coins at their price outside, USD/token. */
export function priceIn(world: World, p: number): number {
  return (quoteReserves(world, p)[p] * quoteValue(world, p)) / world.tables.pools.tokens[p]
}
