/**
 * Demand: customers ask, at exact times.
 *
 * Each customer is a Poisson process whose rate is constant within a tick: the hazard column holds what is left of a
 * unit exponential gap, each tick eats its expected number of queries, and every crossing is a query. Customers who
 * ask nothing draw nothing, and a customer's luck does not depend on the rates of others.
 */
import { exp, log, sin } from '../../engine/numerics.ts'
import { blocksOfRows, uniform } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { CUSTOMER } from './tables.ts'
import { replay } from './trace.ts'

const DAY = 86_400

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
  /** First customer who has not been looked at. */
  customer: number
  /** Customers in the list of those who ask, the next of them, and how many go on asking in the next round. */
  found: number
  at: number
  kept: number
  /** Each round draws two queries of every customer in the list. */
  round: number
  /** Traced group whose rows come next, and the row. */
  trace: number
  row: number
  done: boolean
}

export const beginning = (): Cursor => ({
  customer: 0,
  found: 0,
  at: 0,
  kept: 0,
  round: 0,
  trace: 0,
  row: -1,
  done: false,
})

/**
 * Lets customers from the cursor on ask until all have or the table of queries is full; queries come from row `n` on.
 * Returns the number of queries in the table. The cursor moves to where the next call has to go on.
 */
export function ask(world: World, cursor: Cursor, n = 0): number {
  const { tables, key, tick, scratch } = world
  const customers = tables.customers.hazard.length
  const most = tables.queries.time.length
  const { askers, rounds, arrivals } = scratch
  for (;;) {
    if (cursor.at === cursor.found) {
      cursor.found = cursor.kept
      cursor.at = 0
      cursor.kept = 0
      cursor.round++
      if (cursor.found === 0) {
        if (cursor.customer === customers) return replay(world, cursor, n)
        gather(world, cursor)
      }
      rounds.fill(cursor.round, 0, cursor.found)
      blocksOfRows(arrivals, 1, key, rounds, 1, askers, 0, cursor.found, tick, PURPOSE.arrival)
    }
    const room = (most - n) >> 1
    if (room === 0) return n
    n = askRound(world, cursor, Math.min(cursor.found, cursor.at + room), n)
  }
}

/** Lists the next customers who ask in this tick; the gaps of the others go on. */
function gather(world: World, cursor: Cursor): void {
  const { tables, tickLength, scratch } = world
  const { hazard, rate, wallet, income, group } = tables.customers
  const { factor } = tables.demandFactor
  const { askers, purses } = scratch
  const { budgets } = world.customers
  const customers = hazard.length
  const most = askers.length
  let found = 0
  let c = cursor.customer | 0
  for (; c < customers && found < most; c = (c + 1) | 0) {
    const expected = rate[c] * factor[group[c]] * tickLength
    if (budgets && income[c] > 0) wallet[c] += income[c]
    const x = hazard[c]
    if (x >= expected) {
      hazard[c] = x - expected
      continue
    }
    askers[found] = c
    if (budgets) purses[found] = wallet[c]
    found = (found + 1) | 0
  }
  cursor.customer = c
  cursor.found = found
  cursor.round = 0
}

/**
 * Lets the customers of the list ask, up to `to`: at most two queries each, for which the table has room from row `n` on.
 * Without calls, which would make each access read its column anew.
 */
function askRound(world: World, cursor: Cursor, to: number, n: number): number {
  const { tables, lists, start, tickLength, classes, scratch, sizes } = world
  const { hazard, rate, reserve, income, group, region, state } = tables.customers
  const { factor } = tables.demandFactor
  const { time, cap, size, customer, index, menu, kind } = tables.queries
  const { cheapest, dearest, members } = tables.menu
  const { mixFirst, mixCut, mixClass, classPrice, budgets } = world.customers
  const { askers, purses, arrivals, outside } = scratch
  const { here } = CUSTOMER
  const listOf = lists.of
  const earlier = cursor.round << 1
  let kept = cursor.kept | 0
  let total = 0
  let unserved = 0
  let outsiders = 0
  outside.fill(0)
  let row = n | 0
  for (let at = cursor.at | 0; at < (to | 0); at = (at + 1) | 0) {
    const c = askers[at] | 0
    const g = group[c]
    const expected = rate[c] * factor[g] * tickLength
    const limited = budgets && income[c] >= 0
    // What it can still spend: a query that is asked reserves the most that it may cost.
    let purse = limited ? purses[at] : 0
    let x = hazard[c]
    let asked = 0
    for (; asked < 2 && x < expected; asked = (asked + 1) | 0) {
      const word = ((at << 2) + (asked << 1)) | 0
      let k = mixFirst[g] | 0
      const share = arrivals[(word + 1) | 0] >>> 0
      while (share >= mixCut[k]) k = (k + 1) | 0
      const cls = mixClass[k]
      const m = (Math.imul(region[c], classes) + cls) | 0
      const list = listOf[m]
      let limit = reserve[c]
      if (limited) {
        const dear = Math.min(limit, dearest[list])
        limit = Math.min(limit, purse / classPrice[cls])
        purse -= Math.min(purse, Math.ceil(dear * classPrice[cls]))
      }
      if (state[c] !== here || members[list] === 0 || cheapest[list] > limit) {
        if (state[c] === here && members[list] === 0) unserved = (unserved + 1) | 0
        outsiders = (outsiders + 1) | 0
        outside[cls]++
      } else {
        time[row] = start + (x / expected) * tickLength
        cap[row] = limit
        if (sizes) size[row] = 1
        customer[row] = c
        index[row] = (earlier + asked) | 0
        menu[row] = m
        kind[row] = cls
        row = (row + 1) | 0
      }
      x += exponential(arrivals[word])
    }
    total = (total + asked) | 0
    if (x < expected) {
      // In the middle of its tick, `hazard` holds the position of a customer's next query.
      hazard[c] = x
      askers[kept] = c
      purses[kept] = purse
      kept = (kept + 1) | 0
    } else hazard[c] = x - expected
  }
  cursor.at = to
  cursor.kept = kept
  tables.tally.asked[0] += total
  tables.tally.unserved[0] += unserved
  if (outsiders > 0) for (let cls = 0; cls < classes; cls++) goOutside(world, cls, 1, outside[cls])
  return row
}

/** `count` queries of class `cls` and of the given size go to the legacy provider. */
export function goOutside(world: World, cls: number, size: number, count = 1): void {
  const { tally } = world.tables
  tally.outside[0] += count
  tally.legacyFees[0] += count * Math.floor(world.scenario.legacy.price * world.scenario.classes[cls].price * size)
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
