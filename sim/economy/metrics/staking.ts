/** Metrics of stakes, where there are delegators, jail or incidents. */

import { gini, nakamoto } from '../../measure/concentration.ts'
import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { YEAR } from '../../scenario/units.ts'
import { MICRO } from '../accounts.ts'
import { balanceOf, money, moved } from '../ledger.ts'
import { STATE } from '../operators/tables.ts'
import { atLarge, stakeBehind } from '../protocol/delegation.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function stakingMetrics({ delegators, slashing, operators, entry }: Scenario): readonly Metric<World>[] {
  const incidents = [...operators, ...entry.candidates].some(group => group.incidents)
  if (delegators.length === 0 && slashing.jail === 0 && !incidents) return []
  return [
    metric('staked', 'token', 'operators’ own stakes', w => balanceOf(w.tables, 'stakes', 'token') / MICRO),
    metric(
      'delegated',
      'token',
      'tokens delegated to operators, those that wait to be free included',
      w => balanceOf(w.tables, 'delegations', 'token') / MICRO,
    ),
    metric(
      'staking_ratio',
      '1',
      'share of all tokens that is staked or delegated',
      w =>
        (balanceOf(w.tables, 'stakes', 'token') + balanceOf(w.tables, 'delegations', 'token')) /
        money(w.tables, 'token').final,
    ),
    quotient(
      'staking_yield',
      '1/year',
      'stakers’ rewards per token of stake, before commission',
      w => ((moved(w.tables, 'stakeReward') + moved(w.tables, 'delegatorReward')) * YEAR) / w.tickLength,
      w => sumOf(stakes(w)),
    ),
    quotient(
      'commission',
      '1',
      'commission of the operators, by what is delegated to them',
      ({ tables: { operators: own } }) => sumProduct(own.commission, own.delegated),
      w => sumOf(w.tables.operators.delegated),
    ),
    metric('jailed', 'operator', 'operators in jail', jailed),
    metric('nakamoto_stake', 'operator', 'fewest operators with more than half of all stake', w => nakamoto(stakes(w))),
    metric('gini_stake', '1', 'Gini coefficient of the stake behind operators', w => gini(stakes(w))),
  ]
}

/** Stake behind each operator in the market and not in jail. */
function stakes({ tables, scratch }: World): Float64Array {
  const { prices } = scratch
  let n = 0
  for (let o = 0; o < prices.length; o++) if (atLarge(tables, o)) prices[n++] = stakeBehind(tables, o)
  return prices.subarray(0, n)
}

function sumProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

function jailed({ tables }: World): number {
  const { state, jailedUntil } = tables.operators
  let count = 0
  for (let o = 0; o < state.length; o++) if (state[o] === STATE.active && jailedUntil[o] > 0) count++
  return count
}
