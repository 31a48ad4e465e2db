/**
 * Costs: operators pay suppliers in dollars and sell tokens for what they lack, all at the same time. One who cannot pay
 * leaves at once.
 */
import type { Purpose } from '../flows.ts'
import { transfer } from '../ledger.ts'
import { servedForSovereigns } from '../patrons/guarantees.ts'
import { raise, TOO_FEW } from '../trade/exchange.ts'
import type { World } from '../world.ts'
import { leave } from './exit.ts'
import { STATE } from './tables.ts'

/** Charges this tick's fixed costs, query costs and investments. */
export function payCosts(world: World): void {
  const { operators: own, bills } = world.tables
  for (let o = 0; o < own.state.length; o++) {
    own.spent[o] = 0
    bills.dollars[o] = 0
    if (own.state[o] !== STATE.active) continue
    bill(world, o)
    bills.dollars[o] = Math.max(0, bills.due[o] - own.dollars[o])
  }
  raise(world, 'operators', bills.dollars, own.wallet, bills.tokens)
  for (let o = 0; o < own.state.length; o++) if (own.state[o] === STATE.active) payBill(world, o)
}

/** Writes down what operator `o` owes: whole micro-dollars, the rest is carried over. */
function bill(world: World, o: number): void {
  const { tables, scenario, shock, tickLength } = world
  const { operators: own, nodeTally, bills, spareSold, computeOffers } = tables
  const dearer = shock.cost[own.group[o]]
  let served = 0
  for (let i = own.firstNode[o]; i < own.firstNode[o] + own.mostNodes[o]; i++)
    served += nodeTally.effort[i] + servedForSovereigns(world, i)
  if (spareSold.work.length > 0) served += spareSold.work[o]
  if (computeOffers.work.length > 0) served += computeOffers.work[o]
  const fixed = own.fixedCost[o] * dearer * own.nodes[o] * tickLength
  const variable = own.queryCost[o] * dearer * served
  const investment = (scenario.quality.cost / 2) * own.investing[o] * own.investing[o] * tickLength
  const due = fixed + variable + investment + own.owed[o]
  const whole = Math.floor(due)
  own.owed[o] = due - whole
  bills.due[o] = whole
  bills.forQueries[o] = Math.min(whole, Math.floor(variable))
  bills.forQuality[o] = Math.min(whole - bills.forQueries[o], Math.floor(investment))
}

/** Lets operator `o` sell its tokens and pay, or leave. */
function payBill(world: World, o: number): void {
  // One who leaves may move the memory: columns are taken anew for each.
  const { tables } = world
  const { operators: own, bills } = tables
  const { due, forQueries, forQuality, tokens, dollars } = bills
  if (tokens[o] === TOO_FEW) {
    leave(world, o, 'cannot pay its costs')
    return
  }
  own.wallet[o] -= tokens[o]
  own.dollars[o] += dollars[o]
  transfer(tables, 'sale', tokens[o])
  transfer(tables, 'saleProceeds', dollars[o])
  own.spent[o] = due[o]
  own.spentTotal[o] += due[o]
  pay(world, o, 'queryCost', forQueries[o])
  pay(world, o, 'investment', forQuality[o])
  pay(world, o, 'fixedCost', due[o] - forQueries[o] - forQuality[o])
}

/** Takes dollars that operator `o` has. */
export function pay({ tables }: World, o: number, purpose: Purpose, dollars: number): void {
  tables.operators.dollars[o] -= dollars
  transfer(tables, purpose, dollars)
}
