/** What a bot does with its money: a trade with a pool, and the other way round outside. */
import type { World } from '../world.ts'
import { learn } from './learning.ts'
import { amountOut, FEE_PARTS } from './pool.ts'
import { outsideMarket } from './reference.ts'

/** Lets bot `b` trade with pool `p` as planned; returns the tokens that it has less than before, negative where more. */
export function swap(world: World, p: number, b: number, price: number): number {
  const { tables, scenario } = world
  const { pools, bots, botPlans, tradeTally: tally } = tables
  const selling = botPlans.selling[b] === 1
  const payment = botPlans.payment[b]
  const [paid, taken] = selling ? [pools.tokens, pools.dollars] : [pools.dollars, pools.tokens]
  const fee = BigInt(Math.round(scenario.trade.pools[p].fee * Number(FEE_PARTS)))
  const got = Number(amountOut(BigInt(payment), { in: BigInt(paid[p]), out: BigInt(taken[p]) }, fee))
  const worth = ((selling ? payment : got) * pools.dollars[p]) / pools.tokens[p]
  tally.turnover[0] += worth
  tally.slippage[0] += selling ? worth - got : payment - worth
  paid[p] += payment
  taken[p] -= got
  tally.trades[0]++
  tally.expected[0] += botPlans.worth[b] * price
  if (selling) {
    bots.wallet[b] -= payment
    bots.dollars[b] += got
    tally.tokensIn[0] += payment
    tally.dollarsOut[0] += got
    learn(world, b, got - payment * price, price)
    return payment
  }
  bots.dollars[b] -= payment
  bots.wallet[b] += got
  tally.dollarsIn[0] += payment
  tally.tokensOut[0] += got
  learn(world, b, got * price - payment, price)
  return -got
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
  const got = Math.floor((-short * market.price) / (1 - short / market.tokens))
  wallet[b] += short
  dollars[b] += got
  sold[0] -= short
  proceeds[0] += got
}
