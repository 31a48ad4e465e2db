/**
 * Priority: which classes are served first at every node, by what they add to the price for it. Who adds most goes first,
 * and equals go first come first served; where a scenario serves by arrival all are equals.
 */
import type { Scenario } from '../../scenario/schema.ts'

export interface Priorities {
  /** By class: what it adds to the fee of a query of size 1, whole micro-tokens. */
  readonly fee: Float64Array
  /** By class: its line at every node, 0 served first. */
  readonly line: Uint8Array
  /** Lines at a node. */
  readonly lines: number
}

/** The priorities of a scenario's classes. */
export function prioritiesOf({ market, classes }: Scenario): Priorities {
  const fee = Float64Array.from(classes, ({ priorityFee }) => Math.round(priorityFee))
  if (market.discipline === 'arrival') return { fee, line: new Uint8Array(classes.length), lines: 1 }
  const levels = [...new Set(fee)].sort((a, b) => b - a)
  return { fee, line: Uint8Array.from(fee, amount => levels.indexOf(amount)), lines: levels.length }
}
