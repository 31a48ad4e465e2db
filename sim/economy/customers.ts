/** The customers' side of a scenario: groups, class mixes, and which of the slower rules are in use at all. */
import { pow } from '../engine/numerics.ts'
import type { Scenario } from '../scenario/schema.ts'
import { type CustomerGroup, customerGroups } from './groups.ts'

/** How many values a random word has. */
const WORDS = 4294967296

/** What follows from the scenario for customers. */
export interface CustomerSide {
  readonly groups: readonly CustomerGroup[]
  /** By group: first row of its class mix in `mixCut` (thresholds of a random word) and `mixClass`. */
  readonly mixFirst: Uint32Array
  readonly mixCut: Float64Array
  readonly mixClass: Uint16Array
  /** By class: dearest fee as a multiple of the posted price. */
  readonly classPrice: Float64Array
  /** By group: weight of a simulated query in the satisfaction of an agent. */
  readonly forgetting: Float64Array
  /** Whether any customer can leave, has a budget, has a reservation price. */
  readonly leaving: boolean
  readonly budgets: boolean
  readonly reserves: boolean
}

/** What follows from the scenario for its customers. */
export function customerSide(scenario: Scenario): CustomerSide {
  const index = (name: string) => scenario.classes.findIndex(item => item.name === name)
  const mixes = scenario.customers.map(({ mix }) =>
    mix.length === 0 ? [{ cls: 0, share: 1 }] : mix.map(item => ({ cls: index(item.class), share: item.share })),
  )
  const mixFirst = new Uint32Array(mixes.length)
  const cuts: number[] = []
  const kinds: number[] = []
  for (const [g, mix] of mixes.entries()) {
    mixFirst[g] = cuts.length
    let sum = 0
    for (const [k, { cls, share }] of mix.entries()) {
      sum += share
      cuts.push(k === mix.length - 1 ? WORDS : sum * WORDS)
      kinds.push(cls)
    }
  }
  return {
    groups: customerGroups(scenario),
    mixFirst,
    mixCut: Float64Array.from(cuts),
    mixClass: Uint16Array.from(kinds),
    classPrice: Float64Array.from(scenario.classes, ({ name, price }) => {
      const bonuses = scenario.specializations.map(({ classes, bonus }) => (classes.includes(name) ? bonus : 0))
      return price * (1 + Math.max(0, ...bonuses))
    }),
    forgetting: Float64Array.from(scenario.customers, ({ loyalty, represents }) =>
      forgettingOf(loyalty.memory, scenario.market.sampling / represents),
    ),
    leaving: scenario.customers.some(({ loyalty: { patience } }) => patience.kind !== 'constant' || patience.value > 0),
    budgets: scenario.customers.some(({ budget }) => budget !== undefined),
    reserves: scenario.customers.some(({ reservation }) => reservation !== undefined),
  }
}

/**
 * Weight of an experience in an average with a memory of `memory` queries, made by `queries` of a customer's queries at
 * once: 1 - (1 - 1 / memory)^queries. So an agent forgets as fast as each of its customers would, however many it has.
 */
function forgettingOf(memory: number, queries: number): number {
  return queries === 1 ? 1 / memory : 1 - pow(1 - 1 / memory, queries)
}
