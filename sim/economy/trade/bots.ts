/**
 * Arbitrage bots: each sees the outside price of some time ago, plans the trade with a pool that gains most at that price
 * and bids a priority fee for the first place; the winner trades.
 */
import { log } from '../../engine/numerics.ts'
import type { World } from '../world.ts'
import { bid, charge, highestBid, NONE } from './auctions.ts'
import { priceIn } from './coins.ts'
import { OUTSIDE, planTrades } from './plans.ts'
import { refill, swap } from './swaps.ts'

/** Lets the bots compete for the first trade with pool `p` in the block at `time` (s), where the outside price is `price`. */
export function compete(world: World, p: number, time: number, price: number): void {
  const contenders = planTrades(world, p, time)
  if (contenders === 0) return
  const bidders = bid(world, { number: p, contenders }, price)
  if (bidders === 0) return
  const winner = highestBid(world, bidders, NONE)
  const fee = charge(world, bidders, winner, price)
  const before = world.scenario.record.trades ? gapOf(world, winner, price) : 0
  const { spent, short, got } = swap(world, winner, price)
  if (world.scenario.record.trades)
    tell(world, winner, time, { before, after: gapOf(world, winner, price), fee, spent, got })
  refill(world, winner, fee + short, price)
}

/** Name of bot `b`: its group's, and its number in the group where that has several. */
export function botName({ tables, scenario }: World, b: number): string {
  const g = tables.bots.group[b]
  const { name, count } = scenario.trade.bots[g]
  return count === 1 ? name : `${name}-${b - tables.botGroups.first[g] + 1}`
}

/** Size of the mismatch that the trade of bot `b` is about, as a logarithm: between a pool and outside, or two pools. */
function gapOf(world: World, b: number, price: number): number {
  const { buysIn, sellsIn } = world.tables.botPlans
  const priceOf = (pool: number) => (pool === OUTSIDE ? price : priceIn(world, pool))
  return Math.abs(log(priceOf(buysIn[b]) / priceOf(sellsIn[b])))
}

interface Told {
  readonly before: number
  readonly after: number
  readonly fee: number
  readonly spent: number
  readonly got: number
}

/** Notes a trade for the list of events. */
function tell(world: World, b: number, time: number, { before, after, fee, spent, got }: Told): void {
  const [from, into] = [world.tables.botPlans.buysIn[b], world.tables.botPlans.sellsIn[b]]
  const pools = [from, into].filter(pool => pool !== OUTSIDE).map(pool => world.scenario.trade.pools[pool].name)
  const paid = `${spent / 1e6} ${from === OUTSIDE ? 'token' : 'USD'}`
  const received = `${got / 1e6} ${into === OUTSIDE ? 'token' : 'USD'}`
  const gaps = `gap ${before.toPrecision(4)} to ${after.toPrecision(4)}`
  const detail = `${pools.join(', ')}: ${paid} for ${received}, ${gaps}, fee ${fee / 1e6} token`
  world.happenings.push({ time, kind: 'trade', subject: botName(world, b), detail })
}
