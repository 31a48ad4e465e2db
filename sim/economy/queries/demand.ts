/**
 * Demand: customers ask, at exact times.
 *
 * Each customer is a Poisson process whose rate is constant within a tick: the hazard column holds what is left of a
 * unit exponential gap, each tick eats its expected number of queries, and every crossing is a query. Customers who
 * ask nothing draw nothing, and a customer's luck does not depend on the rates of others.
 */
import { exp, log, sin } from '../../engine/numerics.ts'
import { uniform, WORDS } from '../../engine/random.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { kernelsOf } from '../kernels.ts'
import { parityOf } from '../protocol/token.ts'
import { PURPOSE } from '../purposes.ts'
import { PORTION } from '../scratch.ts'
import type { World } from '../world.ts'
import { CUSTOMER } from './tables.ts'

const DAY = 86_400

/** Demand of each group in this tick as a multiple of its rates: pattern, growth, shocks, elasticity. */
export function demandFactors(world: World): void {
  const { scenario, tables, start } = world
  const { factor } = tables.demandFactor
  const meanPrice = tables.market.meanPrice[0]
  const middle = start + world.tickLength / 2
  const parity = parityOf(world)
  for (const [g, { pattern, elasticity, reference }] of scenario.customers.entries()) {
    const price = (meanPrice + meanToll(world, g)) / parity
    // Before the first sale nobody knows a price.
    const unknown = price <= 0 || (meanPrice <= 0 && world.tick === 0)
    const priced = elasticity === 0 || unknown ? 1 : exp(-elasticity * log(price / reference))
    factor[g] = multiple(pattern, middle) * priced * world.shock.demand[g]
  }
  expectDemand(world)
}

/** What a pattern makes of a rate at `time` (s): daily wave, weekend and growth. */
export function multiple(pattern: Scenario['customers'][number]['pattern'], time: number): number {
  const hour = (2 * Math.PI * (time - pattern.peak)) / DAY
  const daily = 1 + pattern.daily * sin(hour + Math.PI / 2)
  const weekend = Math.floor(time / DAY) % 7 >= 5 ? pattern.weekend : 1
  const growth = pattern.growth === 0 ? 1 : exp(pattern.growth * time)
  return daily * weekend * growth
}

/** Mean toll of what the customers of group `g` ask, in the unit of posted prices. */
function meanToll({ tables }: World, g: number): number {
  const { toll } = tables.classRules
  const { cut, kind } = tables.mixSteps
  let mean = 0
  let before = 0
  for (let k = tables.mixes.first[g]; before < WORDS; k++) {
    mean += (toll[kind[k]] * (cut[k] - before)) / WORDS
    before = cut[k]
  }
  return mean
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
  /** First customer who has not been looked at, and the first who is not to be. */
  customer: number
  readonly until: number
  /** Customers in the list of those who ask, the next of them, and how many go on asking in the next round. */
  found: number
  at: number
  kept: number
  /** Each round draws two queries of every customer in the list. */
  round: number
  done: boolean
}

/** Where customers `from` to before `to` begin to ask. */
export const beginning = (from: number, to: number): Cursor => ({
  customer: from,
  until: to,
  found: 0,
  at: 0,
  kept: 0,
  round: 0,
  done: false,
})

/**
 * Lets the cursor's customers ask until all have or the table of queries is full; queries come from row `n` on.
 * Returns the number of queries in the table. The cursor moves to where the next call has to go on.
 */
export function ask(world: World, cursor: Cursor, n = 0): number {
  const { tables, tick } = world
  const most = tables.queries.time.length
  const { customer, round } = tables.askers
  const { word } = tables.arrivals
  for (;;) {
    if (cursor.at === cursor.found) {
      cursor.found = cursor.kept
      cursor.at = 0
      cursor.kept = 0
      cursor.round++
      if (cursor.found === 0) {
        if (cursor.customer === cursor.until) {
          cursor.done = true
          return n
        }
        gather(world, cursor)
      }
      round.fill(cursor.round, 0, cursor.found)
      kernelsOf(world).drawRows(
        cursor.found,
        1,
        round.byteOffset,
        1,
        customer.byteOffset,
        word.byteOffset,
        tick,
        PURPOSE.arrival,
      )
    }
    const room = (most - n) >> 1
    if (room === 0) return n
    n = askRound(world, cursor, Math.min(cursor.found, cursor.at + room), n)
  }
}

/** Lists the next customers who ask in this tick; the gaps of the others go on. */
function gather(world: World, cursor: Cursor): void {
  const { tables, tickLength } = world
  const { hazard, rate, wallet, income, group } = tables.customers
  const { factor } = tables.demandFactor
  const { customer, expected: mean, purse } = tables.askers
  const { budgets } = world.customers
  const until = cursor.until | 0
  const most = PORTION
  let found = 0
  let c = cursor.customer | 0
  for (; c < until && found < most; c = (c + 1) | 0) {
    const expected = rate[c] * factor[group[c]] * tickLength
    if (budgets && income[c] > 0) wallet[c] += income[c]
    const x = hazard[c]
    if (x >= expected) {
      hazard[c] = x - expected
      continue
    }
    customer[found] = c
    mean[found] = expected
    if (budgets) purse[found] = wallet[c]
    found = (found + 1) | 0
  }
  cursor.customer = c
  cursor.found = found
  cursor.round = 0
}

/** Lets the customers of the list ask, up to `to`: at most two queries each, for which the table has room from row `n` on. */
function askRound(world: World, cursor: Cursor, to: number, n: number): number {
  const { outsiders, rounds } = world.tables
  outsiders.queries.fill(0)
  // Where nothing queues and no node is down, nobody asks when exactly a query came.
  const timed = world.queueing || world.tables.races.plain[0] === 0
  const next = kernelsOf(world).askRound(cursor.at, to, cursor.kept, n, 2 * cursor.round, world.start, timed)
  cursor.at = to
  cursor.kept = rounds.kept[0]
  for (let cls = 0; cls < world.classes; cls++)
    if (outsiders.queries[cls] > 0) goOutside(world, cls, 1, outsiders.queries[cls])
  return next
}

/** `count` queries of class `cls` and of the given size go to the legacy provider. */
export function goOutside(world: World, cls: number, size: number, count = 1): void {
  const { tally } = world.tables
  tally.outside[0] += count
  tally.legacyFees[0] += count * Math.floor(world.scenario.legacy.price * world.scenario.classes[cls].price * size)
}

/**
 * Lets those of customers `from` to before `to` leave who have lost patience, and those who left before try again, each at its
 * group's rate. Who leaves does so between ticks, so that a tick does not depend on the order of its queries.
 */
export function leaveAndComeBack(world: World, from: number, to: number): void {
  const { tables, key, tick, tickLength, scenario } = world
  const { state, group, satisfaction, patience } = tables.customers
  const { here, away } = CUSTOMER
  const chance = scenario.customers.map(({ loyalty }) => 1 - exp(-loyalty.comeback * tickLength))
  for (let c = from; c < to; c++) {
    if (state[c] === here) {
      if (satisfaction[c] < patience[c]) state[c] = away
    } else if (state[c] === away && uniform(key, PURPOSE.comeback, tick, c, 0) < chance[group[c]]) {
      state[c] = here
      satisfaction[c] = 1
    }
  }
}
