/**
 * The frontier of buying rules: what uptime costs. A policy dominates another when it has no less uptime and costs no more, as
 * means go, and the paired difference of one of the two is clear of 0. Those that nothing dominates are the frontier.
 */
import { clear, type Item, pairedSpread, type Spread, spread } from '../measure/comparison.ts'
import { frontierKeys } from './rows/agents.ts'

export interface Policy {
  readonly name: string
  readonly uptime: Spread
  readonly spending: Spread
  /** The dominating policies, those of more uptime first; none: it is on the frontier. */
  readonly dominatedBy: readonly string[]
}

/** What one group of agents gets for its money under each policy. */
export interface Frontier {
  readonly group: string
  readonly uptime: Item
  readonly spending: Item
  /** From the cheapest to the dearest; those that were not measured are left out. */
  readonly policies: readonly Policy[]
}

/** Values by alternative and replicate; NaN where there is none. */
type Columns = readonly (readonly number[])[]

/** The policies `names` with the uptime and the spending that they had in the same replicates. */
export function policiesOf(names: readonly string[], uptime: Columns, spending: Columns): Policy[] {
  const means = names.map((_, a) => ({ uptime: spread(uptime[a]).mean, spending: spread(spending[a]).mean }))
  const known = means.map(({ uptime, spending }) => Number.isFinite(uptime) && Number.isFinite(spending))
  const dominates = (a: number, b: number) =>
    known[a] &&
    known[b] &&
    means[a].uptime >= means[b].uptime &&
    means[a].spending <= means[b].spending &&
    (clear(pairedSpread(uptime[a], uptime[b])) || clear(pairedSpread(spending[a], spending[b])))
  const byUptime = names.map((_, a) => a).sort((a, b) => means[b].uptime - means[a].uptime)
  return names
    .map((name, b) => ({
      name,
      uptime: spread(uptime[b]),
      spending: spread(spending[b]),
      dominatedBy: byUptime.filter(a => a !== b && dominates(a, b)).map(a => names[a]),
    }))
    .filter((_, a) => known[a])
    .sort((a, b) => a.spending.mean - b.spending.mean)
}

/**
 * The frontier of each of `groups` that two alternatives or more have: uptime through surges, or in all of the time where there
 * is no surge. `columns[a][r]` are the values of `items` in replicate r of alternative a.
 */
export function frontiersOf(
  groups: readonly string[],
  names: readonly string[],
  items: readonly Item[],
  columns: readonly (readonly (readonly number[] | undefined)[])[],
): Frontier[] {
  const column = (key: string) => {
    const i = items.findIndex(item => item.key === key)
    return columns.map(runs => runs.map(values => values?.[i] ?? NaN))
  }
  const measured = (values: Columns) => values.some(runs => runs.some(value => !Number.isNaN(value)))
  return groups.flatMap(group => {
    const keys = frontierKeys(group)
    const inSurges = column(keys.surge)
    const surges = measured(inSurges)
    const uptime = surges ? inSurges : column(keys.uptime)
    const item = (key: string) => items.find(item => item.key === key)!
    const policies = policiesOf(names, uptime, column(keys.spending))
    if (policies.length < 2) return []
    return { group, uptime: item(surges ? keys.surge : keys.uptime), spending: item(keys.spending), policies }
  })
}
