/**
 * The frontier of buying rules: what uptime costs. A policy dominates another when it has no less uptime and costs no more, as
 * means go, and the paired difference of one of the two is clear of 0. Those that nothing dominates are the frontier.
 */
import { clear, type Item, pairedSpread, type Spread, spread } from './comparison.ts'

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
export type Columns = readonly (readonly number[])[]

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
