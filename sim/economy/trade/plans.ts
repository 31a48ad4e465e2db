/** Plans: which trade with a pool gains a bot most at the price that it sees, as far as its money goes. */
import type { World } from '../world.ts'
import { bestPayment, bestRoundTrip, gainOf, paidOut, type Side } from './arbitrage.ts'
import { chainCount, chainOf, HOME, landedPrices } from './chains.ts'
import { quoteReserves, quoteValue } from './coins.ts'
import { zealOf } from './learning.ts'
import { outsideMarket, priceAt } from './reference.ts'

/** In place of a pool: the outside market. */
export const OUTSIDE = 255

/** What is worth less is not worth a trade: roundings would take it, micro-token. */
const LEAST = 1

/** The best trade for all bots that see the same price. */
interface Plan {
  /** Where tokens are bought and sold: two pools, or a pool and OUTSIDE. */
  readonly buysIn: number
  readonly sellsIn: number
  /** What is paid to gain most: dollars where tokens are bought in a pool, tokens where they are sold to one. */
  readonly payment: number
  /** What an amount paid gains, token. */
  readonly gain: (amount: number) => number
}

/** Plans everybody's trade with pool `p` in the block at `time` (s); returns to how many one is worth something. */
export function planTrades(world: World, p: number, time: number): number {
  const { tables, scenario } = world
  const { there, wallet, dollars, trust } = tables.bots
  const { tokens: abroad, wanted } = tables.botHoldings
  const { buysIn, sellsIn, payment, takes, worth, zeal, contender } = tables.botPlans
  const c = chainOf(scenario.trade, scenario.trade.pools[p].chain)
  const chains = c === HOME ? 1 : chainCount(scenario.trade)
  let contenders = 0
  let b = 0
  for (const { count, delay, venue } of scenario.trade.bots) {
    const end = b + count
    const price = priceAt(world, time - delay)
    const plan = venue === 'pools' ? roundTrip(world, p, price) : trade(world, p, price)
    if (!plan) {
      b = end
      continue
    }
    const selling = plan.buysIn === OUTSIDE
    const foreign = c !== HOME && venue === 'outside'
    const best = Math.floor(plan.payment)
    const most = plan.gain(best)
    for (; b < end; b++) {
      // Who has nothing on the pool's chain does not trade there.
      if (there[b] === 0 || (foreign && wanted[b * chains + c] === 0)) continue
      const purse = !selling ? dollars[b] : c === HOME ? wallet[b] : abroad[b * chains + c]
      const paid = Math.min(best, purse)
      const value = (paid === best ? most : plan.gain(paid)) * trust[b]
      if (!(value >= LEAST)) continue
      buysIn[b] = plan.buysIn
      sellsIn[b] = plan.sellsIn
      payment[b] = paid
      takes[b] = selling && c === HOME ? paid : 0
      worth[b] = value
      zeal[b] = zealOf(world, b)
      contender[contenders++] = b
    }
  }
  return contenders
}

/** Pool `p` as who pays dollars into it meets it, coins counted at their price. */
const buying = (world: World, p: number): Side => ({
  in: quoteReserves(world, p)[p] * quoteValue(world, p),
  out: world.tables.pools.tokens[p],
  kept: 1 - world.scenario.trade.pools[p].fee,
})

/** The same as who pays tokens into it meets it. */
function selling(world: World, p: number): Side {
  const side = buying(world, p)
  return { in: side.out, out: side.in, kept: side.kept }
}

/**
 * The trade with pool `p`, and the other way round outside at `price`. Tokens on another chain are worth what they bring at
 * home, and cost what it takes to bring as many there.
 */
function trade(world: World, p: number, price: number): Plan | undefined {
  const { trade } = world.scenario
  const { worth, cost } = landedPrices(world, chainOf(trade, trade.pools[p].chain), price)
  const { tokens, dollars } = outsideMarket(world, price)
  const buy = buying(world, p)
  const toBuy = bestPayment(buy, worth, tokens)
  if (toBuy > 0)
    return { buysIn: p, sellsIn: OUTSIDE, payment: toBuy, gain: paid => gainOf(buy, paid, worth, tokens) / price }
  const sell = selling(world, p)
  const toSell = bestPayment(sell, 1 / cost, dollars)
  if (toSell > 0)
    return {
      buysIn: OUTSIDE,
      sellsIn: p,
      payment: toSell,
      gain: paid => gainOf(sell, paid, 1 / cost, dollars) * (cost / price),
    }
  return undefined
}

/** The round trip through pool `p` and another of its chain, either way. */
function roundTrip(world: World, p: number, price: number): Plan | undefined {
  const { pools } = world.scenario.trade
  let best = { payment: 0, gain: 0, buysIn: p, sellsIn: p }
  for (let q = 0; q < pools.length; q++) {
    if (q === p || pools[q].chain !== pools[p].chain) continue
    for (const [buysIn, sellsIn] of [
      [p, q],
      [q, p],
    ]) {
      const trip = bestRoundTrip(buying(world, buysIn), selling(world, sellsIn))
      if (trip.gain > best.gain) best = { ...trip, buysIn, sellsIn }
    }
  }
  if (best.gain === 0) return undefined
  const [first, second] = [buying(world, best.buysIn), selling(world, best.sellsIn)]
  return { ...best, gain: paid => (paidOut(second, paidOut(first, paid)) - paid) / price }
}
