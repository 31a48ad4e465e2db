/** Customers: names that must exist, shares, budgets, and no more agents than memory holds. */
import { type Checks, isList, keepsInFlight, names, round } from './check.ts'

/** Agents of all groups of customers: 64 bytes each, and the tables lie in 4 GiB. */
const MOST_AGENTS = 65_000_000

export const customerChecks: Checks = (scenario, { fault, known }) => {
  const { customers, regions, classes, market } = scenario
  const flying = keepsInFlight(scenario)
  let agentsSoFar = 0
  for (const [i, group] of customers.entries()) {
    for (const [j, name] of group.regions.entries())
      known(['customers', i, 'regions', j], 'a region', name, names(regions))
    for (const [j, item] of group.mix.entries())
      known(['customers', i, 'mix', j, 'class'], 'a query class', item.class, names(classes))
    const mix = group.mix.reduce((sum, item) => sum + item.share, 0)
    if (group.mix.length > 0 && Math.abs(mix - 1) > 1e-9)
      fault(['customers', i, 'mix'], `expected shares that sum to 1, got ${round(mix)}`)
    if (group.budget && group.trace)
      fault(
        ['customers', i, 'budget'],
        'expected no budget with a trace: recorded queries are asked whatever they cost',
      )
    if (group.budget && flying)
      fault(['customers', i, 'budget'], `expected no budget with ${flying}: a race is paid when it ends, ticks later`)
    const agents = group.count / group.represents
    if (!Number.isInteger(agents))
      fault(['customers', i, 'represents'], `expected a divisor of count, ${group.count}, got ${group.represents}`)
    agentsSoFar += agents
    if (agentsSoFar > MOST_AGENTS)
      fault(
        ['customers', i, 'represents'],
        `expected at most ${MOST_AGENTS} agents up to here (count over represents), got ${agentsSoFar}`,
      )
    for (const key of ['rate', 'reservation', 'wallet', 'budget'] as const) {
      const value = group[key]
      if (isList(value) && value.values.length !== agents)
        fault(
          ['customers', i, key],
          `expected ${agents} values, one ${group.represents > 1 ? 'an agent' : 'a customer'}, got ${value.values.length}`,
        )
    }
    if (group.trace && market.sampling > 1)
      fault(['market', 'sampling'], `expected 1 with a trace, which is replayed query by query, got ${market.sampling}`)
  }
}
