/** Blocks: in each, one bot is the first to trade with each pool. At the end of the tick the money of all is moved. */
import { log } from '../../engine/numerics.ts'
import { block } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
import { transfer } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { PURPOSE } from '../purposes.ts'
import { hasCome, type World } from '../world.ts'
import { compete } from './bots.ts'
import { isLocal } from './chains.ts'
import { moveCoins } from './coins.ts'
import { rebalance } from './rebalancing.ts'
import { moveReference, offsetsOf } from './reference.ts'

const words = new Int32Array(4)

/** Runs the blocks of the tick. */
export function trade(world: World): void {
  const { tables, scenario } = world
  if (scenario.trade.pools.length === 0) return
  const { count, last, next } = tables.blockClock
  const offsets = offsetsOf(scenario.trade)
  for (const column of Object.values(tables.tradeTally)) column.fill(0)
  while (hasCome(world, next[0])) {
    runBlock(world, next[0], next[0] - last[0], offsets)
    count[0]++
    last[0] = next[0]
    next[0] += nextGap(world)
  }
  rebalance(world)
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
  const { tokens, dollars } = world.tables.pools
  const { blocks, mispricing, exposure } = world.tables.tradeTally
  const price = moveReference(world, time, gap, offsets)
  blocks[0]++
  moveCoins(world, time)
  for (let p = 0; p < tokens.length; p++) {
    if (!isLocal(world, p)) continue
    mispricing[0] += Math.abs(log(dollars[p] / tokens[p] / price))
    exposure[0] += (dollars[p] + tokens[p] * price) * gap
    compete(world, p, time, price)
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
