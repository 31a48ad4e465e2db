/** Blocks: in each, one bot is the first to trade with each pool. At the end of the tick bots come and go, and the money of all is moved. */
import { log, log1p } from '../../engine/numerics.ts'
import { block, uniform } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { PURPOSE } from '../purposes.ts'
import { hasCome, type World } from '../world.ts'
import { compete } from './bots.ts'
import { chainOf } from './chains.ts'
import { moveCoins, priceIn, quoteReserves, quoteValue } from './coins.ts'
import { enterAndExit } from './entry-and-exit.ts'
import { offerPrizes } from './prizes.ts'
import { rebalance } from './rebalancing.ts'
import { moveReference, offsetsOf } from './reference.ts'

const words = new Int32Array(4)

/** Whether there is anything for which bots compete. */
export const isTrading = ({ trade }: Scenario) => trade.pools.length + trade.prizes.length > 0

/** Runs the blocks of the tick. */
export function trade(world: World): void {
  const { tables, scenario } = world
  if (!isTrading(scenario)) return
  const { count, last, next } = tables.blockClock
  const offsets = offsetsOf(scenario.trade)
  for (const tally of [tables.tradeTally, tables.prizeTally, tables.botGroupTally])
    for (const column of Object.values(tally)) column.fill(0)
  while (hasCome(world, next[0])) {
    runBlock(world, next[0], next[0] - last[0], offsets)
    count[0]++
    last[0] = next[0]
    next[0] += nextGap(world)
  }
  enterAndExit(world)
  rebalance(world)
  const { bought, sold } = tables.tradeTally
  tables.reference.bought[0] += bought[0] - sold[0]
  moveMoney(world)
  shareFees(world)
}

/** Time from the last block to the next, s. */
export function nextGap({ tables, scenario, key }: World): number {
  const { every, law } = scenario.trade.blocks
  if (law === 'fixed') return every
  block(words, key, 0, 0, tables.blockClock.count[0], PURPOSE.block)
  return every * exponential(words[0])
}

function runBlock(world: World, time: number, gap: number, offsets: readonly number[]): void {
  const { pools, poolOrder, tradeTally: tally } = world.tables
  const price = moveReference(world, time, gap, offsets)
  tally.blocks[0]++
  moveCoins(world, time)
  for (let p = 0; p < pools.tokens.length; p++) {
    const quote = quoteReserves(world, p)[p] * quoteValue(world, p)
    tally.exposure[0] += (quote + pools.tokens[p] * price) * gap
    meetGap(world, p, price)
  }
  shuffle(world)
  for (let i = 0; i < poolOrder.pool.length; i++) compete(world, poolOrder.pool[i], time, price)
  for (let p = 0; p < pools.tokens.length; p++) tally.left[0] += Math.abs(gapOf(world, p, price))
  offerPrizes(world, time, price)
}

/** How far the price of pool `p` is from the outside `price`, as a logarithm. */
const gapOf = (world: World, p: number, price: number) => log(priceIn(world, p) / price)

/** Counts the gap of pool `p` before anybody trades, and how much of that in the block before it is. */
function meetGap(world: World, p: number, price: number): void {
  const { tables, scenario, routes } = world
  const { pools, tradeTally: tally, mispricing } = tables
  const gap = gapOf(world, p, price)
  const last = pools.gap[p]
  const { fee, chain } = scenario.trade.pools[p]
  const c = chainOf(scenario.trade, chain)
  // Beyond what the pool's fee and bridges leave nobody gains.
  const cheap = gap < log1p(-fee) + log(routes.keptHomeward[c])
  const dear = gap > -log1p(-fee) - log(routes.keptOutward[c])
  tally.mispricing[0] += Math.abs(gap)
  if (cheap || dear) tally.mispriced[0]++
  for (const { squares, products } of [tally, mispricing]) {
    squares[0] += last * last
    products[0] += last * gap
  }
  pools.gap[p] = gap
}

/** The order in which pools are traded with: by lot where a trade with one is a trade with another. */
function shuffle({ tables, scenario, key }: World): void {
  const { pool } = tables.poolOrder
  for (let p = 0; p < pool.length; p++) pool[p] = p
  if (scenario.trade.bots.every(({ venue }) => venue === 'outside')) return
  for (let p = pool.length - 1; p > 0; p--) {
    const other = Math.floor(uniform(key, PURPOSE.poolOrder, tables.blockClock.count[0], p, 0) * (p + 1))
    const [one, two] = [pool[p], pool[other]]
    pool[p] = two
    pool[other] = one
  }
}

/** Moves what bots paid and got in the tick. */
function moveMoney({ tables }: World): void {
  const tally = tables.tradeTally
  transfer(tables, 'swapTokens', tally.tokensIn[0])
  transfer(tables, 'swapProceeds', tally.dollarsOut[0])
  transfer(tables, 'swapDollars', tally.dollarsIn[0])
  transfer(tables, 'swapPurchase', tally.tokensOut[0])
  transfer(tables, 'hedgeSale', tally.sold[0])
  transfer(tables, 'hedgeProceeds', tally.proceeds[0])
  transfer(tables, 'hedgePurchase', tally.bought[0])
  transfer(tables, 'hedgePayment', tally.cost[0])
  transfer(tables, 'priorityFee', tally.fees[0])
  transfer(tables, 'losingFee', tally.lost[0])
  transfer(tables, 'prize', tables.prizeTally.gain[0])
  transfer(tables, 'botCoinPayment', tally.coinCost[0])
  transfer(tables, 'botCoinProceeds', tally.coinProceeds[0])
  transfer(tables, 'arbitrageCost', tally.running[0])
}

/** Shares priority fees out; roundings, and the operators' share where there are none, go to the treasury. */
function shareFees(world: World): void {
  const { tables, scenario } = world
  const { to } = scenario.trade
  const fees = tables.tradeTally.fees[0] + tables.tradeTally.lost[0]
  const stakers = Math.floor(fees * to.stakers)
  const burned = Math.min(fees - stakers, Math.floor(fees * to.burn))
  const operators = payNodes(world, Math.min(fees - stakers - burned, Math.floor(fees * to.operators)))
  transfer(tables, 'priorityStakers', stakers)
  transfer(tables, 'priorityBurn', burned)
  transfer(tables, 'priorityOperators', operators)
  transfer(tables, 'priorityTreasury', fees - stakers - burned - operators)
}

/** Pays `pot` to the operators in the market in proportion to their nodes, rounded down; returns what was paid. */
function payNodes({ tables }: World, pot: number): number {
  const { state, nodes, wallet, earned } = tables.operators
  let total = 0
  for (let o = 0; o < state.length; o++) if (state[o] === STATE.active) total += nodes[o]
  let left = pot
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active || total === 0) continue
    const part = Math.min(left, Math.floor((pot * nodes[o]) / total))
    wallet[o] += part
    earned[o] += part
    left -= part
  }
  return pot - left
}
