/** Groups of agents: which rows of the table of agents belong to which part of the scenario. */
import type { Scenario } from '../../scenario/schema.ts'

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
