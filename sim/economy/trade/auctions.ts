/** Auctions of the first place in a block: bots bid priority fees, the highest bid wins, and the auction's rule says who pays. */
import { block } from '../../engine/random.ts'
import { unit } from '../../engine/variates.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import {
  allPayBid,
  type Contest,
  entryChance,
  firstPriceBid,
  type PrivateContest,
  privateAllPayBid,
  privateFirstPriceBid,
} from './bidding.ts'
import { learnsToBid, study } from './learning.ts'
import { credit, refill } from './swaps.ts'

type Auction = Scenario['trade']['auction']

/** In place of a bot: none. */
export const NONE = -1

/** What is auctioned. */
export interface Lot {
  /** Pools have their own numbers, prizes those after them. */
  readonly number: number
  /** How many of `botPlans.contender` want it. */
  readonly contenders: number
  /** Values lie evenly between 0 and this (token), and each bot knows its own only; absent: everybody knows all values. */
  readonly most?: number
}

const words = new Int32Array(4)

/**
 * Lets the contenders bid; those who do are left in `botPlans.contender`, and their number is returned. Where values are known each
 * knows what the lot is worth to the others and who of them keeps away after losses, not who is there. It takes its
 * rivals for its like, but the one to which the lot is worth most need not fear more than the second is ready to pay. Nobody
 * bids more than the tokens that its trade leaves it.
 */
export function bid(world: World, { number, contenders, most }: Lot, price: number): number {
  const { tables, scenario, key } = world
  const { auction, bots: groups } = scenario.trade
  const { wallet, group, slope } = tables.bots
  const { takes, worth, zeal, contender, bid: bids, luck } = tables.botPlans
  const turn = tables.blockClock.count[0]
  const revert = auction.rule === 'first-price' ? auction.revert / price : 0
  const first = worthMost(worth, contender, contenders, NONE)
  const second = worthMost(worth, contender, contenders, first)
  let zealous = 0
  for (let i = 0; i < contenders; i++) if (zeal[contender[i]] === 1) zealous++
  let bidders = 0
  // Neighbours mostly meet the same contest.
  const contest = { prize: NaN, rivals: 0, activity: 0, revert }
  let enters = 0
  let learning = false
  let last = NONE
  for (let i = 0; i < contenders; i++) {
    const b = contender[i]
    const rivals = zeal[b] === 1 ? zealous - 1 : zealous
    const prize = b === first && rivals > 0 ? worth[second] : worth[b]
    if (contest.prize !== prize || contest.rivals !== rivals || group[b] !== last) {
      last = group[b]
      const { activity, bidding } = groups[last]
      learning = bidding === 'learning'
      contest.prize = prize
      contest.rivals = rivals
      contest.activity = activity
      enters = learning ? activity : entryChance(contest)
    }
    block(words, key, number, b, turn, PURPOSE.bid)
    if (unit(words[0]) >= enters * zeal[b]) continue
    const wish = learning
      ? slope[b] * worth[b]
      : most === undefined
        ? knownValue(auction, contest, worth[b], unit(words[1]), enters)
        : most * privateValue(auction, { value: worth[b] / most, rivals, activity: contest.activity })
    luck[b] = words[2]
    bids[b] = Math.floor(Math.min(wallet[b] - takes[b], wish))
    contender[bidders++] = b
  }
  return bidders
}

/** What a bot bids in equilibrium by the auction's rule where all values are known. */
function knownValue(auction: Auction, contest: Contest, worth: number, u: number, enters: number): number {
  switch (auction.rule) {
    case 'first-price':
      return firstPriceBid(contest, u, enters)
    case 'second-price':
      return worth
    case 'all-pay':
      return allPayBid(contest, u)
    case 'share':
      return worth * auction.share
  }
}

/** What a bot bids in equilibrium, as a part of the highest value that there can be, where it knows its own only. */
function privateValue(auction: Auction, contest: PrivateContest): number {
  switch (auction.rule) {
    case 'first-price':
      return privateFirstPriceBid(contest)
    case 'second-price':
      return contest.value
    case 'all-pay':
      return privateAllPayBid(contest)
    case 'share':
      return contest.value * auction.share
  }
}

/** Takes the winner's fee, which is returned (token), and from the losers what the auction's rule says. */
export function charge(world: World, bidders: number, winner: number, price: number): number {
  const { tables, scenario } = world
  const { auction } = scenario.trade
  const { wallet } = tables.bots
  const { contender, bid: bids } = tables.botPlans
  const { lost, fees, feeValue } = tables.tradeTally
  if (learnsToBid(world)) study(world, bidders, winner, highestBid(world, bidders, winner), price)
  const payer = auction.rule === 'second-price' ? highestBid(world, bidders, winner) : winner
  const fee = payer === NONE ? 0 : bids[payer]
  fees[0] += fee
  feeValue[0] += fee * price
  credit(world, winner, -fee * price)
  wallet[winner] -= fee
  const revert = auction.rule === 'first-price' ? Math.floor(auction.revert / price) : 0
  if (auction.rule !== 'all-pay' && revert === 0) return fee
  for (let i = 0; i < bidders; i++) {
    const b = contender[i]
    if (b === winner) continue
    const due = auction.rule === 'all-pay' ? bids[b] : Math.min(revert, wallet[b])
    wallet[b] -= due
    lost[0] += due
    feeValue[0] += due * price
    credit(world, b, -due * price)
    refill(world, b, due, price)
  }
  return fee
}

/** The bidder with the highest bid but for `except`; of equal bids that to which the lot is worth more, then the luckier. */
export function highestBid({ tables }: World, bidders: number, except: number): number {
  const { contender, bid: bids, worth, luck } = tables.botPlans
  let best = NONE
  for (let i = 0; i < bidders; i++) {
    const b = contender[i]
    if (b === except) continue
    const ahead =
      best === NONE ||
      bids[b] > bids[best] ||
      (bids[b] === bids[best] && (worth[b] > worth[best] || (worth[b] === worth[best] && luck[b] < luck[best])))
    if (ahead) best = b
  }
  return best
}

/** The first of the contenders with the highest worth but for `except`. */
function worthMost(worth: Float64Array, contender: Uint32Array, contenders: number, except: number): number {
  let best = NONE
  for (let i = 0; i < contenders; i++) {
    const b = contender[i]
    if (b !== except && (best === NONE || worth[b] > worth[best])) best = b
  }
  return best
}
