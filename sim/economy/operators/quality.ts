/**
 * Quality: a stock that divides latency, wears off, and is built by investment at convex cost. Low performance loses
 * queries; what an operator does about it is its investment rule.
 */
import { exp } from '../../engine/numerics.ts'
import { compile, diagnose } from '../../scenario/formula.ts'
import type { Program } from '../../scenario/program.ts'
import { INVESTMENT_VARIABLES } from '../../scenario/schema/quality.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { nameOf, type World } from '../world.ts'
import { STATE } from './tables.ts'

type Rule = Scenario['operators'][number]['investment']
type Variable = keyof typeof INVESTMENT_VARIABLES

const DAY = 86_400

/**
 * The formula of an investment rule, quality units per day; undefined: no investment. Marginal: the cost of investing i
 * units a day is k i^2 / 2 per time, so the marginal cost k i meets a marginal revenue of response * revenue * (1 - share).
 */
function investmentFormula(rule: Rule): string | undefined {
  switch (rule.rule) {
    case 'none':
      return undefined
    case 'marginal':
      return `max(0, ${rule.response} * revenue * (1 - share) / ((1 + quality) * cost))`
    case 'catch-up':
      return `${rule.speed} * max(0, best - performance)`
    case 'formula':
      return rule.formula
  }
}

export const investmentOf = (rule: Rule): Program | undefined => {
  const source = investmentFormula(rule)
  return source === undefined ? undefined : compile(source, Object.keys(INVESTMENT_VARIABLES))
}

/** Wears quality off, adds this tick's investment and decides on the next. */
export function invest(world: World): void {
  const { tables, scenario, tickLength } = world
  const own = tables.operators
  const kept = exp(-scenario.quality.depreciation * tickLength)
  let best = 0
  let operators = 0
  for (let o = 0; o < own.state.length; o++) {
    if (own.state[o] !== STATE.active) continue
    operators++
    best = Math.max(best, own.performance[o])
    own.quality[o] = own.quality[o] * kept + (own.investing[o] * tickLength) / DAY
  }
  for (const [g, group] of world.groups.entries()) {
    const program = world.investment[g]
    if (!program) continue
    const rows = (from: Float64Array) => from.subarray(group.first, group.first + group.count)
    const values: Record<Variable, Float64Array | number> = {
      revenue: rows(own.revenue),
      profit: rows(own.profit),
      performance: rows(own.performance),
      best,
      quality: rows(own.quality),
      share: rows(own.share),
      cost: scenario.quality.cost,
      operators,
    }
    const out = world.scratch.prices.subarray(0, group.count)
    program.run(values, group.count, out)
    for (let o = group.first; o < group.first + group.count; o++) {
      const rate = out[o - group.first]
      if (own.state[o] !== STATE.active) continue
      if (!(rate >= 0 && rate < Infinity)) {
        const got = Number.isFinite(rate) ? rate : diagnose(program, values, o - group.first)
        throw new Error(
          `operators "${group.spec.name}" investment: expected a rate that is finite and not negative for operator ${nameOf(world, o)} at tick ${world.tick}, got ${got}`,
        )
      }
      own.investing[o] = rate
    }
  }
}
