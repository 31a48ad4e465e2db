/** Groups of agents: which rows of the table of agents belong to which part of the scenario. */
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'

export interface AgentGroup {
  readonly spec: Scenario['agents']['groups'][number]
  readonly first: number
  readonly count: number
}

export function agentGroups({ agents }: Scenario): AgentGroup[] {
  let first = 0
  return agents.groups.map(spec => {
    first += spec.count
    return { spec, first: first - spec.count, count: spec.count }
  })
}

/** Name of agent `i`: its group's, and its number in the group where that has several. */
export function agentNameOf({ agents, tables }: Pick<World, 'agents' | 'tables'>, i: number): string {
  const { spec, first, count } = agents[tables.agents.group[i]]
  return count === 1 ? spec.name : `${spec.name}-${i - first + 1}`
}
