/**
 * How benchmarks are timed: work is repeated on the same seed, first runs are thrown away while the compiler warms up, and
 * things that are compared take turns (A B A B), so that a burst of load from elsewhere hits both. What the work computes
 * goes to `consume`, or the compiler may leave it out.
 */
import { type Spread, spread } from './spread.ts'

/** How often everything is run. */
export interface Protocol {
  readonly runs: number
  /** Runs before those, which are not timed. */
  readonly warmup: number
  /** Fewer and smaller sizes: to see that all works, not to measure. */
  readonly quick: boolean
}

/** Something whose cost is measured. */
export interface Work {
  readonly name: string
  /** What has to be made anew before a run; not timed. */
  readonly prepare?: () => void
  /** Does it once; returns how many things were done. */
  readonly run: () => number
}

/** The cost of one thing. */
export interface Figure extends Spread {
  readonly name: string
  readonly unit: string
  /** Things done in the last run; 0 for what is not counted, such as a ratio. */
  readonly count: number
}

/** A figure of `values`, one a run. */
export function figure(name: string, unit: string, count: number, values: readonly number[]): Figure {
  return { name, unit, count, ...spread(values) }
}

/** Costs of one thing of a work, run by run. */
export interface Series {
  readonly name: string
  readonly count: number
  /** Nanoseconds. */
  readonly costs: readonly number[]
}

/** Times the works in turn: each once, then each once more. */
export function alternate(works: readonly Work[], { runs, warmup }: Protocol): Series[] {
  const series = works.map(({ name }) => ({ name, count: 0, costs: [] as number[] }))
  for (let run = -warmup; run < runs; run++) {
    for (const [at, { prepare, run: work }] of works.entries()) {
      prepare?.()
      const begun = performance.now()
      const count = work()
      const cost = ((performance.now() - begun) * 1e6) / count
      series[at].count = count
      if (run >= 0) series[at].costs.push(cost)
    }
  }
  return series
}

/** The cost of each work, in nanoseconds a `thing`. */
export function measure(works: readonly Work[], thing: string, protocol: Protocol): Figure[] {
  return alternate(works, protocol).map(({ name, count, costs }) => figure(name, `ns/${thing}`, count, costs))
}

/** How many times one series is the other, run by run: what disturbs two runs in turn disturbs their ratio least. */
export function ratios(above: Series, below: Series): number[] {
  return above.costs.map((cost, run) => cost / below.costs[run])
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
