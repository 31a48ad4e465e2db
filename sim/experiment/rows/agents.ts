/** Agents: every metric that a run has because of them, and what the frontier of each group is made of. */
import { metricsOf } from '../../economy/metrics.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { AgentSums } from '../agents.ts'
import type { Observed } from '../observe.ts'
import { mean, type Row, section } from './row.ts'

const DAY = 86_400

/** Keys of the rows that the frontier of a group is made of. */
export const frontierKeys = (group: string) => ({
  surge: `surge_uptime_${group}`,
  uptime: `uptime_${group}`,
  spending: `spending_${group}`,
})

/** The rows of a scenario's agents: of all of them, then of each group. */
export function agentRows(scenario: Scenario): Row[] {
  const { agents } = scenario
  if (agents.groups.length === 0) return []
  const others = new Set(
    metricsOf({ ...scenario, agents: { ...agents, groups: [], payments: [] } }).map(({ name }) => name),
  )
  const metrics = metricsOf(scenario).filter(({ name }) => !others.has(name))
  const names = agents.groups.map(({ name }) => name)
  /** The group after which a metric is called: the longest name, for one group may be called as the end of another. */
  const groupOf = (metric: string) =>
    names.filter(name => metric.endsWith(`_${name}`)).toSorted((a, b) => b.length - a.length)[0] ?? ''
  const rowsOf = (group: string) =>
    metrics
      .filter(({ name }) => groupOf(name) === group)
      .map(({ name, unit, doc }) => {
        const short = group === '' ? name : name.slice(0, -group.length - 1)
        return [name, short.replaceAll('_', ' '), unit, `metric ${name}: ${doc}`, mean(name)] as const
      })
  return [
    ...section('Agents', rowsOf('')),
    ...names.flatMap(group => section(`Agents: ${group}`, [...ownRows(group), ...rowsOf(group)])),
  ]
}

function ownRows(group: string) {
  const { surge, spending } = frontierKeys(group)
  const watched =
    (value: (sums: AgentSums, run: Observed) => number): Row['value'] =>
    run => {
      const sums = run.agents.find(({ name }) => name === group)
      return sums ? value(sums, run) : NaN
    }
  return [
    [
      surge,
      'uptime through surges',
      '1',
      'as uptime, over the time in which a shock multiplies their tasks',
      watched(({ keptUp, surge }) => keptUp / surge),
    ],
    [
      spending,
      'spent on compute',
      'USD/day',
      'what an agent pays for compute, ahead and on the spot',
      watched(({ spent, count }, { totals }) => ((spent / count) * DAY) / totals.seconds),
    ],
  ] as const
}
