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
  const { state, group, firstNode, nodes, mostNodes, fixedCost, queryCost, investing, owed, spent } = tables.operators
  const { effort } = tables.nodeTally
  for (let o = 0; o < state.length; o++) {
    spent[o] = 0
    if (state[o] !== STATE.active) continue
    const dearer = world.shock.cost[group[o]]
    let served = 0
    for (let i = firstNode[o]; i < firstNode[o] + mostNodes[o]; i++) served += effort[i] + servedForSovereigns(world, i)
    const fixed = fixedCost[o] * dearer * nodes[o] * tickLength
    const variable = queryCost[o] * dearer * served
    const investment = (scenario.quality.cost / 2) * investing[o] * investing[o] * tickLength
    const due = fixed + variable + investment + owed[o]
    const whole = Math.floor(due)
    owed[o] = due - whole
    if (!raise(world, o, whole)) {
      leave(world, o, 'cannot pay its costs')
      continue
    }
    spent[o] = whole
    tables.operators.spentTotal[o] += whole
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
