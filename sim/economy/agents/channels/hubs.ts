/** Hubs, of which every spoke has one: agents in a row. */
import type { Scenario } from '../../../scenario/schema.ts'
import { membersOf } from './graph.ts'

export interface Hubs {
  /** Row of the first, and how many there are; 0: none. */
  readonly first: number
  readonly count: number
  /** Row of the first channel between hubs. */
  readonly trunks: number
}

export function hubsOf(scenario: Scenario): Hubs {
  const { graph } = scenario.agents.channels
  if (graph.shape !== 'hub') return { first: 0, count: 0, trunks: 0 }
  const members = membersOf(scenario, [graph.hubs])
  return { first: members[0], count: members.length, trunks: membersOf(scenario, graph.spokes).length }
}
