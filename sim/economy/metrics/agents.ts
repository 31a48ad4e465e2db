/** Metrics of agents: how much of their work is done and in time, what it costs them, and what they hold. */
import { gini } from '../../measure/concentration.ts'
import type { Metric } from '../../measure/metric.ts'
import { sumOf } from '../../measure/sum.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function agentMetrics({ agents }: Scenario): readonly Metric<World>[] {
  if (agents.groups.length === 0) return []
  const all = agents.groups.reduce((sum, { count }) => sum + count, 0)
  return [
    metric(
      'agents_up',
      '1',
      'share of all agents that are awake and could do all work that was due',
      w => sumOf(w.tables.agentTotals.up) / all,
    ),
    metric('credit_price', 'token', 'price of a compute credit', w => w.tables.creditMarket.price[0] / MICRO),
    ...agents.groups.flatMap((group, g) => ofGroup(group, g)),
  ]
}

/** Most agents of a group whose wallets are compared in every tick; those of larger groups are in agents.csv. */
const COMPARED = 1000

/** What is counted of group `g`. */
const counted = (g: number, column: keyof World['tables']['agentTotals']) => (world: World) =>
  world.tables.agentTotals[column][g]

const ofGroup = ({ name, count, target, tasks }: Scenario['agents']['groups'][number], g: number): Metric<World>[] => [
  metric(
    `uptime_${name}`,
    '1',
    `share of agents of ${name} that are awake and could do all work that was due`,
    w => w.tables.agentTotals.up[g] / count,
  ),
  metric(
    `dormant_${name}`,
    '1',
    'share that is dormant',
    ({ tables: { agentTotals } }) => 1 - (agentTotals.awake[g] + agentTotals.retired[g]) / count,
  ),
  metric(`fallen_${name}`, '1', 'agents that ran out of money and went dormant', counted(g, 'fallen')),
  ...(target === undefined
    ? []
    : [metric(`retired_${name}`, '1', 'share that has retired', w => w.tables.agentTotals.retired[g] / count)]),
  quotient(`done_${name}`, '1', 'work done, per work given', counted(g, 'done'), counted(g, 'given')),
  quotient(
    `in_time_${name}`,
    '1',
    'work of tasks finished, per work of tasks finished or lost',
    counted(g, 'finished'),
    w => w.tables.agentTotals.finished[g] + w.tables.agentTotals.lost[g],
  ),
  quotient(`lost_${name}`, '1', 'work of tasks lost, per work given', counted(g, 'lost'), counted(g, 'given')),
  ...(tasks.success < 1
    ? [
        quotient(
          `well_${name}`,
          '1',
          'share of the tasks finished that were done well',
          counted(g, 'well'),
          counted(g, 'finished'),
        ),
      ]
    : []),
  metric(
    `waiting_${name}`,
    '1',
    'work that waits at one agent as the tick ends, in credits',
    w => w.tables.agentTotals.waiting[g] / MICRO / count,
  ),
  metric(`wallet_${name}`, 'token', 'mean wallet', w => sumOf(walletsOf(w, g)) / MICRO / count),
  ...(count <= COMPARED
    ? [metric(`gini_${name}`, '1', 'Gini coefficient of wallets', w => gini(walletsOf(w, g)))]
    : []),
  quotient(
    `compute_cost_${name}`,
    'token',
    'paid for compute, ahead and on the spot, per credit of work done',
    w => w.tables.agentTotals.creditsPaid[g] + w.tables.agentTotals.spotPaid[g],
    counted(g, 'done'),
  ),
  metric(`credits_${name}`, '1', 'credits held by one agent', w => w.tables.agentTotals.held[g] / MICRO / count),
]

function walletsOf({ tables, agents }: World, g: number): Float64Array {
  const { first, count } = agents[g]
  return tables.agents.wallet.subarray(first, first + count)
}
