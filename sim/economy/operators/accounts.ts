/**
 * What operators know when they decide: averages of revenue, cost, profit, utilisation and market share. Averages of
 * an operator that is younger than the half-life weigh its whole life evenly, so that an entrant does not mistake its
 * start at zero for a loss.
 */
import { plannedShare } from '../protocol/taxation.ts'
import type { World } from '../world.ts'
import { weightOf } from './scores.ts'
import { STATE } from './tables.ts'

/** Moves the averages by this tick and keeps track of losses. */
export function keepAccounts(world: World): void {
  const { tables, scenario, tickLength, end } = world
  const tokenPrice = tables.token.price[0]
  const halfLife = scenario.market.smoothing
  const metered = scenario.terms.plan.rule === 'metered'
  const alpha = weightOf(tickLength, halfLife)
  const own = tables.operators
  const { servers, reserved } = tables.nodes
  const sum = tables.nodeTally
  const paidAll = tables.tally.paid[0]
  let capacity = 0
  let busy = 0
  let earned = 0
  let besides = 0
  for (let o = 0; o < own.state.length; o++) {
    // Who leaves in this tick still has its figures.
    if (own.state[o] !== STATE.active && own.leftAt[o] !== end) continue
    let effort = 0
    let paid = 0
    let load = 0
    let places = 0
    let performance = 0
    for (let i = own.firstNode[o]; i < own.firstNode[o] + own.mostNodes[o]; i++) {
      own.selectedTotal[o] += sum.answered[i] + sum.missing[i]
      own.answeredTotal[o] += sum.answered[i]
      own.wonTotal[o] += sum.won[i]
      own.wrongTotal[o] += sum.caught[i]
      effort += sum.effort[i]
      paid += sum.paidQueries[i]
      if (i < own.firstNode[o] + own.nodes[o]) {
        load += tables.nodes.load[i] * (servers[i] - reserved[i])
        places += servers[i] - reserved[i]
        performance += tables.nodes.performance[i]
      }
    }
    own.performance[o] = performance / own.nodes[o]
    own.paidTotal[o] += paid
    own.earnedTotal[o] += own.earned[o]
    earned += own.earned[o]
    besides += tables.termIncome.dollars[o]
    busy += load
    capacity += places

    own.smoothed[o] += tickLength
    const weight = Math.max(alpha, tickLength / own.smoothed[o])
    const revenue = (own.earned[o] * tokenPrice + tables.termIncome.dollars[o]) / tickLength
    const expense = own.spent[o] / tickLength
    const capital = own.stake[o] * tokenPrice * world.groups[own.group[o]].spec.capitalCost
    own.revenue[o] += weight * (revenue - own.revenue[o])
    own.expense[o] += weight * (expense - own.expense[o])
    own.profit[o] += weight * (revenue - expense - capital - own.profit[o])
    own.utilisation[o] += weight * ((places === 0 ? 0 : load / places) - own.utilisation[o])
    own.workRate[o] += weight * (effort / tickLength - own.workRate[o])
    own.paidRate[o] += weight * (paid / tickLength - own.paidRate[o])
    if (paidAll > 0) own.share[o] += weight * (paid / paidAll - own.share[o])
    if (metered && paid > 0 && own.posted[o] > 0)
      own.yield[o] += weight * (own.fees[o] / (paid * own.posted[o]) - own.yield[o])
    own.marginalCost[o] = marginalCost(world, o)
    if (own.profit[o] >= 0) own.lossSince[o] = Infinity
    else if (own.lossSince[o] === Infinity) own.lossSince[o] = end
  }
  const { market } = tables
  const weight = Math.max(alpha, 1 / (world.tick + 1))
  market.excess[0] += weight * ((capacity === 0 ? 0 : busy / capacity) - market.excess[0])
  market.revenue[0] += weight * ((earned * tokenPrice + besides) / tickLength - market.revenue[0])
  market.demand[0] += weight * (market.demandRate[0] - market.demand[0])
  market.paidRate[0] += weight * (paidAll / tickLength - market.paidRate[0])
  if (paidAll > 0) market.meanPrice[0] = tables.tally.volume[0] / paidAll
}

/**
 * Marginal cost of one more paid query in micro-tokens of posted price: the work that it takes to win and be paid once
 * (lost races included; the number of racers until it is known) times the query cost, over what a paid query yields per
 * unit of the posted price (share of the fee kept, verification and fee multiples included).
 */
export function marginalCost({ tables, racers, shock }: World, o: number): number {
  const { queryCost, workRate, paidRate, group, yield: income } = tables.operators
  if (queryCost[o] === 0) return 0
  const work = paidRate[o] > 0 ? workRate[o] / paidRate[o] : racers
  return (queryCost[o] * shock.cost[group[o]] * work) / tables.token.price[0] / income[o]
}

/** Share of a fee that the winner keeps: what an operator expects a query to yield before it has sold any. */
export const keptShare = ({ scenario, verifiers }: World) =>
  scenario.market.fee.operators * (1 - plannedShare(scenario.protocol)) * (verifiers > 0 ? scenario.market.winner : 1)
