/** Metrics of agents: how much of their work is done and in time, what it costs them, and what they hold. */
import type { Metric } from '../../measure/metric.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { metric, quotient } from './columns.ts'

export function agentMetrics({ agents }: Scenario): readonly Metric<World>[] {
  if (agents.groups.length === 0) return []
  return [
    metric('credit_price', 'token', 'price of a compute credit', w => w.tables.creditMarket.price[0] / MICRO),
    ...agents.groups.flatMap(({ name, count }, g) => ofGroup(name, count, g)),
  ]
}

const ofGroup = (name: string, count: number, g: number): Metric<World>[] => [
  metric(
    `uptime_${name}`,
    '1',
    `share of agents of ${name} that are awake and could do all work that was due`,
    w => w.tables.agentTotals.up[g] / count,
  ),
  metric(`dormant_${name}`, '1', `share that is dormant`, w => 1 - w.tables.agentTotals.awake[g] / count),
  quotient(
    `done_${name}`,
    '1',
    'work done, per work given',
    w => w.tables.agentTotals.done[g],
    w => w.tables.agentTotals.given[g],
  ),
  quotient(
    `compute_cost_${name}`,
    'token',
    'paid for compute, ahead and on the spot, per credit of work done',
    w => w.tables.agentTotals.creditsPaid[g] + w.tables.agentTotals.spotPaid[g],
    w => w.tables.agentTotals.done[g],
  ),
  metric(`credits_${name}`, '1', 'credits held by one agent', w => w.tables.agentTotals.held[g] / MICRO / count),
]
