/** Agents: names that must exist, and a value for each agent where values are listed. */
import { type Checks, isList, names } from './check.ts'

export const agentChecks: Checks = ({ agents, customers, regions }, { fault, known }) => {
  for (const [i, group] of agents.groups.entries()) {
    const path = ['agents', 'groups', i] as const
    const first = agents.groups.findIndex(({ name }) => name === group.name)
    if (first < i)
      fault(
        [...path, 'name'],
        `expected a name of its own, got "${group.name}" again (first at agents.groups[${first}])`,
      )
    if (names(customers).includes(group.name))
      fault([...path, 'name'], `expected a name that no group of customers has, got "${group.name}"`)
    for (const [j, name] of group.regions.entries()) known([...path, 'regions', j], 'a region', name, names(regions))
    for (const key of ['wallet', 'income', 'upkeep', 'capacity', 'credits'] as const) {
      const value = group[key]
      if (isList(value) && value.values.length !== group.count)
        fault([...path, key], `expected ${group.count} values, one an agent, got ${value.values.length}`)
    }
  }
}
