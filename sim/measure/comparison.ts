/**
 * Alternatives compared on common random numbers: replicate r of each has the same luck, so the difference of two is that of
 * their rules, and its spread over the replicates is much smaller than theirs [Law, Simulation Modeling and Analysis, 11.2].
 */
import { studentQuantile } from './student.ts'

/** Relative error of a sum of many terms, amply. */
const ROUNDING = 1e-12

/** Mean over replicates with its interval by Student's t. */
export interface Spread {
  /** Replicates in which there was a value. */
  readonly n: number
  /** NaN where there was none. */
  readonly mean: number
  /** NaN with fewer than two. */
  readonly low: number
  readonly high: number
}

/** What is compared: a row of the report. */
export interface Item {
  /** Name in files: `day_one_operators`. */
  readonly key: string
  /** Heading under which it stands. */
  readonly section: string
  /** What it is about, as people say it. */
  readonly aspect: string
  readonly unit: string
  /** How it is measured. */
  readonly doc: string
}

/** An item in one of the alternatives. */
export interface Cell {
  readonly own: Spread
  /** Own value less that of the first alternative in the same replicate; 0 where it is the first itself. */
  readonly difference: Spread
}

export interface Comparison {
  /** Names of the alternatives, the first of which is the baseline. */
  readonly alternatives: readonly string[]
  /** Replicates that were run. */
  readonly replicates: number
  readonly rows: readonly (Item & { readonly cells: readonly Cell[] })[]
}

/** Mean and interval of the finite ones among `values`, at confidence `level`. */
export function spread(values: readonly number[], level = 0.95): Spread {
  let n = 0
  let mean = 0
  let squares = 0
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    n++
    const away = value - mean
    mean += away / n
    squares += away * (value - mean)
  }
  if (n === 0) return { n, mean: NaN, low: NaN, high: NaN }
  if (n === 1) return { n, mean, low: NaN, high: NaN }
  const error = Math.sqrt(squares / (n - 1) / n)
  const half = studentQuantile((1 + level) / 2, n - 1) * error
  return { n, mean, low: mean - half, high: mean + half }
}

/** As `spread`, of the differences between two columns: replicates in which one of them has no value have none. */
export function pairedSpread(values: readonly number[], base: readonly number[], level?: number): Spread {
  return spread(
    values.map((value, r) => difference(value, base[r])),
    level,
  )
}

/** Equal sums taken in another order differ in their last bits: that is no difference. */
function difference(value: number, base: number): number {
  const apart = value - base
  return Math.abs(apart) <= ROUNDING * Math.max(Math.abs(value), Math.abs(base)) ? 0 : apart
}

/** Compares alternatives: `values[a][r][i]` is item i in replicate r of alternative a; a run that failed has none. */
export function compared(
  items: readonly Item[],
  alternatives: readonly string[],
  values: readonly (readonly (readonly number[] | undefined)[])[],
): Comparison {
  const column = (a: number, i: number) => values[a].map(run => run?.[i] ?? NaN)
  return {
    alternatives,
    replicates: values[0]?.length ?? 0,
    rows: items.map((item, i) => ({
      ...item,
      cells: alternatives.map((_, a) => ({
        own: spread(column(a, i)),
        difference: pairedSpread(column(a, i), column(0, i)),
      })),
    })),
  }
}

/** Whether an interval is there and leaves out zero. */
export function clear({ low, high }: Spread): boolean {
  return low > 0 || high < 0
}
