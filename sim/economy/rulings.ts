/**
 * Rulings: parameters of the scenario that are changed while a run goes on. Their values are state, so a snapshot has them
 * and every thread sees them; what follows from the scenario is made anew, by each thread for itself, as a tick begins.
 */
import { f64, table, u32 } from '../engine/memory.ts'
import type { Scenario } from '../scenario/schema.ts'
import { mintingOf } from './protocol/mint.ts'
import { taxationOf } from './protocol/taxation.ts'
import { weighing } from './queries/weights.ts'
import { layRules } from './rules.ts'
import type { World } from './world.ts'

/** Path of a parameter in the scenario, by name: `market.fee.burn`. */
export type Parameter = string

export const rulingTables = (parameters: readonly Parameter[]) => ({
  rulings: table(parameters.length, {
    value: f64('1', 'value in this tick of a parameter that may change, in its base unit'),
    next: f64('1', 'its value from the next tick on'),
  }),
  rulingsMade: table(1, {
    count: u32('1', 'how often parameters have changed, up to this tick'),
    next: u32('1', 'how often they have, the changes of this tick included'),
  }),
})

/** Parameters that may change during a run of the scenario: none without somebody to change them. */
export const changeableIn = ({ governance }: Scenario): readonly Parameter[] => governance.votable

/** What follows from the scenario alone and may change with it. */
export function rulesIn(scenario: Scenario, nodes: number) {
  return {
    scenario,
    weigh: weighing(scenario, nodes + 1),
    taxation: taxationOf(scenario),
    minting: mintingOf(scenario),
    verifiers: scenario.market.verification.verifiers,
    refundShare: scenario.market.refund,
    refunded: scenario.terms.refunds.rule !== 'ticket',
  }
}

/** Number at `parameter` of the scenario; undefined where there is none. */
function valueAt(scenario: Scenario, parameter: Parameter): number | undefined {
  let value: unknown = scenario
  for (const step of parameter.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined
  return typeof value === 'number' ? value : undefined
}

/** The scenario with `values` in place of what it says of `parameters`. */
export function amended(scenario: Scenario, parameters: readonly Parameter[], values: ArrayLike<number>): Scenario {
  return parameters.reduce((all, parameter, p) => put(all, parameter.split('.'), values[p]) as Scenario, scenario)
}

function put(holder: unknown, [step, ...rest]: readonly string[], value: number): unknown {
  if (step === undefined) return value
  const members = holder as Readonly<Record<string, unknown>>
  return { ...members, [step]: put(members[step], rest, value) }
}

/** Writes the scenario's own values down, as a run begins. */
export function layRulings({ tables, charter, changeable }: World): void {
  for (const [p, parameter] of changeable.entries()) tables.rulings.next[p] = valueAt(charter, parameter)!
  tables.rulings.value.set(tables.rulings.next)
}

/** Gives the parameters that may change the values `next`, from the next tick on. */
export function rule({ tables }: World, next: Float64Array): void {
  tables.rulings.next.set(next)
  tables.rulingsMade.next[0]++
}

/** Brings what follows from the scenario up to the rulings made so far. */
export function followRulings(world: World): void {
  const { tables, charter, changeable } = world
  // The run's own thread begins a tick alone: what others read does not change while they work.
  if (world.lane === 0 && tables.rulingsMade.count[0] !== tables.rulingsMade.next[0]) {
    tables.rulings.value.set(tables.rulings.next)
    tables.rulingsMade.count[0] = tables.rulingsMade.next[0]
  }
  const made = tables.rulingsMade.count[0]
  if (world.rulings === made) return
  const scenario = made === 0 ? charter : amended(charter, changeable, tables.rulings.value)
  Object.assign(world, rulesIn(scenario, world.memory.rows('nodes')))
  world.rulings = made
  if (world.lane === 0) layRules(world)
}
