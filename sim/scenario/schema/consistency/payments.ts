/** Payments between agents: groups that must exist, and somebody to pay. */
import { type Checks, names } from './check.ts'

export const paymentChecks: Checks = ({ agents }, { fault, known }) => {
  const groups = names(agents.groups)
  for (const [s, { name, from, to }] of agents.payments.entries()) {
    const path = ['agents', 'payments', s] as const
    const first = agents.payments.findIndex(other => other.name === name)
    if (first < s)
      fault([...path, 'name'], `expected a name of its own, got "${name}" again (first at agents.payments[${first}])`)
    for (const [key, group] of [
      ['from', from],
      ['to', to],
    ])
      known([...path, key], 'a group of agents', group, groups)
    if (from === to && agents.groups.find(group => group.name === from)?.count === 1)
      fault([...path, 'to'], `expected a group of at least 2 agents where they pay each other, got 1`)
  }
}
