/**
 * Ways of payments. Where there are hubs, and in pairs, there is one way and it is known. In other graphs it is the
 * cheapest by the fees alone where its channels hold enough, and else the cheapest of those that do.
 */
import type { World } from '../../world.ts'
import { trunkRow } from './graph.ts'
import { MOST_HOPS, type Quest, search } from './search.ts'
import { CHANNEL, NO_SIDE } from './tables.ts'
import { asksAlike, FAR, treeOf } from './tree.ts'

/**
 * The way found last: the sides on which it leaves the agents that it passes, what moves there, and which holds too little.
 * There is room for a circle, which ends with one channel more.
 */
export const way = {
  hops: 0,
  side: new Uint32Array(MOST_HOPS + 1),
  amount: new Float64Array(MOST_HOPS + 1),
  short: NO_SIDE,
}

/** What stands in the way of a payment. */
export const WAY = { clear: 0, noRoute: 1, noBalance: 2 } as const
export type Obstacle = (typeof WAY)[keyof typeof WAY]

const quest: Quest = {
  from: 0,
  to: 0,
  amount: 0,
  hops: MOST_HOPS,
  funded: true,
  avoided: -1,
  compass: -1,
  leastFee: 0,
}

/**
 * Finds the way of `amount` from agent to agent and says what stands in it. Where that is too little balance, `way` is the
 * one that would be taken with enough.
 */
export function findWay(world: World, from: number, to: number, amount: number): Obstacle {
  const { shape } = world.scenario.agents.channels.graph
  if (shape === 'hub') return hubWay(world, from, to) ? check(world, amount) : WAY.noRoute
  if (shape === 'pairs') return pairWay(world, from, to) ? check(world, amount) : WAY.noRoute
  if (treeWay(world, from, to, amount) && check(world, amount) === WAY.clear) return WAY.clear
  if (isApart(world, from, to, amount)) return WAY.noRoute
  if (searchWay(world, from, to, amount, true) || treeWay(world, from, to, amount)) return check(world, amount)
  return searchWay(world, from, to, amount, false) ? check(world, amount) : WAY.noRoute
}

/** Finds the cheapest way of channels that hold enough, if it is to be `funded`, and are not `avoided`; false where there is none. */
export function searchWay(
  world: World,
  from: number,
  to: number,
  amount: number,
  funded: boolean,
  avoided = -1,
): boolean {
  const { tables, scenario } = world
  // Where all ask the same, the tree of the payer says how many channels are left to it, and so what they cost at least.
  const compass = asksAlike(world) && tables.routeTrees.payee.length === tables.routeLabels.side.length
  quest.from = from
  quest.to = to
  quest.amount = amount
  quest.hops = scenario.agents.channels.routing.hops
  quest.funded = funded
  quest.avoided = avoided
  quest.compass = compass ? treeOf(world, from, amount) : -1
  quest.leastFee = compass ? feeOf(world, from, amount) : 0
  if (!search(world, quest)) return false
  const { side } = tables.routeLabels
  const { agent } = tables.channelSides
  way.hops = 0
  for (let v = from; v !== to; v = agent[side[v] ^ 1]) way.side[way.hops++] = side[v]
  return true
}

/** What `agent` asks for passing `amount` on, micro-token. */
export function feeOf({ tables }: World, agent: number, amount: number): number {
  const { base, share } = tables.channelAgents
  return base[agent] + Math.ceil(amount * share[agent])
}

/** Says what stands in `way`, works out what moves on each of its channels, and names the first side that holds too little. */
export function check(world: World, amount: number): Obstacle {
  const { state, kept } = world.tables.channels
  const { agent, balance } = world.tables.channelSides
  const { base, share } = world.tables.channelAgents
  let due = amount
  way.short = NO_SIDE
  for (let hop = way.hops - 1; hop >= 0; hop--) {
    const s = way.side[hop]
    if (state[s >> 1] !== CHANNEL.open) return WAY.noRoute
    way.amount[hop] = due
    if (balance[s] - due < kept[s >> 1]) way.short = s
    // As in `feeOf`: what a function returns may take memory, and this is done for every channel of every payment.
    if (hop > 0) due += base[agent[s]] + Math.ceil(due * share[agent[s]])
  }
  return way.short === NO_SIDE ? WAY.clear : WAY.noBalance
}

/** The cheapest way by the fees alone, from the payee's tree. */
function treeWay(world: World, from: number, to: number, amount: number): boolean {
  const { routeBranches, channelSides } = world.tables
  const row = treeOf(world, to, amount)
  if (row < 0 || routeBranches.hops[row + from] > world.scenario.agents.channels.routing.hops) return false
  way.hops = 0
  for (let v = from; v !== to; v = channelSides.agent[way.side[way.hops - 1] ^ 1])
    way.side[way.hops++] = routeBranches.side[row + v]
  return true
}

/** Whether the payee's tree, where there is one, does not reach the payer: no search then will. */
function isApart(world: World, from: number, to: number, amount: number): boolean {
  const row = treeOf(world, to, amount)
  return row >= 0 && world.tables.routeBranches.hops[row + from] === FAR
}

/** The one channel of two. */
function pairWay({ tables }: World, from: number, to: number): boolean {
  const { first } = tables.channelAgents
  const side = tables.channelLists.side[first[from]]
  if (first[from] === first[from + 1] || tables.channelSides.agent[side ^ 1] !== to) return false
  way.hops = 1
  way.side[0] = side
  return true
}

/** Over the hubs of payer and payee, who may be hubs themselves. */
function hubWay(world: World, from: number, to: number): boolean {
  const { hub } = world.tables.channelAgents
  const { agent } = world.tables.channelSides
  const { first, count, trunks } = world.hubs
  const out = hub[from]
  const into = hub[to]
  way.hops = 0
  // Numbers of the hubs among them.
  const a = (out === NO_SIDE ? from : agent[out ^ 1]) - first
  const b = (into === NO_SIDE ? to : agent[into ^ 1]) - first
  if (a < 0 || a >= count || b < 0 || b >= count) return false
  if (out !== NO_SIDE) way.side[way.hops++] = out
  if (a < b) way.side[way.hops++] = 2 * (trunks + trunkRow(count, a, b))
  else if (a > b) way.side[way.hops++] = 2 * (trunks + trunkRow(count, b, a)) + 1
  if (into !== NO_SIDE) way.side[way.hops++] = into ^ 1
  return true
}
