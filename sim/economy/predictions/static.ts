/** The market of a run when it is static: nothing that a closed form takes as given moves. */
import { STATE } from '../operators/tables.ts'
import { ordinary } from '../orders/terms.ts'
import { isLinked } from '../patrons/tables.ts'
import { available } from '../queries/offers.ts'
import type { World } from '../world.ts'

/** The nodes of a static market: one list, fixed weights, no outages, no shocks, nobody enters or leaves. */
export interface StaticMarket {
  readonly nodes: readonly number[]
  readonly weights: Float64Array
  /** Mean service time, s. */
  readonly means: Float64Array
  readonly accuracies: Float64Array
  /** The one law of all nodes; undefined when they differ. */
  readonly law: number | undefined
  /** Whether all nodes have the same weight, law, speed, accuracy and servers. */
  readonly alike: boolean
}

/** The static market of the run, undefined when its market is not static. */
export function staticMarket(world: World): StaticMarket | undefined {
  const { scenario, tables, groups } = world
  const { customers, market } = scenario
  const moving =
    world.regions > 1 ||
    world.lists.first.length > 1 ||
    scenario.shocks.length > 0 ||
    isLinked(scenario) ||
    !ordinary(scenario) ||
    scenario.attacks.length > 0 ||
    market.scores.learning ||
    customers.some(
      ({ reservation, budget, reciprocity, trace, loyalty }) =>
        reservation || budget || reciprocity || trace || !isZero(loyalty.patience),
    ) ||
    groups.some(
      ({ spec, candidate }) =>
        candidate || spec.failure || spec.expansion.rule !== 'none' || spec.investment.rule !== 'none',
    ) ||
    !isFixed(world) ||
    scenario.specializations.length > 0 ||
    tables.operators.quality.some(quality => quality > 0) ||
    market.verification.detection < 1 ||
    isGoverned(world)
  if (moving || tables.operators.state.some(state => state !== STATE.active)) return undefined
  const { members } = tables.menu
  const { member, weight } = tables.menus
  const n = members[0]
  if (n === 0 || member.subarray(0, n).some(i => i >= tables.nodes.operator.length || !available(world, i)))
    return undefined
  const nodes = Array.from(member.subarray(0, n))
  const { law, mean, accuracy, servers, reserved, shape } = tables.nodes
  const first = nodes[0]
  const same = (column: ArrayLike<number>) => nodes.every(i => column[i] === column[first])
  return {
    nodes,
    weights: weight.slice(0, n),
    means: Float64Array.from(nodes, i => mean[i]),
    accuracies: Float64Array.from(nodes, i => accuracy[i]),
    law: same(law) ? law[first] : undefined,
    alike:
      [law, mean, accuracy, servers, reserved, shape].every(same) && nodes.every((_, row) => weight[row] === weight[0]),
  }
}

/** Whether selection weights cannot move: prices are fixed or do not matter, scores do not learn. */
function isFixed({ groups, scenario }: World): boolean {
  const rule = scenario.market.selection.rule
  return rule === 'uniform' || rule === 'stake' || groups.every(({ spec }) => spec.pricing.rule === 'fixed')
}

/** Whether votes, delegators or jail move what closed forms take as given. */
const isGoverned = ({ scenario: { governance, delegators, slashing }, groups }: World) =>
  governance.proposals.length > 0 ||
  delegators.length > 0 ||
  slashing.jail > 0 ||
  groups.some(({ spec }) => spec.incidents)

export const isZero = (quantity: { kind: string; value?: number }) =>
  quantity.kind === 'constant' && quantity.value === 0

/** Whether demand is the same in every tick: no pattern, no answer to prices, no trace, no shocks. */
export function isSteady(world: World): boolean {
  const { scenario } = world
  const steady = scenario.customers.every(
    ({ pattern, elasticity, reservation, trace }) =>
      pattern.daily === 0 &&
      pattern.weekend === 1 &&
      pattern.growth === 0 &&
      elasticity === 0 &&
      !reservation &&
      !trace,
  )
  return (
    steady && scenario.shocks.length === 0 && scenario.attacks.length === 0 && ordinary(scenario) && !isGoverned(world)
  )
}
