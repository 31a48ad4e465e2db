/** Theory of delegation: where delegators are in the long run, when what they choose by does not move. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { atLarge, weighOperators } from '../protocol/delegation.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

/** What of a choice formula stays as it is while nobody enters, leaves or goes to jail. */
const CONSTANT = ['commission', 'operators']

/**
 * Mean commission of the tokens delegated. A delegator at operator i moves to j at a rate in proportion to the weight of j,
 * so in balance i and j are held in proportion to their weights, however long tokens unbond: Σ w c / Σ w.
 */
export function delegationPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { tables, delegation, scenario, groups } = world
  const { commission, state } = tables.operators
  const fixed =
    groups.every(({ spec, candidate }) => !candidate && !spec.incidents) &&
    scenario.slashing.jail === 0 &&
    state.every((_, o) => atLarge(tables, o))
  if (!fixed || delegation.groups.length !== 1) return []
  const [group] = delegation.groups
  if (group.choice.names.some(name => !CONSTANT.includes(name))) return []
  const total = weighOperators(world, group)
  let weighed = 0
  for (let o = 0; o < commission.length; o++)
    weighed += commission[o] * (delegation.weight[o] - (o === 0 ? 0 : delegation.weight[o - 1]))
  return predict(metrics, 'commission', weighed / total, 'Luce shares of the operators, reversible moves')
}
