/**
 * Costs: operators pay suppliers in dollars and sell tokens to the outside market when they have too few. One who
 * cannot pay leaves at once.
 */
import type { Purpose } from '../flows.ts'
import { transfer } from '../ledger.ts'
import { servedForSovereigns } from '../patrons/guarantees.ts'
import type { World } from '../world.ts'
import { leave } from './exit.ts'
import { STATE } from './tables.ts'

/** Charges this tick's fixed costs, query costs and investments. */
export function payCosts(world: World): void {
  const { tables, scenario, tickLength } = world
  // One who leaves may move the memory: columns are taken anew after it.
  const { operators: own, nodeTally, spareSold } = tables
  for (let o = 0; o < own.state.length; o++) {
    own.spent[o] = 0
    if (own.state[o] !== STATE.active) continue
    const dearer = world.shock.cost[own.group[o]]
    let served = 0
    for (let i = own.firstNode[o]; i < own.firstNode[o] + own.mostNodes[o]; i++)
      served += nodeTally.effort[i] + servedForSovereigns(world, i)
    if (spareSold.work.length > 0) served += spareSold.work[o]
    const fixed = own.fixedCost[o] * dearer * own.nodes[o] * tickLength
    const variable = own.queryCost[o] * dearer * served
    const investment = (scenario.quality.cost / 2) * own.investing[o] * own.investing[o] * tickLength
    const due = fixed + variable + investment + own.owed[o]
    const whole = Math.floor(due)
    own.owed[o] = due - whole
    if (!raise(world, o, whole)) {
      leave(world, o, 'cannot pay its costs')
      continue
    }
    own.spent[o] = whole
    own.spentTotal[o] += whole
    const forQueries = Math.min(whole, Math.floor(variable))
    const forQuality = Math.min(whole - forQueries, Math.floor(investment))
    pay(world, o, 'queryCost', forQueries)
    pay(world, o, 'investment', forQuality)
    pay(world, o, 'fixedCost', whole - forQueries - forQuality)
  }
}

/** Makes sure that operator `o` has `dollars`: sells as few tokens as that takes. False, and nothing sold, if it cannot. */
export function raise({ tables }: World, o: number, dollars: number): boolean {
  const { wallet, dollars: cash } = tables.operators
  const missing = dollars - cash[o]
  if (missing <= 0) return true
  // The quotient may be rounded to the wrong side of a whole number, either way.
  const price = tables.token.price[0]
  let tokens = Math.ceil(missing / price)
  if (Math.floor(tokens * price) < missing) tokens++
  else if (Math.floor((tokens - 1) * price) >= missing) tokens--
  if (tokens > wallet[o]) return false
  const proceeds = Math.floor(tokens * price)
  wallet[o] -= tokens
  cash[o] += proceeds
  transfer(tables, 'sale', tokens)
  transfer(tables, 'saleProceeds', proceeds)
  return true
}

/** Takes dollars that `raise` has made sure of. */
export function pay({ tables }: World, o: number, purpose: Purpose, dollars: number): void {
  tables.operators.dollars[o] -= dollars
  transfer(tables, purpose, dollars)
}
