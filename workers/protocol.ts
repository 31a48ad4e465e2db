/**
 * What goes between the dashboard and the worker that runs a scenario. Types only: everything here can be cloned, and
 * columns are handed over, not copied.
 */
import type { Summary } from '../sim/measure/output.ts'
import type { Fault } from '../sim/scenario/fault.ts'

/** A fault as plain data: objects of classes do not survive the way between threads. */
export type ScenarioFault = Pick<Fault, 'file' | 'line' | 'column' | 'path' | 'message'>

/** A scenario as text: `path` is what faults are reported under, `files` holds the files that it may name, by path. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly files: Readonly<Record<string, string>>
}

/** What the dashboard shows of a scenario that is ready to run. */
export interface Description {
  readonly name: string
  readonly about: string
  readonly seed: string
  /** Ticks in the run, and seconds in a tick. */
  readonly ticks: number
  readonly tickLength: number
  readonly classes: readonly { readonly name: string /** Seconds. */; readonly sla: number }[]
}

/** Either faults, or the description of what was loaded and the frame of its time 0. */
export interface Loaded {
  readonly faults: readonly ScenarioFault[]
  readonly description?: Description
  readonly frame?: Frame
}

/** One column each, a row for every point of the charts; NaN where a value is missing. */
export interface Series {
  /** Seconds, end of the row. */
  readonly time: Float64Array
  /** token/query. */
  readonly price_p25: Float64Array
  readonly price_p50: Float64Array
  readonly price_p75: Float64Array
  readonly price_paid: Float64Array
  readonly marginal_cost: Float64Array
  readonly operators: Float64Array
  /** Operators that came and went since the row before. */
  readonly entries: Float64Array
  readonly exits: Float64Array
  /** Share. */
  readonly utilisation: Float64Array
  /** Seconds. */
  readonly latency_p50: Float64Array
  readonly latency_p95: Float64Array
  readonly latency_p99: Float64Array
}

/** The state of a run at the end of a tick. */
export interface Frame {
  /** Ticks done. */
  readonly ticks: number
  /** Ticks a second of the last while; 0 before the first. */
  readonly rate: number
  readonly done: boolean
  /** Why the run cannot go on; empty while it can. */
  readonly failure: string
  readonly series: Series
}

/** What the worker does for the dashboard. All calls but `play` return at once. */
export interface Session {
  /** Checks a scenario without running it. */
  check(source: Source): Promise<readonly ScenarioFault[]>
  /** Makes a new run at time 0 in place of the one there is; where the scenario has faults, that one stays. */
  load(source: Source): Promise<Loaded>
  /**
   * Runs until the end, a failure or `pause`, and gives a frame about 30 times a second; the next ticks wait until the
   * frame has been taken. Resolves when the run stands still.
   */
  play(onFrame: (frame: Frame) => void | Promise<void>): Promise<void>
  pause(): void
  /** Runs one tick; none when the run is at its end or has failed. Throws when nothing is loaded. */
  step(): Frame
  /** Of the run so far. Throws when nothing is loaded. */
  summary(): Summary
}
