/**
 * Q-learning (Watkins 1989) of prices, as in Calvano, Calzolari, Denicolò and Pastorello 2020: an operator knows its own
 * last price and that of its cheapest rival, on a grid, and for each such state and each next price a value: the profit
 * that it expects from then on, discounted. Values move towards what was earned. It chooses the price of the highest
 * value, or with falling probability any.
 */
import { exp } from '../../engine/numerics.ts'
import { uniform } from '../../engine/random.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { valuesOf } from './learning-tables.ts'
import { outsideValue, perceivedScale } from './perceived-demand.ts'
import { cheapestRival } from './view.ts'

export type QLearning = Extract<Scenario['operators'][number]['pricing'], { rule: 'q-learning' }>

/** The price, micro-token/query, that operator `o` chooses as a period ends, once it has learned from the period. */
export function learn(world: World, rule: QLearning, o: number): number {
  const { learners, actionValues } = world.tables
  const own = world.tables.operators
  if (learners.periods[o] === 0) begin(world, rule, o)
  const { prices } = rule
  const values = actionValues.value
  const state = firstValue(world, o) + (learners.action[o] * prices + nearest(rule, cheapestRival(world, o))) * prices
  const best = greedy(values, state, prices)
  if (learners.periods[o] > 0) {
    const target = profit(world, o) + rule.discount * values[state + best]
    values[learners.value[o]] += rule.rate * (target - values[learners.value[o]])
  }
  // The value just moved may be one of this state's.
  const action = explores(world, rule, o)
    ? Math.floor(uniform(world.key, PURPOSE.exploration, world.tick, o, 1) * prices)
    : greedy(values, state, prices)
  learners.action[o] = action
  learners.value[o] = state + action
  learners.periods[o]++
  learners.since[o] = world.end
  learners.paidBefore[o] = own.paidTotal[o]
  learners.earnedBefore[o] = own.earnedTotal[o]
  return priceAt(rule, action)
}

/** Price number `k` of the grid, micro-token/query. */
export const priceAt = ({ low, high, prices }: QLearning, k: number): number => low + ((high - low) * k) / (prices - 1)

/** Number of the grid's price nearest to `price`; the last where there is no rival, whose price is infinite. */
export function nearest({ low, high, prices }: QLearning, price: number): number {
  return Math.max(0, Math.min(prices - 1, Math.round(((price - low) / (high - low)) * (prices - 1))))
}

/** Place, from `first` on, of the highest of `count` values; of equal ones the first, which is the lowest price. */
export function greedy(values: Float64Array, first: number, count: number): number {
  let best = 0
  for (let k = 1; k < count; k++) if (values[first + k] > values[first + best]) best = k
  return best
}

/** Probability that a price is any of the grid after `periods` prices: e^(-beta periods). */
export const exploration = ({ beta }: QLearning, periods: number): number => exp(-beta * periods)

function explores({ key, tick, tables }: World, rule: QLearning, o: number): boolean {
  return uniform(key, PURPOSE.exploration, tick, o, 0) < exploration(rule, tables.learners.periods[o])
}

/** Row of the first of the values of operator `o`. */
function firstValue({ groups, pricing, tables }: World, o: number): number {
  const g = tables.operators.group[o]
  return pricing[g].firstValue + (o - groups[g].first) * valuesOf(groups[g])
}

/** Earnings of the period that ends less the marginal cost of the queries paid in it, micro-token/s. */
function profit({ tables, end }: World, o: number): number {
  const { earnedTotal, paidTotal, marginalCost, yield: income } = tables.operators
  const { earnedBefore, paidBefore, since } = tables.learners
  const cost = marginalCost[o] * income[o] * (paidTotal[o] - paidBefore[o])
  return (earnedTotal[o] - earnedBefore[o] - cost) / (end - since[o])
}

/**
 * Values at the start, the same in every state: what each price would earn for ever, at the demand of the whole market
 * and on the perceived logit, if the rivals chose one price of the grid at random, all the same.
 */
function begin(world: World, rule: QLearning, o: number): void {
  const { tables, scenario } = world
  const { marginalCost, nodes, yield: income, posted } = tables.operators
  const { value } = tables.actionValues
  const { prices } = rule
  const first = firstValue(world, o)
  const rivals = tables.marketView.operators[0] - 1
  const scale = perceivedScale(rule, scenario)
  const outside = outsideValue(scenario)
  for (let k = 0; k < prices; k++) {
    const price = priceAt(rule, k)
    const stayOut = exp((price + outside) / scale) / nodes[o]
    let share = 0
    for (let j = 0; j < prices; j++)
      share += 1 / (1 + rivals * exp((price - priceAt(rule, j)) / scale) + stayOut) / prices
    const earned = tables.market.demand[0] * share * (price - marginalCost[o]) * income[o]
    value[first + k] = earned / (1 - rule.discount)
  }
  for (let row = prices; row < prices * prices * prices; row++) value[first + row] = value[first + (row % prices)]
  tables.learners.action[o] = nearest(rule, posted[o])
}
