/** Stocks of a scenario: which agents hold which good, where it is traded, and what a unit of it is worth to them. */
import type { Scenario } from '../../../scenario/schema.ts'
import { MICRO } from '../../accounts.ts'
import { agentRows } from '../groups.ts'
import { STEPS } from './bands.ts'

type Spec = Scenario['agents']['groups'][number]['stocks'][number]

export interface Stock {
  readonly spec: Spec
  /** Number among all stocks, and of its group and good. */
  readonly index: number
  readonly group: number
  readonly good: number
  /** Its first row and how many there are: one an agent of the group. */
  readonly first: number
  readonly count: number
  /** Row of agent i is i + `shift`. */
  readonly shift: number
  /** Whether its agents may buy and sell, by region. */
  readonly buys: readonly boolean[]
  readonly sells: readonly boolean[]
  /** Most that a unit is worth in each band below the target, micro-dollar. */
  readonly worth: Float64Array
  /** Share of the level that is left after a tick, and micro-units used in one. */
  readonly kept: number
  readonly standing: number
}

/** The stocks of each group of agents. */
export function stocksIn(scenario: Scenario): readonly (readonly Stock[])[] {
  const { resources, clock } = scenario
  let index = 0
  let row = 0
  return agentRows(scenario).map(({ spec: { name, stocks }, first, count }, group) =>
    stocks.map(spec => {
      const { empty, target } = spec.worth
      row += count
      return {
        spec,
        index: index++,
        group,
        good: resources.goods.findIndex(good => good.name === spec.good),
        first: row - count,
        count,
        shift: row - count - first,
        buys: traded(scenario, resources.demand, name, spec.good),
        sells: traded(scenario, resources.supply, name, spec.good),
        worth: Float64Array.from({ length: STEPS }, (_, k) => empty - ((empty - target) * k) / STEPS),
        // Compute is of its tick.
        kept: spec.compute ? 0 : Math.max(0, 1 - spec.loss * clock.tick),
        standing: Math.round(spec.standing * clock.tick * MICRO),
      }
    }),
  )
}

/** Regions in which the agents of `group` trade `good` on this side of the market. */
function traded(
  { regions }: Scenario,
  side: Scenario['resources']['demand' | 'supply'],
  group: string,
  good: string,
): boolean[] {
  const open = side.filter(({ curve, good: of }) => curve.law === 'agents' && curve.group === group && of === good)
  return regions.map(({ name }) => open.some(({ regions: listed }) => listed.length === 0 || listed.includes(name)))
}
