/**
 * Perceived demand: the logit that gradient and best response suppose. An operator's share at price p is
 * n e^(-p/mu) / (n e^(-p/mu) + S), n its nodes and S the sum of the same over the others and the outside option.
 */
import { exp, log } from '../../engine/numerics.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'
import { STATE } from './tables.ts'

type Rule = Scenario['operators'][number]['pricing']

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
export interface Attraction {
  readonly sum: number
  readonly base: number
}

/** Attraction of all operators in the market but `except`, -1 for none, on the posted prices. */
export function attraction(world: World, scale: number, except = -1): Attraction {
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
export function withoutOwn(world: World, scale: number, all: Attraction, o: number): number {
  const { nodes, posted } = world.tables.operators
  const own = nodes[o] * exp((all.base - posted[o]) / scale)
  // Where it is nearly all of the sum, the difference would be lost in rounding.
  const rest = own < 0.9 * all.sum ? { sum: all.sum - own, base: all.base } : attraction(world, scale, o)
  return log(rest.sum) - rest.base / scale
}
