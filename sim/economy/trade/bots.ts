/**
 * Arbitrage bots: each sees the outside price of some time ago, plans the trade with a pool that gains most at that price
 * and bids a priority fee for the first place; the winner trades.
 */
import { block } from '../../engine/random.ts'
import { unit } from '../../engine/variates.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { bestPayment, gainOf, type Side } from './arbitrage.ts'
import { allPayBid, type Contest, entryChance, firstPriceBid } from './bidding.ts'
import { zealOf } from './learning.ts'
import { outsideMarket, priceAt } from './reference.ts'
import { refill, swap } from './swaps.ts'

type Auction = Scenario['trade']['auction']

/** In place of a bid, and of a bot: none. */
const NONE = -1

const words = new Int32Array(4)

/** Lets the bots compete for the first trade with pool `p` in the block at `time` (s), where the outside price is `price`. */
export function compete(world: World, p: number, time: number, price: number): void {
  if (!plan(world, p, time)) return
  bid(world, p, price)
  const winner = highestBid(world.tables.botPlans, NONE)
  if (winner === NONE) return
  const fee = charge(world, winner, price)
  world.tables.bots.wallet[winner] -= fee
  refill(world, winner, fee + swap(world, p, winner, price), price)
}

/** Plans everybody's trade with pool `p`; returns whether one is worth something to any bot. */
function plan(world: World, p: number, time: number): boolean {
  const { tables, scenario } = world
  const { tokens, dollars } = tables.pools
  const { wallet, dollars: cash, trust } = tables.bots
  const { selling, payment, worth } = tables.botPlans
  const kept = 1 - scenario.trade.pools[p].fee
  const buy: Side = { in: dollars[p], out: tokens[p], kept }
  const sell: Side = { in: tokens[p], out: dollars[p], kept }
  let any = false
  let b = 0
  for (const { count, delay } of scenario.trade.bots) {
    const price = priceAt(world, time - delay)
    const market = outsideMarket(world, price)
    const toBuy = bestPayment(buy, price, market.tokens)
    const toSell = toBuy > 0 ? 0 : bestPayment(sell, 1 / price, market.dollars)
    for (const end = b + count; b < end; b++) {
      selling[b] = toBuy > 0 ? 0 : 1
      payment[b] = Math.floor(toBuy > 0 ? Math.min(toBuy, cash[b]) : Math.min(toSell, wallet[b]))
      const gain =
        toBuy > 0
          ? gainOf(buy, payment[b], price, market.tokens) / price
          : gainOf(sell, payment[b], 1 / price, market.dollars)
      worth[b] = gain * trust[b]
      if (worth[b] > 0) any = true
    }
  }
  return any
}

/**
 * Lets the bots bid. Each knows what the trade is worth to the others and who of them keeps away after losses, not who is there.
 * It takes its rivals for its like, but the one to which the trade is worth most need not fear more than the second is ready to pay. Nobody bids
 * more than the tokens that its trade leaves it.
 */
function bid(world: World, p: number, price: number): void {
  const { tables, scenario, key } = world
  const { auction, bots: groups } = scenario.trade
  const { wallet, group } = tables.bots
  const { selling, payment, worth, bid: bids, luck } = tables.botPlans
  const turn = tables.blockClock.count[0]
  const first = worthMost(worth, NONE)
  const second = worthMost(worth, first)
  let contenders = 0
  for (let b = 0; b < bids.length; b++) if (worth[b] > 0 && zealOf(world, b) === 1) contenders++
  for (let b = 0; b < bids.length; b++) {
    bids[b] = NONE
    if (!(worth[b] > 0)) continue
    const zeal = zealOf(world, b)
    const rivals = zeal === 1 ? contenders - 1 : contenders
    const contest = {
      prize: b === first && rivals > 0 ? worth[second] : worth[b],
      rivals,
      activity: groups[group[b]].activity,
      revert: auction.rule === 'first-price' ? auction.revert / price : 0,
    }
    block(words, key, p, b, turn, PURPOSE.bid)
    const there = auction.rule === 'first-price' ? entryChance(contest) : contest.activity
    if (unit(words[0]) >= there * zeal) continue
    const u = unit(words[1])
    luck[b] = words[2]
    const most = wallet[b] - (selling[b] === 1 ? payment[b] : 0)
    bids[b] = Math.floor(Math.min(most, wish(auction, contest, worth[b], u)))
  }
}

/** What a bot bids by the auction's rule. */
function wish(auction: Auction, contest: Contest, worth: number, u: number): number {
  switch (auction.rule) {
    case 'first-price':
      return firstPriceBid(contest, u)
    case 'second-price':
      return worth
    case 'all-pay':
      return allPayBid(contest, u)
    case 'share':
      return worth * auction.share
  }
}

/** Takes from the losers what the auction's rule says; returns the winner's fee. */
function charge(world: World, winner: number, price: number): number {
  const { tables, scenario } = world
  const { auction } = scenario.trade
  const { wallet } = tables.bots
  const { bid: bids } = tables.botPlans
  const { lost, fees, feeValue } = tables.tradeTally
  const payer = auction.rule === 'second-price' ? highestBid(tables.botPlans, winner) : winner
  const fee = payer === NONE ? 0 : bids[payer]
  fees[0] += fee
  feeValue[0] += fee * price
  const revert = auction.rule === 'first-price' ? Math.floor(auction.revert / price) : 0
  if (auction.rule !== 'all-pay' && revert === 0) return fee
  for (let b = 0; b < bids.length; b++) {
    if (b === winner || bids[b] === NONE) continue
    const due = auction.rule === 'all-pay' ? bids[b] : Math.min(revert, wallet[b])
    wallet[b] -= due
    lost[0] += due
    feeValue[0] += due * price
    refill(world, b, due, price)
  }
  return fee
}

/** The bot with the highest bid but for `except`; of equal bids that to which the trade is worth more, then the luckier. */
function highestBid({ bid: bids, worth, luck }: World['tables']['botPlans'], except: number): number {
  let best = NONE
  for (let b = 0; b < bids.length; b++) {
    if (b === except || bids[b] === NONE) continue
    const ahead =
      best === NONE ||
      bids[b] > bids[best] ||
      (bids[b] === bids[best] && (worth[b] > worth[best] || (worth[b] === worth[best] && luck[b] < luck[best])))
    if (ahead) best = b
  }
  return best
}

/** The first of those with the highest worth but for `except`. */
function worthMost(worth: Float64Array, except: number): number {
  let best = NONE
  for (let b = 0; b < worth.length; b++) if (b !== except && (best === NONE || worth[b] > worth[best])) best = b
  return best
}
