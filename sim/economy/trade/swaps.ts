/** What a bot does with its money: a trade with a pool, and the other way round outside. */
import type { World } from '../world.ts'
import { amountOut, FEE_PARTS } from './pool.ts'

/** Least part of a promise that a bot counts on: it goes on trading when nobody else does, and so learns. */
const LEAST_TRUST = 0.01

/** Lets bot `b` trade with pool `p` as planned; returns the tokens that it has less than before, negative where more. */
export function swap(world: World, p: number, b: number, price: number): number {
  const { tables, scenario } = world
  const { pools, bots, botPlans, tradeTally: tally } = tables
  const selling = botPlans.selling[b] === 1
  const payment = botPlans.payment[b]
  const [paid, taken] = selling ? [pools.tokens, pools.dollars] : [pools.dollars, pools.tokens]
  const fee = BigInt(Math.round(scenario.trade.pools[p].fee * Number(FEE_PARTS)))
  const got = Number(amountOut(BigInt(payment), { in: BigInt(paid[p]), out: BigInt(taken[p]) }, fee))
  paid[p] += payment
  taken[p] -= got
  tally.trades[0]++
  tally.expected[0] += botPlans.worth[b] * price
  if (selling) {
    bots.wallet[b] -= payment
    bots.dollars[b] += got
    tally.tokensIn[0] += payment
    tally.dollarsOut[0] += got
    note(world, b, got - payment * price, price)
    return payment
  }
  bots.dollars[b] -= payment
  bots.wallet[b] += got
  tally.dollarsIn[0] += payment
  tally.tokensOut[0] += got
  note(world, b, got * price - payment, price)
  return -got
}

/** Notes what the trade of bot `b` brought at `price`, micro-dollar, and what it seemed to bring; of that it learns. */
function note({ tables, scenario }: World, b: number, gain: number, price: number): void {
  const { group, promised, brought, trust } = tables.bots
  tables.tradeTally.gain[0] += gain
  const { memory } = scenario.trade.bots[group[b]]
  if (memory === undefined) return
  const kept = 1 - 1 / memory
  promised[b] = kept * promised[b] + (tables.botPlans.worth[b] / trust[b]) * price
  brought[b] = kept * brought[b] + gain
  trust[b] = Math.min(1, Math.max(LEAST_TRUST, brought[b] / promised[b]))
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
