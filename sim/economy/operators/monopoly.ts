/**
 * A price found by experiment. The operator knows its cost and what it sold, and nothing of its customers. It posts
 * prices a bit below and above a base price for a period each, in the order low, high, high, low or the reverse, so that a
 * trend in demand cancels and experiments of several operators do not coincide. A line is fitted to what it sold, by
 * least squares with a level for each experiment, and the base moves to where profit on that line is greatest
 * (finite differences: Kiefer and Wolfowitz 1952; forgetting and averages: Spall 2003).
 *
 * The line holds near the base only. So older experiments weigh less the farther the base has moved since (Cleveland
 * 1979), and no move is longer than a reach that grows while moves go on in one direction and halves when they turn
 * (trust region: Conn, Gould and Toint 2000; turns: Kesten 1958).
 */
import { exp } from '../../engine/numerics.ts'
import { uniform } from '../../engine/random.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'

export type Monopoly = Extract<Scenario['operators'][number]['pricing'], { rule: 'monopoly' }>

/** Periods of an experiment. */
const PERIODS = 4
/** Spreads by which the base has to move for an experiment's weight to fall to exp(-1/2). */
const NEAR = 3
/** Reach in spreads at the start, and at least; and as a share of the price at most. */
const FIRST_REACH = 2
const LEAST_REACH = 0.5
const MOST_REACH = 0.5
const FASTER = 1.5
const SLOWER = 0.5

/** The price, micro-token/query, that operator `o` tries next: a period of its experiments is over, or none has begun. */
export function experiment(world: World, rule: Monopoly, o: number): number {
  const { operators: own, experiments: its } = world.tables
  if (its.period[o] > 0) observe(world, o)
  else {
    its.base[o] = Math.max(1, own.price[o])
    its.reach[o] = FIRST_REACH * rule.spread
  }
  if (its.period[o] === PERIODS) conclude(world, rule, o)
  if (its.period[o] === 0) its.highFirst[o] = uniform(world.key, PURPOSE.experiment, world.tick, o, 0) < 0.5 ? 1 : 0
  its.period[o]++
  its.since[o] = world.end
  its.paidBefore[o] = own.paidTotal[o]
  // At least a whole micro-token to either side, or a low price and a high one would be posted alike.
  return its.base[o] + side(world, o) * Math.max(1, rule.spread * its.base[o])
}

/** 1 in the periods of the high price, -1 in those of the low one. */
function side({ tables }: World, o: number): number {
  const { period, highFirst } = tables.experiments
  const outer = period[o] === 1 || period[o] === PERIODS
  return outer === (highFirst[o] === 1) ? 1 : -1
}

/** Notes what was sold in the period that is over. */
function observe(world: World, o: number): void {
  const { operators: own, experiments: its } = world.tables
  const sign = side(world, o)
  const sold = (own.paidTotal[o] - its.paidBefore[o]) / (world.end - its.since[o])
  its.price[o] += own.posted[o] / PERIODS
  its.gap[o] += (sign * own.posted[o]) / PERIODS
  its.sales[o] += sold / PERIODS
  its.contrast[o] += (sign * sold) / PERIODS
}

/** Adds the experiment to what is remembered and moves the base. */
function conclude(world: World, rule: Monopoly, o: number): void {
  const its = world.tables.experiments
  // Who sold nothing knows that all of its demand lies below: what was sold elsewhere does not matter.
  forget(world, o, its.sales[o] === 0 ? 0 : 1 - 1 / rule.memory)
  its.weight[o] += 1
  its.prices[o] += its.price[o]
  its.sold[o] += its.sales[o]
  its.gaps[o] += its.gap[o] * its.gap[o]
  its.contrasts[o] += its.gap[o] * its.contrast[o]
  move(world, rule, o)
  its.period[o] = 0
  its.price[o] = 0
  its.gap[o] = 0
  its.sales[o] = 0
  its.contrast[o] = 0
}

/** Moves the base to the most profitable price on the fitted line, as far as the reach allows. */
function move(world: World, rule: Monopoly, o: number): void {
  const { operators: own, experiments: its } = world.tables
  const { floor, ceiling } = world.groups[own.group[o]].spec.repricing
  const base = its.base[o]
  const most = its.reach[o] * base
  const wanted = mostProfitable(world, o) - base
  const step = Math.min(most, Math.max(-most, wanted))
  const direction = Math.sign(step)
  if (direction === -its.direction[o]) its.reach[o] = Math.max(LEAST_REACH * rule.spread, SLOWER * its.reach[o])
  else if (Math.abs(wanted) > most) its.reach[o] = Math.min(MOST_REACH, FASTER * its.reach[o])
  its.direction[o] = direction
  const lowest = Math.max(1, floor / (1 - rule.spread))
  its.base[o] = Math.max(lowest, Math.min(ceiling / (1 + rule.spread), base + step))
  const distance = (its.base[o] - base) / (NEAR * rule.spread * base)
  forget(world, o, exp(-(distance * distance) / 2))
}

/**
 * The price, micro-token/query, at which profit on the fitted line is greatest: half-way between cost and the price at
 * which the line meets zero, and not below cost. Infinite where sales do not fall with the price.
 */
function mostProfitable({ tables }: World, o: number): number {
  const { marginalCost } = tables.operators
  const { weight, prices, sold, gaps, contrasts } = tables.experiments
  const nothing = sold[o] === 0
  if (!nothing && !(contrasts[o] < 0)) return Infinity
  const depth = nothing ? 0 : (-sold[o] / weight[o]) * (gaps[o] / contrasts[o])
  return Math.max(marginalCost[o], (prices[o] / weight[o] + depth + marginalCost[o]) / 2)
}

/** Leaves a share `kept` of what is remembered. */
function forget({ tables }: World, o: number, kept: number): void {
  const { weight, prices, sold, gaps, contrasts } = tables.experiments
  weight[o] *= kept
  prices[o] *= kept
  sold[o] *= kept
  gaps[o] *= kept
  contrasts[o] *= kept
}
