/** Groups of sovereigns: which rows of sovereigns, slots and lots belong to which part of the scenario. */
import type { Scenario } from '../../scenario/schema.ts'

export interface SovereignGroup {
  readonly spec: Scenario['sovereigns'][number]
  readonly first: number
  readonly count: number
  /** Where the group's slots and lots begin: each slot has `spec.redundancy` rows, and so have the lots of each sovereign. */
  readonly firstSlot: number
  readonly firstLot: number
}

export function sovereignGroups({ sovereigns }: Scenario): SovereignGroup[] {
  let first = 0
  let firstSlot = 0
  let firstLot = 0
  return sovereigns.map(spec => {
    const { count, slots, redundancy } = spec
    const group = { spec, first, count, firstSlot, firstLot }
    first += count
    firstSlot += count * slots * redundancy
    firstLot += count * redundancy
    return group
  })
}

/** First row of the slots of sovereign `s` of a group. */
export const slotsOf = ({ spec, first, firstSlot }: SovereignGroup, s: number) =>
  firstSlot + (s - first) * spec.slots * spec.redundancy

/** First row of the lots of sovereign `s` of a group. */
export const lotsOf = ({ spec, first, firstLot }: SovereignGroup, s: number) => firstLot + (s - first) * spec.redundancy
