/**
 * Lots: what comes is used oldest first, and what is not used within its life is gone: tasks with a deadline, credits that
 * expire. A holder's lots are not kept one by one: of what had come in all by the end of tick t - life, that which is not
 * gone by the end of tick t expires then. So it is enough to remember the sum of all that came, by tick, and of all that went.
 */
import { f64, table } from '../../engine/memory.ts'

/** The lots of `count` holders that all have the same life. */
export interface Lots {
  /** Their first row in the table of lots. */
  readonly first: number
  readonly count: number
  /** Ticks that are remembered: life and the running one. */
  readonly ring: number
}

/** Rows of the first holder in a tick; that of holder k is k rows on. */
export interface LotRows {
  /** Where the sum that has come by the end of this tick is to stand, and where that of the lots which expire now stands. */
  readonly newest: number
  readonly oldest: number
  readonly gone: number
}

/** Sums from here on are counted anew, while whole numbers are still exact. */
const LARGEST = 0x10_0000_0000_0000

/** Lots of groups of holders: `life` is in whole ticks after the one in which they came; undefined where nothing expires. */
export function lotsOf(groups: readonly { readonly count: number; readonly life: number | undefined }[]) {
  let rows = 0
  return groups.map(({ count, life }): Lots | undefined => {
    if (life === undefined) return undefined
    const lots = { first: rows, count, ring: life + 1 }
    rows += count * (lots.ring + 1)
    return lots
  })
}

/** Declares the lots, in any `unit` of whole numbers; neighbours in memory are holders, not ticks. */
export function lotTable(all: readonly (Lots | undefined)[], unit: string) {
  const rows = all.reduce((sum, lots) => sum + (lots ? lots.count * (lots.ring + 1) : 0), 0)
  return table(rows, {
    sum: f64(unit, 'all that had come by the end of one of the last ticks; last, all that is gone'),
  })
}

export function lotRows({ first, count, ring }: Lots, tick: number): LotRows {
  return {
    newest: first + (tick % ring) * count,
    oldest: first + ((tick + 1) % ring) * count,
    gone: first + ring * count,
  }
}

/**
 * Ends the tick for holder `k`, who has used `used` in it and holds `held`, what came in it included. Returns what of that
 * expires. Need not be called where both are 0.
 */
export function expire(
  sum: Float64Array,
  { newest, oldest, gone }: LotRows,
  k: number,
  used: number,
  held: number,
): number {
  const before = sum[gone + k] + used
  sum[newest + k] = before + held
  const expired = Math.min(held, Math.max(0, sum[oldest + k] - before))
  sum[gone + k] = before + expired
  return expired
}

/** Counts anew from 0 for holder `k` where its sums have grown so large that they might lose a unit. */
export function recount(sum: Float64Array, { first, count, ring }: Lots, k: number): void {
  const gone = sum[first + ring * count + k]
  if (gone < LARGEST) return
  for (let row = first + k; row <= first + ring * count + k; row += count) sum[row] -= gone
}
