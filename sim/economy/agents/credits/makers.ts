/** Makers of compute: operators whose servers have nothing else to do, or else nobody in particular. */
import { MICRO } from '../../accounts.ts'
import { balanceOf, transfer } from '../../ledger.ts'
import { spareAt } from '../../operators/spare.ts'
import { STATE } from '../../operators/tables.ts'
import type { World } from '../../world.ts'

/** Says how much compute can be used in this tick. Operators offer what was spare in the last. */
export function offerCompute(world: World): void {
  const { tables, scenario, groups, tickLength } = world
  if (world.agents.length === 0) return
  const { capacity, operators } = scenario.agents.credits
  const most = tables.creditMarket.capacity
  most[0] = capacity === undefined ? Infinity : Math.round(capacity * tickLength * MICRO)
  if (!operators) return
  const { offered } = tables.computeOffers
  const { state, firstNode, nodes, group } = tables.operators
  let sum = 0
  for (let o = 0; o < offered.length; o++) {
    offered[o] = 0
    if (state[o] !== STATE.active || groups[group[o]].spec.name !== operators.group) continue
    for (let i = firstNode[o]; i < firstNode[o] + nodes[o]; i++) offered[o] += spareAt(world, i)
    sum += offered[o]
  }
  most[0] = Math.min(most[0], Math.floor((sum / operators.work) * MICRO))
}

/** Operators are paid what issuers have taken, and worked what was used (micro-credits), each for its part of what they offered. */
export function payMakers(world: World, used: number): void {
  const { tables, scenario } = world
  const { operators } = scenario.agents.credits
  if (!operators) return
  const { offered, work } = tables.computeOffers
  const { wallet, earned } = tables.operators
  const tokens = balanceOf(tables, 'issuers', 'token')
  let sum = 0
  for (let o = 0; o < offered.length; o++) sum += offered[o]
  let paid = 0
  for (let o = 0; o < offered.length; o++) {
    const part = sum > 0 ? offered[o] / sum : 0
    const share = Math.min(tokens - paid, Math.floor(tokens * part))
    work[o] = part * (used / MICRO) * operators.work
    wallet[o] += share
    earned[o] += share
    paid += share
  }
  // What is left of the division stays with issuers for the next tick.
  transfer(tables, 'computeSale', paid)
}
