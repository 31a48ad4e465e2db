/**
 * Pricing: operators move their posted prices by rule. All of them see the prices posted in this tick and post new
 * ones at once, so no order among operators matters.
 *
 * Most rules are formulas over columns of the operators, presets or the scenario's own. Gradient and best response
 * need the logit demand that the operator perceives: its share at price p is n e^(-p/mu) / (n e^(-p/mu) + S), n its
 * nodes and S the sum of the same over the others and the outside option.
 */
import { exp, log } from '../../engine/numerics.ts'
import { uniform } from '../../engine/random.ts'
import { compile, diagnose } from '../../scenario/formula.ts'
import type { Program } from '../../scenario/program.ts'
import { PRICING_VARIABLES } from '../../scenario/schema/pricing.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { parityOf } from '../protocol/token.ts'
import { PURPOSE } from '../purposes.ts'
import { hasCome, nameOf, type World } from '../world.ts'
import { STATE } from './tables.ts'

type Rule = Scenario['operators'][number]['pricing']
type Variable = keyof typeof PRICING_VARIABLES

/** The formula of a pricing rule; undefined for the rules that are not formulas. */
export function pricingFormula(rule: Rule): string | undefined {
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

/** Logit scale that an operator perceives, micro-token/query: its rule's own, else the market's where that is a logit. */
export function perceivedScale(rule: Rule, { market }: Scenario): number {
  if (rule.rule === 'best-response' || rule.rule === 'gradient') return rule.scale
  return market.selection.rule === 'logit' ? market.selection.scale : 250
}

/** Value of the outside option in micro-tokens per query, in a logit where a node at price p is worth -p; -Infinity: none. */
export function outsideValue({ market }: Scenario): number {
  const { selection } = market
  return selection.rule === 'logit' && selection.outside !== undefined ? -selection.outside : -Infinity
}

/** A compiled pricing rule of a group of operators. */
export interface Pricing {
  readonly rule: Rule
  readonly program: Program | undefined
  readonly inputs: Record<string, Float64Array | number>
}

export function pricingOf(rule: Rule): Pricing {
  const source = pricingFormula(rule)
  return {
    rule,
    program: source === undefined ? undefined : compile(source, Object.keys(PRICING_VARIABLES)),
    inputs: {},
  }
}

/** Looks at the market once for all operators: what everybody sees before anybody moves. */
export function viewMarket(world: World): void {
  lookAround(world)
  const { sum, base } = world.tables.attraction
  for (const [g, { rule, program }] of world.pricing.entries()) {
    if (program || rule.rule === 'fixed') continue
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
    if (first >= last || world.pricing[g].rule.rule === 'fixed') continue
    const wanted = wantedPrices(world, g, first, last)
    for (let o = first; o < last; o++) {
      if (own.state[o] !== STATE.active || !hasCome(world, own.nextRepricing[o])) continue
      own.nextRepricing[o] = end + repricing.every
      if (repricing.chance < 1 && uniform(key, PURPOSE.reprice, tick, o, 0) >= repricing.chance) continue
      const price = own.price[o] * repricing.inertia + wanted[o - first] * (1 - repricing.inertia)
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

function lookAround({ tables }: World): void {
  const { state, posted } = tables.operators
  let operators = 0
  let sum = 0
  let cheapest = Infinity
  let atCheapest = 0
  let second = Infinity
  for (let o = 0; o < state.length; o++) {
    if (state[o] !== STATE.active) continue
    operators++
    sum += posted[o]
    if (posted[o] < cheapest) {
      second = cheapest
      cheapest = posted[o]
      atCheapest = 1
    } else if (posted[o] === cheapest) atCheapest++
    else if (posted[o] < second) second = posted[o]
  }
  const { marketView } = tables
  marketView.operators[0] = operators
  marketView.mean[0] = operators === 0 ? 0 : sum / operators
  marketView.cheapest[0] = cheapest
  marketView.atCheapest[0] = atCheapest
  marketView.second[0] = second
}

/** The prices that operators `first` to before `last`, all of group `g`, want by their rule. */
function wantedPrices(world: World, g: number, first: number, last: number): Float64Array {
  const { rule, program, inputs } = world.pricing[g]
  const count = last - first
  const wanted = world.scratch.prices.subarray(0, count)
  if (program) {
    for (const name of program.names as readonly Variable[]) inputs[name] = column(world, name, first, count)
    program.run(inputs, count, wanted)
    return wanted
  }
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

/**
 * The price p with (p - c) / mu = 1 / (1 - s(p)): with y = (p - c) / mu - 1 and M = ln(a / S) - 1, where a is the
 * operator's attraction at p = c and S the others', y + ln y = M (Anderson, de Palma and Thisse 1992). Newton from the
 * left of the root of an increasing concave function cannot overshoot. Without rivals (ln(a / S) infinite) no price is
 * too high: the greatest number, left to the ceiling.
 */
export function bestReply(cost: number, scale: number, logRatio: number): number {
  if (logRatio === Infinity) return Number.MAX_VALUE
  const M = logRatio - 1
  let y = M < 1 ? exp(M) / (1 + exp(M)) : 1
  for (let step = 0; step < 100 && y > 0; step++) {
    const change = (y + log(y) - M) / (1 + 1 / y)
    y -= change
    if (Math.abs(change) <= 1e-14 * y) break
  }
  return cost + scale * (1 + y)
}

/** Sum of n e^((base - p) / mu) over operators and the outside option; `base` is the lowest price, against overflow. */
interface Attraction {
  readonly sum: number
  readonly base: number
}

function attraction(world: World, scale: number, except = -1): Attraction {
  const { state, posted, nodes } = world.tables.operators
  const outside = -outsideValue(world.scenario)
  let base = outside
  for (let o = 0; o < state.length; o++) if (state[o] === STATE.active && o !== except) base = Math.min(base, posted[o])
  if (base === Infinity) return { sum: 0, base: 0 }
  let sum = exp((base - outside) / scale)
  for (let o = 0; o < state.length; o++)
    if (state[o] === STATE.active && o !== except) sum += nodes[o] * exp((base - posted[o]) / scale)
  return { sum, base }
}

/** Logarithm of the attraction of all but operator `o`; -Infinity: there is nobody else. */
function withoutOwn(world: World, scale: number, all: Attraction, o: number): number {
  const { nodes, posted } = world.tables.operators
  const own = nodes[o] * exp((all.base - posted[o]) / scale)
  // Where it is nearly all of the sum, the difference would be lost in rounding.
  const rest = own < 0.9 * all.sum ? { sum: all.sum - own, base: all.base } : attraction(world, scale, o)
  return log(rest.sum) - rest.base / scale
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
      return each(o => {
        const alone = own.posted[o] === view.cheapest[0] && view.atCheapest[0] === 1
        return alone ? view.second[0] : view.cheapest[0]
      })
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
