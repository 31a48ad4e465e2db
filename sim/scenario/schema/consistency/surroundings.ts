/** What surrounds the market: names of their own, round trips, shocks, phases. */
import { type Checks, names, sellerNames, sellers, siteNames } from './check.ts'

export const surroundingChecks: Checks = (scenario, { fault, known }) => {
  const { classes, specializations, regions, sites, operators, customers, agents } = scenario
  for (const [list, items] of Object.entries({ classes, specializations, regions, sites, operators, customers })) {
    for (const [i, { name }] of items.entries()) {
      const first = items.findIndex(item => item.name === name)
      if (first < i)
        fault([list, i, 'name'], `expected a name of its own, got "${name}" again (first at ${list}[${first}])`)
    }
  }
  for (const [i, { region }] of sites.entries()) known(['sites', i, 'region'], 'a region', region, names(regions))
  const { matrix } = scenario.network
  if (matrix && (matrix.length !== regions.length || matrix.some(row => row.length !== regions.length)))
    fault(['network', 'matrix'], `expected ${regions.length} rows of ${regions.length} round trips, one a region`)

  for (const [i, shock] of scenario.shocks.entries()) {
    if (shock.kind === 'outage') {
      known(['shocks', i, 'region'], 'a region', shock.region, names(regions))
      known(['shocks', i, 'site'], 'a site', shock.site, siteNames(scenario))
      known(['shocks', i, 'operator'], 'an operator', shock.operator, sellerNames(scenario))
    } else if (shock.kind === 'demand')
      known(['shocks', i, 'customers'], 'a group of customers or agents', shock.customers, [
        ...names(customers),
        ...names(agents.groups),
      ])
    else if (shock.kind === 'cost')
      known(
        ['shocks', i, 'operators'],
        'a group of operators',
        shock.operators,
        sellers(scenario).map(({ group }) => group.name),
      )
  }
  for (const [i, phase] of scenario.phases.entries())
    if (i > 0 && phase.from <= scenario.phases[i - 1].from)
      fault(['phases', i, 'from'], `expected a later start than phase "${scenario.phases[i - 1].name}"`)
}
