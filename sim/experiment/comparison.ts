/** The comparison of scenarios: the rows of every run, and those that only all of them together have. */
import { type Comparison, compared, type Item } from '../measure/comparison.ts'
import type { Replicated } from './replicate.ts'
import { ROWS } from './rows.ts'

const WELFARE = ROWS.findIndex(({ key }) => key === 'welfare')

/** What a scenario forgoes against the best of those compared. */
const FORGONE: Item = {
  key: 'welfare_forgone',
  section: 'Welfare',
  aspect: 'Welfare forgone against the best',
  unit: 'USD/s',
  doc: 'the largest welfare of the scenarios compared in the same replicate, less the scenario’s own',
}

/** What is compared, in the order of the report. */
export const ITEMS: readonly Item[] = [...ROWS, FORGONE]

/** Runs of each scenario, by replicate; one that failed or was not run is undefined. */
export type Runs = readonly (readonly (Pick<Replicated, 'values'> | undefined)[])[]

/** Values of the items, in place of those of the rows. */
export function itemsOf(runs: Runs): (readonly number[] | undefined)[][] {
  return runs.map(own =>
    own.map((run, r) => {
      if (!run) return undefined
      // Without the run of one of them nobody knows which is the best.
      const all = runs.map(alternative => alternative[r]?.values[WELFARE] ?? NaN)
      return [...run.values, Math.max(...all) - run.values[WELFARE]]
    }),
  )
}

/** Compares scenarios, the first of which is the baseline, by their runs. */
export function comparisonOf(names: readonly string[], runs: Runs): Comparison {
  return compared(ITEMS, names, itemsOf(runs))
}
