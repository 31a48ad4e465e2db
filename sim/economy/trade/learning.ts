/**
 * What bots learn. Of their own trades: those who see prices late find that they mostly win what others would not have. Of
 * auctions: which part of what a lot is worth is best to bid.
 */
import { pow } from '../../engine/numerics.ts'
import type { World } from '../world.ts'

/** Least part of a promise that a bot counts on, and part of its chances that it takes after losses: so it goes on learning. */
const LEAST = 0.01

/** Notes what the trade of bot `b` brought at the outside price `price`, micro-dollar, beside what it seemed to bring. */
export function learn({ tables, scenario }: World, b: number, gain: number, price: number): void {
  const { group, promised, brought, trust } = tables.bots
  const { memory } = scenario.trade.bots[group[b]]
  if (memory === undefined) return
  const kept = 1 - 1 / memory
  promised[b] = kept * promised[b] + (tables.botPlans.worth[b] / trust[b]) * price
  brought[b] = kept * brought[b] + gain
  trust[b] = Math.min(1, Math.max(LEAST, brought[b] / promised[b]))
}

/** Part of its chances that bot `b` takes: all, unless its trades have brought losses. */
export const zealOf = ({ tables }: World, b: number) => (tables.bots.brought[b] < 0 ? LEAST : 1)

/** How far to both sides of its part a bot looks at first, and lessons that count as had before the first. */
const REACH = 0.2
const PRIOR = 10

/** Whether any bot learns what to bid. */
export const learnsToBid = ({ scenario }: World) => scenario.trade.bots.some(({ bidding }) => bidding === 'learning')

/** Lets those bidders who learn see the highest bid of the others: the winner's, or to the winner the second (negative: there is none). */
export function study(world: World, bidders: number, winner: number, second: number, price: number): void {
  const { tables, scenario } = world
  const { bots: groups, auction } = scenario.trade
  const { contender, bid: bids, worth } = tables.botPlans
  const revert = auction.rule === 'first-price' ? auction.revert / price : 0
  for (let i = 0; i < bidders; i++) {
    const b = contender[i]
    if (groups[tables.bots.group[b]].bidding !== 'learning') continue
    const rival = b === winner ? second : winner
    takeLesson(world, b, rival < 0 ? 0 : bids[rival] / worth[b], revert / worth[b])
  }
}

/**
 * One lesson of bot `b` on the part s of its value v that it bids, by stochastic approximation (Kiefer and Wolfowitz 1952): it sees what a
 * little more and a little less would have brought against the highest other bid m v, g(s) = 1 - s above it and -f
 * below, and moves by a gain that falls with the lessons k: s += (g(s + c) - g(s - c)) / 2 c / k, c = 0.2 / k^(1/3).
 */
function takeLesson({ tables }: World, b: number, highest: number, revert: number): void {
  const { slope, lessons } = tables.bots
  const k = PRIOR + lessons[b]++
  const reach = REACH / pow(k, 1 / 3)
  const brings = (part: number) => (part > highest ? 1 - part : -revert)
  const steepness = (brings(slope[b] + reach) - brings(slope[b] - reach)) / (2 * reach)
  slope[b] = Math.min(1, Math.max(0, slope[b] + steepness / k))
}
