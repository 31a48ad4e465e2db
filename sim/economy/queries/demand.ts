/**
 * Demand: customers ask, at exact times.
 *
 * Each customer is a Poisson process whose rate is constant within a tick: the hazard column holds what is left of a
 * unit exponential gap, each tick eats its expected number of queries, and every crossing is a query. Customers who
 * ask nothing draw nothing, and a customer's luck does not depend on the rates of others.
 */
import { exp, log, sin } from '../../engine/numerics.ts'
import { block, uniform } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { CUSTOMER } from './tables.ts'
import { replay } from './trace.ts'

const DAY = 86_400
const words = new Int32Array(4)

/** Demand of each group in this tick as a multiple of its rates: pattern, growth, shocks, elasticity. */
export function demandFactors(world: World): void {
  const { scenario, tables, start } = world
  const { factor } = tables.demandFactor
  const meanPrice = tables.market.meanPrice[0]
  const middle = start + world.tickLength / 2
  for (const [g, { pattern, elasticity, reference }] of scenario.customers.entries()) {
    const hour = (2 * Math.PI * (middle - pattern.peak)) / DAY
    const daily = 1 + pattern.daily * sin(hour + Math.PI / 2)
    const weekend = Math.floor(middle / DAY) % 7 >= 5 ? pattern.weekend : 1
    const growth = pattern.growth === 0 ? 1 : exp(pattern.growth * middle)
    const priced = elasticity === 0 || meanPrice <= 0 ? 1 : exp(-elasticity * log(meanPrice / reference))
    factor[g] = daily * weekend * growth * priced * world.shock.demand[g]
  }
  expectDemand(world)
}

/** Queries that the customers who are here will ask on average, as a rate. */
function expectDemand({ tables, customers }: World): void {
  const { factor } = tables.demandFactor
  const { rate, state } = tables.customers
  let expected = 0
  for (const [g, { first, count }] of customers.groups.entries()) {
    if (customers.leaving) {
      tables.groupRate.rate[g] = 0
      for (let c = first; c < first + count; c++) if (state[c] === CUSTOMER.here) tables.groupRate.rate[g] += rate[c]
    }
    expected += tables.groupRate.rate[g] * factor[g]
  }
  tables.market.demandRate[0] = expected
}

/** How far a tick's demand has been asked: the table of queries may hold only a part of it at a time. */
export interface Cursor {
  customer: number
  /** Queries that `customer` has asked so far; -1: it has not begun. */
  index: number
  /** Tokens that `customer` has not reserved for its queries so far. */
  purse: number
  /** Traced group whose rows come next, and the row. */
  trace: number
  row: number
  done: boolean
}

export const beginning = (): Cursor => ({ customer: 0, index: -1, purse: 0, trace: 0, row: -1, done: false })

/**
 * Lets customers from the cursor on ask until all have or the table of queries is full; queries come from row `n` on.
 * Returns the number of queries in the table. The cursor moves to where the next call has to go on.
 */
export function ask(world: World, cursor: Cursor, n = 0): number {
  const { tables, lists, key, tick, start, tickLength, classes } = world
  const { hazard, rate, reserve, wallet, income, group, region, state } = tables.customers
  const { factor } = tables.demandFactor
  const { time, cap, size, customer, index, menu, kind } = tables.queries
  const { cheapest, dearest, members } = tables.menu
  const { tally } = tables
  const customers = hazard.length
  const most = time.length
  const { mixFirst, mixCut, mixClass, classPrice } = world.customers
  let total = 0
  for (let c = cursor.customer; c < customers; c++) {
    const g = group[c]
    const expected = rate[c] * factor[g] * tickLength
    const resumed = c === cursor.customer && cursor.index >= 0
    let asked = resumed ? cursor.index : 0
    if (!resumed) {
      if (income[c] > 0) wallet[c] += income[c]
    }
    let x = hazard[c]
    if (x >= expected) {
      hazard[c] = x - expected
      continue
    }
    const limited = income[c] >= 0
    // What it can still spend: a query that is asked reserves the most that it may cost.
    let purse = resumed ? cursor.purse : wallet[c]
    let fresh = true
    // While the customer is in the middle of its tick, `hazard` holds the position of its next query.
    while (x < expected) {
      if (n === most) {
        hazard[c] = x
        tally.asked[0] += total
        cursor.customer = c
        cursor.index = asked
        cursor.purse = purse
        return n
      }
      // A block serves two queries.
      if ((asked & 1) === 0 || fresh) block(words, key, asked >> 1, c, tick, PURPOSE.arrival)
      fresh = false
      const word = (asked & 1) * 2
      const mix = mixFirst[g]
      let k = mix
      const share = words[word + 1] >>> 0
      while (share >= mixCut[k]) k++
      const cls = mixClass[k]
      const m = region[c] * classes + cls
      const list = lists.of[m]
      let limit = reserve[c]
      if (limited) {
        const dear = Math.min(limit, dearest[list])
        limit = Math.min(limit, purse / classPrice[cls])
        purse -= Math.min(purse, Math.ceil(dear * classPrice[cls]))
      }
      if (state[c] !== CUSTOMER.here || members[list] === 0 || cheapest[list] > limit) {
        if (state[c] === CUSTOMER.here && members[list] === 0) tally.unserved[0]++
        goOutside(world, cls, 1)
      } else {
        time[n] = start + (x / expected) * tickLength
        cap[n] = limit
        size[n] = 1
        customer[n] = c
        index[n] = asked
        menu[n] = m
        kind[n] = cls
        n++
      }
      asked++
      total++
      x += exponential(words[word])
    }
    hazard[c] = x - expected
  }
  tally.asked[0] += total
  cursor.customer = customers
  cursor.index = -1
  return replay(world, cursor, n)
}

/** One query of class `cls` goes to the legacy provider. */
export function goOutside(world: World, cls: number, size: number): void {
  const { tally } = world.tables
  tally.outside[0]++
  tally.legacyFees[0] += Math.floor(world.scenario.legacy.price * world.scenario.classes[cls].price * size)
}

/** Lets customers who left try again, each at its group's rate. */
export function comeBack(world: World): void {
  const { tables, key, tick, tickLength, scenario } = world
  const { state, group, satisfaction } = tables.customers
  if (!world.customers.leaving) return
  const chance = scenario.customers.map(({ loyalty }) => 1 - exp(-loyalty.comeback * tickLength))
  for (let c = 0; c < state.length; c++) {
    if (state[c] !== CUSTOMER.away) continue
    if (uniform(key, PURPOSE.comeback, tick, c, 0) < chance[group[c]]) {
      state[c] = CUSTOMER.here
      satisfaction[c] = 1
    }
  }
}
