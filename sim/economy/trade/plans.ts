/** Plans: which trade with a pool gains a bot most at the price that it sees, as far as its money goes. */
import type { World } from '../world.ts'
import { bestPayment, bestRoundTrip, gainOf, paidOut, type Side } from './arbitrage.ts'
import { zealOf } from './learning.ts'
import { priceAt } from './reference.ts'

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
  const { buysIn, sellsIn, payment, worth, zeal, contender } = tables.botPlans
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
    const purse = plan.buysIn === OUTSIDE ? wallet : dollars
    const best = Math.floor(plan.payment)
    const most = plan.gain(best)
    for (; b < end; b++) {
      if (there[b] === 0) continue
      const paid = Math.min(best, purse[b])
      const value = (paid === best ? most : plan.gain(paid)) * trust[b]
      if (!(value >= LEAST)) continue
      buysIn[b] = plan.buysIn
      sellsIn[b] = plan.sellsIn
      payment[b] = paid
      worth[b] = value
      zeal[b] = zealOf(world, b)
      contender[contenders++] = b
    }
  }
  return contenders
}

const buying = ({ tables, scenario }: World, p: number): Side => ({
  in: tables.pools.dollars[p],
  out: tables.pools.tokens[p],
  kept: 1 - scenario.trade.pools[p].fee,
})
const selling = ({ tables, scenario }: World, p: number): Side => ({
  in: tables.pools.tokens[p],
  out: tables.pools.dollars[p],
  kept: 1 - scenario.trade.pools[p].fee,
})

/** The trade with pool `p`, and the other way round outside at `price`. */
function trade(world: World, p: number, price: number): Plan | undefined {
  const buy = buying(world, p)
  const toBuy = bestPayment(buy, price)
  if (toBuy > 0) return { buysIn: p, sellsIn: OUTSIDE, payment: toBuy, gain: paid => gainOf(buy, paid, price) / price }
  const sell = selling(world, p)
  const toSell = bestPayment(sell, 1 / price)
  if (toSell > 0) return { buysIn: OUTSIDE, sellsIn: p, payment: toSell, gain: paid => gainOf(sell, paid, 1 / price) }
  return undefined
}

/** The round trip through pool `p` and another, either way. */
function roundTrip(world: World, p: number, price: number): Plan | undefined {
  let best = { payment: 0, gain: 0, buysIn: p, sellsIn: p }
  for (let q = 0; q < world.tables.pools.tokens.length; q++) {
    if (q === p) continue
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
