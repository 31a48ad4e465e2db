/** Attacks and conduct: who attacks must exist, what a washing group pays must be known, and nobody cheats faster than ticks go. */
import { type Checks, names, sellers } from './check.ts'

export const attackChecks: Checks = (scenario, { fault, known }) => {
  const { attacks, customers } = scenario
  for (const { group, path } of sellers(scenario))
    if (group.conduct.rule !== 'honest' && group.conduct.period < scenario.clock.tick)
      fault(
        [...path, 'conduct', 'period'],
        `expected at least a tick, ${scenario.clock.tick} s, got ${group.conduct.period} s`,
      )
  const groups = sellers(scenario).map(({ group }) => group.name)
  for (const [a, attack] of attacks.entries()) {
    if (attack.operators === '') fault(['attacks', a, 'operators'], 'expected a group of operators, got ""')
    known(['attacks', a, 'operators'], 'a group of operators', attack.operators, groups)
    const twice = attacks.findIndex(({ kind, operators }) => kind === attack.kind && operators === attack.operators)
    if (twice < a && attack.kind !== 'ban-wave')
      fault(
        ['attacks', a, 'operators'],
        `expected one ${attack.kind} a group, got another of "${attack.operators}" (first at attacks[${twice}])`,
      )
    if (attack.kind !== 'wash' && attack.kind !== 'ban-wave') continue
    known(['attacks', a, 'customers'], 'a group of customers', attack.customers, names(customers))
    if (attack.kind !== 'wash') continue
    if (attack.customers === '') fault(['attacks', a, 'customers'], 'expected a group of customers, got ""')
    const group = customers.find(({ name }) => name === attack.customers)
    if (group && !group.budget)
      fault(
        ['attacks', a, 'customers'],
        `expected a group with a budget (0 USD/day will do), so that its wallet pays, got "${group.name}" without`,
      )
  }
}
