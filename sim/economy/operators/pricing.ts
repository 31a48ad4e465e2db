/**
 * Pricing: operators move their posted prices by rule. All of them see the prices posted in this tick and post new
 * ones at once, so no order among operators matters.
 *
 * Most rules are formulas over columns of the operators, presets or the scenario's own. Gradient and best response
 * need the logit demand that the operator perceives; a monopolist and a Q-learner have nothing but experience.
 */
import { exp, log } from '../../engine/numerics.ts'
import { uniform } from '../../engine/random.ts'
import { compile, diagnose } from '../../scenario/formula.ts'
import type { Program } from '../../scenario/program.ts'
import { PRICING_VARIABLES } from '../../scenario/schema/pricing.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OperatorGroup } from '../groups.ts'
import { parityOf } from '../protocol/token.ts'
import { PURPOSE } from '../purposes.ts'
import { hasCome, nameOf, type World } from '../world.ts'
import { learn } from './learning.ts'
import { valuesOf } from './learning-tables.ts'
import { experiment } from './monopoly.ts'
import { attraction, bestReply, perceivedScale, withoutOwn } from './perceived-demand.ts'
import { STATE } from './tables.ts'
import { cheapestRival, lookAround } from './view.ts'

type Rule = Scenario['operators'][number]['pricing']
type Variable = keyof typeof PRICING_VARIABLES

/** The formula of a pricing rule; undefined for the rules that are not formulas. */
function pricingFormula(rule: Rule): string | undefined {
  switch (rule.rule) {
    case 'pegged':
      return 'initial * parity'
    case 'cost-plus':
      return `paid > 0 ? unitCost * (1 + ${rule.markup}) : price`
    case 'tatonnement':
      return `price * exp(${rule.speed} * (utilisation - ${rule.target}))`
    case 'undercut':
      return `cheapest * (1 - ${rule.step}) > cost ? min(cheapest * (1 - ${rule.step}), ${rule.ceiling}) : ${rule.ceiling}`
    case 'surge':
      return `initial * max(${rule.low}, min(${rule.high}, demand))`
    case 'formula':
      return rule.formula
    default:
      return undefined
  }
}

/** A compiled pricing rule of a group of operators. */
export interface Pricing {
  readonly rule: Rule
  readonly program: Program | undefined
  readonly inputs: Record<string, Float64Array | number>
  /** Row of the first of its operators' action values. */
  readonly firstValue: number
}

/** The pricing rules of all groups. */
export function pricingOf(groups: readonly OperatorGroup[]): Pricing[] {
  let firstValue = 0
  return groups.map(group => {
    const rule = group.spec.pricing
    const source = pricingFormula(rule)
    const program = source === undefined ? undefined : compile(source, Object.keys(PRICING_VARIABLES))
    const pricing = { rule, program, inputs: {}, firstValue }
    firstValue += group.count * valuesOf(group)
    return pricing
  })
}

/** Looks at the market once for all operators: what everybody sees before anybody moves. */
export function viewMarket(world: World): void {
  lookAround(world)
  const { sum, base } = world.tables.attraction
  for (const [g, { rule }] of world.pricing.entries()) {
    if (!perceives(rule)) continue
    const all = attraction(world, perceivedScale(rule, world.scenario))
    sum[g] = all.sum
    base[g] = all.base
  }
}

/** Moves the prices of those of operators `from` to before `to` whose occasion it is. Customers see them when all are posted. */
export function reprice(world: World, from: number, to: number): void {
  const { tables, key, tick, end } = world
  const own = tables.operators
  for (const [g, group] of world.groups.entries()) {
    const first = Math.max(from, group.first)
    const last = Math.min(to, group.first + group.count)
    const { repricing } = group.spec
    const { rule } = world.pricing[g]
    if (first >= last || rule.rule === 'fixed') continue
    const wanted = wantedPrices(world, g, first, last)
    for (let o = first; o < last; o++) {
      if (own.state[o] !== STATE.active || !hasCome(world, own.nextRepricing[o])) continue
      own.nextRepricing[o] = end + (rule.rule === 'monopoly' ? rule.period : repricing.every)
      if (repricing.chance < 1 && uniform(key, PURPOSE.reprice, tick, o, 0) >= repricing.chance) continue
      const next = fromExperience(world, rule, o) ?? wanted[o - first]
      const price = own.price[o] * repricing.inertia + next * (1 - repricing.inertia)
      if (!(price >= 0 && price < Infinity)) throw new Error(fault(world, g, o, first, price))
      own.price[o] = Math.min(repricing.ceiling, Math.max(repricing.floor, price))
    }
  }
}

/** Posts the prices that operators want, in whole micro-tokens. */
export function post({ tables }: World): void {
  const { price, posted } = tables.operators
  for (let o = 0; o < price.length; o++) posted[o] = Math.round(price[o])
}

/** Whether the rule supposes a logit demand. */
const perceives = ({ rule }: Rule) => rule === 'gradient' || rule === 'best-response'

/** The price that an operator wants by a rule that learns at every occasion; undefined: its rule is another. */
function fromExperience(world: World, rule: Rule, o: number): number | undefined {
  switch (rule.rule) {
    case 'monopoly':
      return experiment(world, rule, o)
    case 'q-learning':
      return learn(world, rule, o)
    default:
      return undefined
  }
}

/** The prices that operators `first` to before `last`, all of group `g`, want by their rule, if it needs no experience. */
function wantedPrices(world: World, g: number, first: number, last: number): Float64Array {
  const { rule, program, inputs } = world.pricing[g]
  const count = last - first
  const wanted = world.scratch.prices.subarray(0, count)
  if (program) {
    for (const name of program.names as readonly Variable[]) inputs[name] = column(world, name, first, count)
    program.run(inputs, count, wanted)
    return wanted
  }
  if (!perceives(rule)) return wanted
  const scale = perceivedScale(rule, world.scenario)
  const all = { sum: world.tables.attraction.sum[g], base: world.tables.attraction.base[g] }
  const { nodes, marginalCost: cost, posted, price, state } = world.tables.operators
  for (let o = first; o < last; o++) {
    if (state[o] !== STATE.active) continue
    const own = log(nodes[o])
    const others = withoutOwn(world, scale, all, o)
    if (rule.rule === 'gradient') {
      const share = 1 / (1 + exp(others - own + posted[o] / scale))
      wanted[o - first] = price[o] + rule.step * scale * (1 - ((price[o] - cost[o]) * (1 - share)) / scale)
    } else wanted[o - first] = bestReply(cost[o], scale, own - cost[o] / scale - others)
  }
  return wanted
}

function column(world: World, name: Variable, first: number, count: number): Float64Array | number {
  const own = world.tables.operators
  const view = world.tables.marketView
  const rows = (from: Float64Array) => from.subarray(first, first + count)
  const each = (value: (o: number) => number) => Float64Array.from({ length: count }, (_, i) => value(first + i))
  switch (name) {
    case 'price':
      return rows(own.price)
    case 'initial':
      return rows(own.initialPrice)
    case 'cost':
      return rows(own.marginalCost)
    case 'unitCost':
      return each(o => unitCost(world, o))
    case 'paid':
      return rows(own.paidRate)
    case 'utilisation':
      return rows(own.utilisation)
    case 'share':
      return rows(own.share)
    case 'stake':
      return rows(own.stake)
    case 'performance':
      return rows(own.performance)
    case 'cheapest':
      // The cheapest of the others.
      return each(o => cheapestRival(world, o))
    case 'mean':
      return view.mean[0]
    case 'operators':
      return view.operators[0]
    case 'demand':
      return world.tables.market.excess[0]
    case 'parity':
      return parityOf(world)
    case 'time':
      return world.start
  }
}

/** Full cost per paid query over what a paid query yields per unit of the posted price, micro-token/query. */
export function unitCost(world: World, o: number): number {
  const { expense, paidRate } = world.tables.operators
  return paidRate[o] === 0
    ? 0
    : expense[o] / paidRate[o] / world.tables.token.price[0] / world.tables.operators.yield[o]
}

/** What is wrong with the price of operator `o`; the inputs of its formula are columns from operator `first` on. */
function fault(world: World, g: number, o: number, first: number, price: number): string {
  const { rule, program, inputs } = world.pricing[g]
  const { spec } = world.groups[g]
  const got = (program && diagnose(program, inputs, o - first)) ?? `${price}`
  const where = rule.rule === 'formula' ? 'pricing.formula' : 'pricing'
  return `operators "${spec.name}" ${where}: expected a price that is finite and not negative for operator ${nameOf(world, o)} at tick ${world.tick}, got ${Number.isFinite(price) ? price : got}`
}
