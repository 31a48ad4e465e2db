/** Theory of prices: logit-Bertrand and joint monopoly, and the monopoly price on linear demand. */

import { log } from '../../engine/numerics.ts'
import type { Estimate, Prediction } from '../../measure/output.ts'
import { bertrand, monopolyMarkup } from '../../measure/theory/logit.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { outsideValue } from '../operators/perceived-demand.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import { isSteady, isZero } from './static.ts'

const BERTRAND = 'logit-Bertrand, p - c = mu / (1 - s); Anderson, de Palma and Thisse 1992'
const JOINT = 'joint monopoly of all operators, p - c = mu / s0; Anderson, de Palma and Thisse 1992'
const LINEAR = 'monopoly on linear demand, p = (a + c) / 2; Cournot 1838'

type Rule = Scenario['operators'][number]['pricing']
type Logit = Extract<Scenario['market']['selection'], { rule: 'logit' }>

/** Prices that theory foresees, in a market where all operators look for the best price by one of the learning rules. */
export function pricePredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const used = world.groups.filter(({ count }) => count > 0).map(({ spec }) => spec.pricing)
  if (used.length === 0 || world.racers !== 1 || world.regions * world.classes !== 1) return []
  if (used.every(({ rule }) => rule === 'monopoly')) {
    const choke = chokePrice(world)
    if (choke !== undefined) return linearPrice(world, choke, metrics)
  }
  const logit = plainLogit(world.scenario)
  if (!logit || !isSteady(world)) return []
  if (used.every(rule => repliesBest(rule, logit)))
    return predictMean(metrics, 'price', bertrandPrices(world, logit), BERTRAND)
  if (!used.every(({ rule }) => rule === 'q-learning')) return []
  return [
    ...predictMean(metrics, 'price', bertrandPrices(world, logit), BERTRAND),
    ...predictMean(metrics, 'price_monopoly', jointPrices(world, logit), JOINT),
  ]
}

/** Whether an operator finds its best reply to the demand that there is: by formula on the true logit, or by experiment. */
function repliesBest(pricing: Rule, { scale }: Logit): boolean {
  return pricing.rule === 'monopoly' || (pricing.rule === 'best-response' && pricing.scale === scale)
}

/** The market's logit where price is all that matters. */
export function plainLogit({ market: { selection } }: Scenario): Logit | undefined {
  return selection.rule === 'logit' && selection.delay === 0 ? selection : undefined
}

/** Costs and non-price values of the operators in the market, micro-token/query: one with n nodes is n alternatives. */
function firmsOf({ tables }: World, { scale }: Logit): { readonly costs: Float64Array; readonly values: Float64Array } {
  const { state, marginalCost, nodes } = tables.operators
  const firms: number[] = []
  for (let o = 0; o < state.length; o++) if (state[o] === STATE.active) firms.push(o)
  return {
    costs: Float64Array.from(firms, o => marginalCost[o]),
    values: Float64Array.from(firms, o => scale * log(nodes[o])),
  }
}

/** Bertrand prices of the operators in the market, micro-token/query; none where one alone could ask any price. */
export function bertrandPrices(world: World, logit: Logit): Float64Array {
  const { costs, values } = firmsOf(world, logit)
  const outside = outsideValue(world.scenario)
  if (costs.length === 0 || (costs.length === 1 && outside === -Infinity)) return new Float64Array(0)
  const prices = costs.slice()
  bertrand(costs, values, logit.scale, outside, prices)
  return prices
}

/** Prices of the same operators if one owner had them all, micro-token/query; none without an outside option. */
export function jointPrices(world: World, logit: Logit): Float64Array {
  const { costs, values } = firmsOf(world, logit)
  const outside = outsideValue(world.scenario)
  if (costs.length === 0 || outside === -Infinity) return new Float64Array(0)
  const markup = monopolyMarkup(costs, values, logit.scale, outside)
  return costs.map(cost => cost + markup)
}

/** The mean of prices (micro-token/query) beside the measured one. */
function predictMean(
  metrics: Readonly<Record<string, Estimate>>,
  name: string,
  prices: Float64Array,
  source: string,
): Prediction[] {
  if (prices.length === 0) return []
  // Prices are posted in whole micro-tokens.
  const mean = prices.reduce((sum, price) => sum + Math.round(price), 0) / prices.length
  return predict(metrics, 'price', mean / MICRO, source).map(prediction => ({ ...prediction, name }))
}

/**
 * The price at which demand is zero, micro-token/query, where it is linear: all customers are of one group and ask at one
 * rate, whatever the price, and their reservation prices are spread evenly from zero on, by law or one by one. Undefined
 * where it is not.
 */
function chokePrice({ scenario, tables }: World): number | undefined {
  const [{ reservation, rate, elasticity, pattern, trace, budget, loyalty }, ...others] = scenario.customers
  const moving = elasticity !== 0 || pattern.growth !== 0 || trace || budget || scenario.shocks.length > 0
  const alike = others.length === 0 && rate.kind === 'constant' && isZero(loyalty.patience)
  if (!reservation || moving || !alike) return undefined
  if (reservation.kind === 'uniform') return reservation.low === 0 ? reservation.high : undefined
  const { reserve } = tables.customers
  const choke = 2 * reserve[0] * reserve.length
  const isEven = reserve.every((price, c) => Math.abs(price - (choke * (c + 0.5)) / reserve.length) <= 1e-9 * choke)
  return isEven && choke > 0 ? choke : undefined
}

function linearPrice(world: World, choke: number, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { state, marginalCost } = world.tables.operators
  let only = -1
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active) continue
    if (only >= 0) return []
    only = o
  }
  return only < 0 ? [] : predictMean(metrics, 'price', Float64Array.of((choke + marginalCost[only]) / 2), LINEAR)
}
