/** A row of the comparison: what it is about in the words of the essays, and what of a run measures it. */
import type { Item } from '../../measure/comparison.ts'
import type { Observed } from '../observe.ts'

export interface Row extends Item {
  /** Value in a run; NaN where it was not measured. */
  readonly value: (run: Observed) => number
}

/** Mean of a metric that not every run has, and what stands for it where a run has none. */
export const mean =
  (name: string, instead: Row['value'] = () => NaN): Row['value'] =>
  run =>
    run.means[name] ?? instead(run)

/** Rows of one section, each `key, aspect, unit, doc, value`. */
export function section(
  name: string,
  rows: readonly (readonly [key: string, aspect: string, unit: string, doc: string, value: Row['value']])[],
): Row[] {
  return rows.map(([key, aspect, unit, doc, value]) => ({ key, section: name, aspect, unit, doc, value }))
}

/** Rows that are the mean of the metric of their name, each `metric, aspect, unit, doc`. */
export const metrics = (rows: readonly (readonly [key: string, aspect: string, unit: string, doc: string])[]) =>
  rows.map(([key, aspect, unit, doc]) => [key, aspect, unit, doc, mean(key)] as const)
