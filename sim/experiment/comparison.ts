/** The comparison of scenarios: the rows of every run, and those that only all of them together have. */
import type { Item } from '../measure/comparison.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Replicated } from './replicate.ts'
import { rowsOf } from './rows.ts'

const WELFARE = 'welfare'

/** What a scenario forgoes against the best of those compared. */
const FORGONE: Item = {
  key: 'welfare_forgone',
  section: 'Welfare',
  aspect: 'Welfare forgone against the best',
  unit: 'USD/s',
  doc: 'the largest welfare of the scenarios compared in the same replicate, less the scenario’s own',
}

/** What is compared, in the order of the report: whatever one of the scenarios has. */
export function itemsOf(scenarios: readonly Scenario[]): Item[] {
  const rows = scenarios.flatMap(rowsOf)
  const items = new Map<string, Item>(rows.map(row => [row.key, row]))
  return [...items.values(), ...(items.has(WELFARE) ? [FORGONE] : [])]
}

/** Runs of each scenario, by replicate; one that failed or was not run is undefined. */
export type Runs = readonly (readonly (Pick<Replicated, 'values'> | undefined)[])[]

/** Values of the items by scenario and replicate, NaN where one was not measured. */
export function columnsOf(items: readonly Item[], runs: Runs): (readonly number[] | undefined)[][] {
  return runs.map(own =>
    own.map((run, r) => {
      if (!run) return undefined
      // Without the run of one of them nobody knows which is the best.
      const all = runs.map(alternative => alternative[r]?.values[WELFARE] ?? NaN)
      const known = { ...run.values, [FORGONE.key]: Math.max(...all) - run.values[WELFARE] }
      return items.map(({ key }) => known[key] ?? NaN)
    }),
  )
}
