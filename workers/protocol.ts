/**
 * What goes between a session and whoever calls it from another thread. Types only: everything here can be cloned, and
 * columns are handed over, not copied.
 */
import type { Payment, Summary } from '../sim/measure/output.ts'
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
  /** Whether there are operators or customers. */
  readonly market: boolean
  /** Groups of agents, by name. */
  readonly agents: readonly string[]
  /** Threads that the run is on. */
  readonly lanes: number
  /** Why there are fewer than were asked for; empty where there are not. */
  readonly why: string
}

/** Either faults, or the description of what was loaded and the frame that it begins with. */
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
  /** token. */
  readonly credit_price: Float64Array
  /** Shares of the agents of a group, by its name: awake and with all work done that is due; dormant. */
  readonly [group: `uptime_${string}` | `dormant_${string}`]: Float64Array
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
  /** All that was paid since the start, by purpose. */
  readonly payments: readonly Payment[]
}

export interface LoadOptions {
  /** Threads that the run may be on; 1 when absent. Their number changes no bit of it. */
  readonly lanes?: number
}

/** Takes a frame; the next ticks of a run wait until it has. */
export type OnFrame = (frame: Frame) => unknown

/** What the worker does for whoever calls it. All calls but `run` return at once. */
export interface Session {
  /** Checks a scenario without running it. */
  check(source: Source): Promise<readonly ScenarioFault[]>
  /** Makes a new run at time 0 in place of the one there is; where the scenario has faults, that one stays. */
  load(source: Source, options?: LoadOptions): Promise<Loaded>
  /**
   * Goes on from where the run is under the rules of another text, in place of that run and on as many lanes: what if, from
   * here on? Who there is, and what was drawn for everybody at time 0, stays as it is. Where the text has faults or is
   * about another population, which is a fault too, the run stays as it is. Rejects when nothing is loaded.
   */
  fork(source: Source): Promise<Loaded>
  /** Gives the frames of runs to `onFrame`, and no longer to whom they went before; to nobody when it is left out. */
  subscribe(onFrame?: OnFrame): void
  /**
   * Runs until the end, a failure or `pause`, and gives a frame to the subscriber about 30 times a second. Resolves when
   * the run stands still. Rejects when nothing is loaded, and with what the subscriber throws; the run pauses then.
   */
  run(): Promise<void>
  pause(): void
  /** Runs one tick; none when the run is at its end or has failed. Throws when nothing is loaded. */
  step(): Frame
  /** The whole state as bytes, to be resumed anywhere. Throws when nothing is loaded or the run has failed. */
  snapshot(): Uint8Array<ArrayBuffer>
  /** Of the run so far. Throws when nothing is loaded. */
  summary(): Summary
}
