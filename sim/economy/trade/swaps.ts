/** What a bot does with its money: a trade with pools, and the other way round outside. */

import { transferCoins } from '../coin-ledger.ts'
import type { World } from '../world.ts'
import { chainCount, chainOf, HOME, landedPrices } from './chains.ts'
import { priceIn, quoteFor, quoteReserves, quoteValue } from './coins.ts'
import { learn } from './learning.ts'
import { OUTSIDE } from './plans.ts'
import { wholeOut } from './pool.ts'
import { outsideMarket } from './reference.ts'

/** What a trade took from a bot and gave it, and the tokens that it has less than before, negative where more. */
interface Swap {
  readonly spent: number
  readonly got: number
  readonly short: number
}

/** Lets bot `b` trade with pools as planned, where a token costs `price` outside. */
export function swap(world: World, b: number, price: number): Swap {
  const { tables, scenario } = world
  const { bots, botPlans, tradeTally: tally } = tables
  const [from, into, payment] = [botPlans.buysIn[b], botPlans.sellsIn[b], botPlans.payment[b]]
  const bought = from === OUTSIDE ? { tokens: payment, dollars: 0 } : buy(world, from, payment)
  const proceeds = into === OUTSIDE ? 0 : sell(world, into, bought.tokens)
  const short = (from === OUTSIDE ? payment : 0) - (into === OUTSIDE ? bought.tokens : 0)
  const c = chainOf(scenario.trade, scenario.trade.pools[from === OUTSIDE ? into : from].chain)
  if (c === HOME) bots.wallet[b] -= short
  else tables.botHoldings.tokens[b * chainCount(scenario.trade) + c] -= short
  bots.dollars[b] += proceeds - bought.dollars
  tally.trades[0]++
  tally.expected[0] += botPlans.worth[b] * price
  tally.gain[0] += proceeds - bought.dollars - short * price
  const { worth, cost } = landedPrices(world, c, price)
  const gain = proceeds - bought.dollars - (short === 0 ? 0 : short * (short > 0 ? cost : worth))
  credit(world, b, gain)
  learn(world, b, gain, price)
  return { spent: from === OUTSIDE ? payment : bought.dollars, got: into === OUTSIDE ? bought.tokens : proceeds, short }
}

/** Pays dollars into a pool, or coins that are bought for them; returns the tokens that come out, and what was paid. */
function buy(world: World, p: number, payment: number): { readonly tokens: number; readonly dollars: number } {
  const { pools, tradeTally: tally } = world.tables
  const reserves = quoteReserves(world, p)
  const { chain, fee, quote } = world.scenario.trade.pools[p]
  const { payment: paid, cost: dollars } = quoteFor(world, p, payment)
  const tokens = wholeOut(paid, reserves[p], pools.tokens[p], fee)
  const worth = tokens * priceIn(world, p)
  reserves[p] += paid
  pools.tokens[p] -= tokens
  tally.tokensOut[0] += tokens
  tally.turnover[0] += worth
  tally.slippage[0] += dollars - worth
  if (quote === 'dollars') {
    tally.dollarsIn[0] += dollars
    return { tokens, dollars }
  }
  const c = chainOf(world.scenario.trade, chain)
  tally.coinCost[0] += dollars
  transferCoins(world, c, 'botCoinPurchase', paid)
  transferCoins(world, c, 'swapCoins', paid)
  return { tokens, dollars }
}

/** Pays tokens into a pool; returns the dollars that come out, or those for which the coins are sold that do. */
function sell(world: World, p: number, payment: number): number {
  const { pools, tradeTally: tally } = world.tables
  const reserves = quoteReserves(world, p)
  const { chain, fee, quote } = world.scenario.trade.pools[p]
  const got = wholeOut(payment, pools.tokens[p], reserves[p], fee)
  const worth = payment * priceIn(world, p)
  pools.tokens[p] += payment
  reserves[p] -= got
  tally.tokensIn[0] += payment
  const dollars = Math.floor(got * quoteValue(world, p))
  tally.turnover[0] += worth
  tally.slippage[0] += worth - dollars
  if (quote === 'dollars') {
    tally.dollarsOut[0] += got
    return got
  }
  const c = chainOf(world.scenario.trade, chain)
  tally.coinProceeds[0] += dollars
  transferCoins(world, c, 'swapCoinProceeds', got)
  transferCoins(world, c, 'botCoinSale', got)
  return dollars
}

/** Notes that bot `b` is `value` (micro-dollar) the richer, at the price outside. */
export function credit({ tables }: World, b: number, value: number): void {
  tables.bots.earned[b] += value
  tables.botGroupTally.profit[tables.bots.group[b]] += value
}

/**
 * Lets bot `b` buy the `short` tokens outside that it has spent, as far as its dollars go, or sell those that it has too
 * many, where the block found them at `price`. Dollars round against the bot.
 */
export function refill(world: World, b: number, short: number, price: number): void {
  const { tables } = world
  const { wallet, dollars } = tables.bots
  const market = outsideMarket(world, price)
  const { sold, proceeds, bought, cost } = tables.tradeTally
  if (short > 0) {
    const tokens = Math.min(short, Math.floor(dollars[b] / market.price / (1 + dollars[b] / market.dollars)))
    const paid = Math.min(dollars[b], Math.ceil((tokens * market.price) / (1 - tokens / market.tokens)))
    wallet[b] += tokens
    dollars[b] -= paid
    bought[0] += tokens
    cost[0] += paid
    return
  }
  // Tokens bought on another chain are sold at home, as far as there are any.
  const tokens = Math.min(-short, wallet[b])
  const got = Math.floor((tokens * market.price) / (1 + tokens / market.tokens))
  wallet[b] -= tokens
  dollars[b] += got
  sold[0] += tokens
  proceeds[0] += got
}
