/** Metrics of attacks and of conduct: how the attackers do, who cheats, and where cheating stops to pay. */

import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { attacks } from '../attacks/attacks.ts'
import { anyCheats } from '../operators/conduct.ts'
import { STATE } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

/** The metrics of a scenario with attacks, or with operators who may cheat. */
export function conductMetrics(scenario: Scenario): readonly Metric<World>[] {
  return [...(scenario.attacks.length > 0 ? ATTACKS : []), ...(anyCheats(scenario) ? CONDUCT : [])]
}

const ATTACKS: readonly Metric<World>[] = [
  quotient('attack_share', '1', 'share of paid queries won by attackers', paidToAttackers, w => w.tables.tally.paid[0]),
  quotient(
    'attack_price',
    'token/query',
    'mean posted price of the attackers in the market',
    w => attackers(w).reduce((sum, o) => sum + w.tables.operators.posted[o], 0) / MICRO,
    w => attackers(w).length,
  ),
  quotient(
    'passed',
    '1',
    'share of answers that are wrong and not caught',
    w => sumOf(w.tables.nodeTally.passed),
    w => sumOf(w.tables.nodeTally.answered),
  ),
]

const CONDUCT: readonly Metric<World>[] = [
  quotient(
    'cheating',
    '1',
    'share of the operators who had the choice, and have not been expelled, who cheated in their last period',
    w => tempted(w).reduce((sum, o) => sum + w.tables.conduct.cheats[o], 0),
    w => tempted(w).length,
  ),
  metric(
    'critical_slash',
    'USD',
    'middle between the greatest slash at which an operator has cheated and the least at which one is honest',
    w => {
      const { cheat, honest } = boundary(w)
      return (w.tables.conduct.slash[cheat] + w.tables.conduct.slash[honest]) / 2 / MICRO
    },
  ),
]

function attackers(world: World): number[] {
  const { state } = world.tables.operators
  const rows: number[] = []
  for (let o = 0; o < state.length; o++)
    if (state[o] === STATE.active && world.scenario.attacks.some(attack => attacks(world, attack, o))) rows.push(o)
  return rows
}

function paidToAttackers(world: World): number {
  const { firstNode, mostNodes } = world.tables.operators
  const { paidQueries } = world.tables.nodeTally
  return attackers(world).reduce(
    (sum, o) => sum + sumOf(paidQueries.subarray(firstNode[o], firstNode[o] + mostNodes[o])),
    0,
  )
}

function tempted({ tables }: World): number[] {
  const { decided } = tables.conduct
  return Array.from(decided.keys()).filter(o => decided[o] === 1 && tables.operators.state[o] === STATE.active)
}

/** The operator with the greatest slash of those who cheated when they decided last, and that with the least of the honest; -1: none. */
export function boundary({ tables }: World): { readonly cheat: number; readonly honest: number } {
  const { decided, cheats, slash } = tables.conduct
  let cheat = -1
  let honest = -1
  for (let o = 0; o < slash.length; o++) {
    if (decided[o] === 0) continue
    if (cheats[o] === 1) cheat = cheat < 0 || slash[o] > slash[cheat] ? o : cheat
    else honest = honest < 0 || slash[o] < slash[honest] ? o : honest
  }
  return { cheat, honest }
}
