/** Checks between parameters: names that must exist, shares that must sum to one, rules that exclude each other. */
import type { z } from 'zod'
import { nearest } from '../nearest.ts'
import type { ScenarioShape } from '../schema.ts'

type Path = readonly (string | number)[]
type Context = z.core.$RefinementCtx<ScenarioShape>

/** Agents of all groups of customers: 64 bytes each, and the tables lie in 4 GiB. */
const MOST_AGENTS = 65_000_000

/** Adds an issue to `context` for every contradiction in `scenario`. */
export function consistent(scenario: ScenarioShape, context: Context): void {
  const fault = (path: Path, message: string) => context.addIssue({ code: 'custom', path: [...path], message })
  const { classes, specializations, regions, operators, customers, market } = scenario
  const names = (items: readonly { name: string }[]) => items.map(item => item.name)

  const known = (path: Path, kind: string, name: string, among: readonly string[]) => {
    if (name === '' || among.includes(name)) return
    const meant = nearest(name, among)
    fault(path, `expected ${kind}, got "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`)
  }
  const unique = (path: string, items: readonly { name: string }[]) => {
    for (const [i, { name }] of items.entries()) {
      const first = items.findIndex(item => item.name === name)
      if (first < i)
        fault([path, i, 'name'], `expected a name of its own, got "${name}" again (first at ${path}[${first}])`)
    }
  }
  for (const [path, items] of Object.entries({ classes, specializations, regions, operators, customers }))
    unique(path, items)

  const shares = Object.values(market.fee).reduce((sum, share) => sum + share, 0)
  if (Math.abs(shares - 1) > 1e-9) fault(['market', 'fee'], `expected shares that sum to 1, got ${round(shares)}`)
  if (market.race.losers === 'cancel' && market.service !== 'queue')
    fault(['market', 'race', 'losers'], 'expected market.service "queue" with "cancel", got "utilisation"')

  if (market.sampling > 1 && market.service === 'queue')
    fault(
      ['market', 'sampling'],
      `expected 1 with market.service "queue": a sample of the queries would hardly wait, got ${market.sampling}`,
    )
  if (market.sampling > 1 && market.race.losers === 'cancel')
    fault(
      ['market', 'sampling'],
      `expected 1 with market.race.losers "cancel": what a cancelled race leaves of the load does not scale, got ${market.sampling}`,
    )

  if (market.race.losers === 'cancel' && market.verification.verifiers > 0)
    fault(
      ['market', 'verification', 'verifiers'],
      `expected 0 with market.race.losers "cancel", which leaves nobody to verify, got ${market.verification.verifiers}`,
    )

  for (const [i, item] of classes.entries())
    known(['classes', i, 'needs'], 'a specialization', item.needs, names(specializations))
  for (const [i, item] of specializations.entries())
    for (const [j, name] of item.classes.entries())
      known(['specializations', i, 'classes', j], 'a query class', name, names(classes))

  const groups = [
    ...operators.map((group, i) => ({ group, path: ['operators', i] as Path })),
    ...scenario.entry.candidates.map((group, i) => ({ group, path: ['entry', 'candidates', i] as Path })),
  ]
  for (const { group, path } of groups) {
    known([...path, 'specialization'], 'a specialization', group.specialization, names(specializations))
    for (const [j, name] of group.regions.entries()) known([...path, 'regions', j], 'a region', name, names(regions))
    for (const [key, value] of Object.entries({ ...group, ...group.latency }))
      if (isList(value) && value.values.length !== group.count)
        fault([...path, key], `expected ${group.count} values, one an operator, got ${value.values.length}`)
    if (group.repricing.floor > group.repricing.ceiling)
      fault([...path, 'repricing', 'floor'], `expected at most the ceiling, got a higher floor`)
  }
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
    if (group.budget && market.race.losers === 'cancel')
      fault(
        ['customers', i, 'budget'],
        'expected no budget with market.race.losers "cancel": a cancelled race is paid ticks later',
      )
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
  const { matrix } = scenario.network
  if (matrix && (matrix.length !== regions.length || matrix.some(row => row.length !== regions.length)))
    fault(['network', 'matrix'], `expected ${regions.length} rows of ${regions.length} round trips, one a region`)

  for (const [i, shock] of scenario.shocks.entries()) {
    if (shock.kind === 'outage') {
      known(['shocks', i, 'region'], 'a region', shock.region, names(regions))
      known(
        ['shocks', i, 'operator'],
        'an operator',
        shock.operator,
        groups.flatMap(({ group }) => [group.name, ...numbered(group)]),
      )
    } else if (shock.kind === 'demand')
      known(['shocks', i, 'customers'], 'a group of customers', shock.customers, names(customers))
    else
      known(
        ['shocks', i, 'operators'],
        'a group of operators',
        shock.operators,
        groups.map(({ group }) => group.name),
      )
  }
  for (const [i, phase] of scenario.phases.entries())
    if (i > 0 && phase.from <= scenario.phases[i - 1].from)
      fault(['phases', i, 'from'], `expected a later start than phase "${scenario.phases[i - 1].name}"`)
}

function numbered({ name, count }: { name: string; count: number }): string[] {
  return Array.from({ length: Math.min(count, 1000) }, (_, i) => `${name}-${i + 1}`)
}

function isList(value: unknown): value is { kind: 'list'; values: readonly number[] } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'list'
}

const round = (share: number) => Number(share.toPrecision(6))
