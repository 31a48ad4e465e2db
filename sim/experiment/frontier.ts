/** The frontiers of a comparison: what each group of agents gets for its money under each alternative. */
import type { Item } from '../measure/comparison.ts'
import { type Columns, type Frontier, policiesOf } from '../measure/frontier.ts'
import { frontierKeys } from './rows/agents.ts'

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
