/**
 * How benchmarks are timed: work is repeated on the same seed, first runs are thrown away while the
 * compiler warms up, and a row tells minimum, median and maximum, since a machine shared with others
 * has no honest mean. What the work computes goes to `consume`, or the compiler may leave it out.
 */

export interface Measurement {
  readonly name: string
  /** Things done in one run. */
  readonly count: number
  /** Things a second. */
  readonly perSecond: { readonly min: number; readonly median: number; readonly max: number }
  /** Nanoseconds a thing, in the median run. */
  readonly nanoseconds: number
}

export interface MeasureOptions {
  readonly runs?: number
  readonly warmup?: number
}

/** Times `work`, which returns how many things it did. */
export function measure(name: string, work: () => number, { runs = 7, warmup = 2 }: MeasureOptions = {}): Measurement {
  for (let run = 0; run < warmup; run++) work()
  let count = 0
  const rates: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    count = work()
    rates.push((count / (performance.now() - start)) * 1000)
  }
  rates.sort((a, b) => a - b)
  const median = rates[rates.length >> 1]
  return { name, count, perSecond: { min: rates[0], median, max: rates[rates.length - 1] }, nanoseconds: 1e9 / median }
}

let consumed = 0

/** Takes a result in, so that computing it cannot be left out; returns the sum of all that it took. */
export function consume(value: number): number {
  consumed += value
  return consumed
}

/** Numbers from 0 (in) to 1 (out), the same ones for the same seed: mulberry32 by Tommy Ettinger. */
export function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let word = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return ((word ^ (word >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** The rows as an aligned text table, one line each, rates in millions a second. */
export function formatMeasurements(rows: readonly Measurement[]): string {
  const millions = (rate: number) => (rate / 1e6).toPrecision(3)
  const cells = rows.map(({ name, perSecond: { min, median, max }, nanoseconds }) => [
    name,
    ...[min, median, max].map(millions),
    nanoseconds.toPrecision(3),
  ])
  const table = [['', 'min M/s', 'median M/s', 'max M/s', 'ns each'], ...cells]
  const widths = table[0].map((_, column) => Math.max(...table.map(line => line[column].length)))
  const pad = (cell: string, column: number) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))
  return table.map(line => line.map(pad).join('  ')).join('\n')
}
