/** Watches the agents of a run: what each group spends on compute, and whether it keeps up when a surge hits it. */
import { MICRO } from '../economy/accounts.ts'
import type { World } from '../economy/world.ts'

/** Sums of a group of agents over the time watched. */
export interface AgentSums {
  readonly name: string
  /** Number of its agents. */
  readonly count: number
  /** Time in which a shock multiplied its tasks (s), and of that, times the share of agents that kept up. */
  surge: number
  keptUp: number
  /** Paid for compute, ahead and on the spot (USD). */
  spent: number
}

export function agentSums({ agents }: World): AgentSums[] {
  return agents.map(({ spec: { name }, count }) => ({ name, count, surge: 0, keptUp: 0, spent: 0 }))
}

/** Adds the tick that has just been run. */
export function addAgents({ tables, shock, tickLength }: World, sums: readonly AgentSums[]): void {
  const { up, creditsPaid, spotPaid } = tables.agentTotals
  const price = tables.token.price[0]
  for (const [g, group] of sums.entries()) {
    group.spent += ((creditsPaid[g] + spotPaid[g]) / MICRO) * price
    if (shock.agents[g] <= 1) continue
    group.surge += tickLength
    group.keptUp += (up[g] / group.count) * tickLength
  }
}
