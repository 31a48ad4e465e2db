/** Payments between agents: groups that must exist, and somebody to pay. */
import { type Checks, isList, names } from './check.ts'

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
  if (!agents.reciprocity) return
  const path = ['agents', 'reciprocity'] as const
  const { groups: circle, books } = agents.reciprocity
  for (const [g, name] of circle.entries()) known([...path, 'groups', g], 'a group of agents', name, groups)
  const members = agents.groups
    .filter(({ name }) => circle.length === 0 || circle.includes(name))
    .reduce((sum, { count }) => sum + count, 0)
  if (members < 2) fault(path, `expected at least 2 agents who take part, got ${members}`)
  for (const [g, { name, stocks }] of agents.groups.entries())
    for (const [k, { compute }] of stocks.entries())
      if (compute && (circle.length === 0 || circle.includes(name)))
        fault(
          ['agents', 'groups', g, 'stocks', k, 'compute'],
          'expected false, as agents who take part in agents.reciprocity give away what their machines have left, got true',
        )
  if (books.rule === 'scrip' && isList(books.initial) && books.initial.values.length !== members)
    fault([...path, 'books', 'initial'], `expected ${members} values, one an agent, got ${books.initial.values.length}`)
  if (books.rule === 'bilateral' && books.partners % 2 > 0)
    fault([...path, 'books', 'partners'], `expected an even number, got ${books.partners}`)
  if (books.rule === 'bilateral' && books.partners >= members)
    fault([...path, 'books', 'partners'], `expected less than the ${members} who take part, got ${books.partners}`)
}
