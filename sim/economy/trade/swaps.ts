/** What a bot does with its money: a trade with pools, and the other way round outside. */
import type { World } from '../world.ts'
import { learn } from './learning.ts'
import { OUTSIDE } from './plans.ts'
import { amountOut, FEE_PARTS } from './pool.ts'

/** What a trade took from a bot and gave it, and the tokens that it has less than before, negative where more. */
interface Swap {
  readonly spent: number
  readonly got: number
  readonly short: number
}

/** Lets bot `b` trade with pools as planned, where a token costs `price` outside. */
export function swap(world: World, b: number, price: number): Swap {
  const { bots, botPlans, tradeTally: tally } = world.tables
  const [from, into, payment] = [botPlans.buysIn[b], botPlans.sellsIn[b], botPlans.payment[b]]
  const spent = from === OUTSIDE ? 0 : payment
  const tokens = from === OUTSIDE ? payment : buy(world, from, payment)
  const proceeds = into === OUTSIDE ? 0 : sell(world, into, tokens)
  const short = (from === OUTSIDE ? tokens : 0) - (into === OUTSIDE ? tokens : 0)
  bots.wallet[b] -= short
  bots.dollars[b] += proceeds - spent
  tally.trades[0]++
  tally.expected[0] += botPlans.worth[b] * price
  const gain = proceeds - spent - short * price
  tally.gain[0] += gain
  credit(world, b, gain)
  learn(world, b, gain, price)
  return { spent: payment, got: into === OUTSIDE ? tokens : proceeds, short }
}

/** Pays dollars into a pool; returns the tokens that come out. */
function buy({ tables, scenario }: World, p: number, payment: number): number {
  const { pools, tradeTally: tally } = tables
  const got = out(payment, pools.dollars[p], pools.tokens[p], scenario.trade.pools[p].fee)
  pools.dollars[p] += payment
  pools.tokens[p] -= got
  tally.dollarsIn[0] += payment
  tally.tokensOut[0] += got
  return got
}

/** Pays tokens into a pool; returns the dollars that come out. */
function sell({ tables, scenario }: World, p: number, payment: number): number {
  const { pools, tradeTally: tally } = tables
  const got = out(payment, pools.tokens[p], pools.dollars[p], scenario.trade.pools[p].fee)
  pools.tokens[p] += payment
  pools.dollars[p] -= got
  tally.tokensIn[0] += payment
  tally.dollarsOut[0] += got
  return got
}

const out = (payment: number, paid: number, taken: number, fee: number) =>
  Number(
    amountOut(BigInt(payment), { in: BigInt(paid), out: BigInt(taken) }, BigInt(Math.round(fee * Number(FEE_PARTS)))),
  )

/** Notes that bot `b` is `value` (micro-dollar) the richer, at the price outside. */
export function credit({ tables }: World, b: number, value: number): void {
  tables.bots.earned[b] += value
  tables.botGroupTally.profit[tables.bots.group[b]] += value
}

/**
 * Lets bot `b` buy the `short` tokens outside that it has spent, as far as its dollars go, or sell those that it has too
 * many, at `price`. Dollars round against the bot.
 */
export function refill({ tables }: World, b: number, short: number, price: number): void {
  const { wallet, dollars } = tables.bots
  const { sold, proceeds, bought, cost } = tables.tradeTally
  if (short > 0) {
    const tokens = Math.min(short, Math.floor(dollars[b] / price))
    const paid = Math.min(dollars[b], Math.ceil(tokens * price))
    wallet[b] += tokens
    dollars[b] -= paid
    bought[0] += tokens
    cost[0] += paid
    return
  }
  const got = Math.floor(-short * price)
  wallet[b] += short
  dollars[b] += got
  sold[0] -= short
  proceeds[0] += got
}
