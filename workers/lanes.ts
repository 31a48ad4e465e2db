/** Lanes: how many threads a run can make use of. */
import { customerGroups } from '../sim/economy/groups.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { LEAST_ROWS } from './crew.ts'

export interface Lanes {
  readonly lanes: number
  /** Why there are fewer than were wanted; empty where there are not. */
  readonly why: string
}

/** The lanes that a run of the scenario uses of those wanted; at least one. */
export function lanesFor(scenario: Scenario, wanted: number): Lanes {
  if (wanted <= 1) return { lanes: 1, why: '' }
  if (scenario.market.race.losers === 'cancel')
    return { lanes: 1, why: 'one lane: races whose losers are cancelled couple all nodes' }
  if (scenario.market.service === 'queue') return { lanes: 1, why: 'one lane: queues take queries in order of time' }
  const customers = customerGroups(scenario).reduce((sum, { count }) => sum + count, 0)
  const agents = scenario.agents.groups.reduce((sum, { count }) => sum + count, 0)
  if (customers < LEAST_ROWS && agents < LEAST_ROWS) {
    const many = agents > customers ? 'agents' : 'customers'
    return { lanes: 1, why: `one lane: fewer than ${LEAST_ROWS} ${many} are not worth sharing` }
  }
  return { lanes: wanted, why: '' }
}
