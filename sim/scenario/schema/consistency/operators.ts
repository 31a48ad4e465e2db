/** Operators: names that must exist, as many values as there are operators. */
import { type Checks, isList, names, sellers, siteNames } from './check.ts'

export const operatorChecks: Checks = (scenario, { fault, known }) => {
  const { specializations, regions, sites } = scenario
  for (const { group, path } of sellers(scenario)) {
    known([...path, 'specialization'], 'a specialization', group.specialization, names(specializations))
    for (const [j, name] of group.regions.entries()) known([...path, 'regions', j], 'a region', name, names(regions))
    for (const [j, name] of group.sites.entries()) known([...path, 'sites', j], 'a site', name, siteNames(scenario))
    if (group.sites.length === 0 && sites.length > 0)
      for (const region of group.regions.length > 0 ? group.regions : names(regions))
        if (!sites.some(site => site.region === region))
          fault([...path, 'sites'], `expected sites, since region "${region}" has none, got an empty list`)
    for (const [key, value] of Object.entries({ ...group, ...group.latency }))
      if (isList(value) && value.values.length !== group.count)
        fault([...path, key], `expected ${group.count} values, one an operator, got ${value.values.length}`)
    if (group.repricing.floor > group.repricing.ceiling)
      fault([...path, 'repricing', 'floor'], `expected at most the ceiling, got a higher floor`)
  }
}
