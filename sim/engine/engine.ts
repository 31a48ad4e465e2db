/**
 * The engine: runs the phases of a tick in order. It knows no economics; a phase is a name and a function, which either
 * runs once or over ranges of rows that do not depend on each other.
 *
 * Rows of a phase do not depend on each other, and what they add to is added up in whole numbers: so a tick has the same bits
 * on one thread and on many, however the rows are shared out.
 */

export interface Phase<W> {
  readonly name: string
  /** Rows that any thread may work on, a range at a time, in any order; absent: the phase runs once, on the run's own thread. */
  readonly over?: (world: W) => number
  /** Runs the phase for rows `from` to before `to`. */
  readonly run: (world: W, from: number, to: number) => unknown
}

/** Threads that take ranges of rows together with the run's own. */
export interface Crew<W> {
  /** Rows from which a phase is worth sharing. */
  readonly least: number
  /**
   * Runs a phase, by its place in the tick, for `rows` rows, and returns when all are done. Throws what the run's own
   * thread throws, and an Error when another thread threw or died.
   */
  run(phase: number, world: W, rows: number): void
}

/** A phase that failed: the message names phase and tick, the cause is what was thrown. */
export class PhaseError extends Error {
  readonly phase: string
  readonly tick: number

  constructor(phase: string, tick: number, cause: unknown) {
    super(`tick ${tick}, ${phase}: ${cause instanceof Error ? cause.message : cause}`, { cause })
    this.phase = phase
    this.tick = tick
  }
}

/** Runs all phases on `world`. Throws a PhaseError, and runs no further phase, when one throws. */
export function runPhases<W>(phases: readonly Phase<W>[], world: W, tick: number, crew?: Crew<W>): void {
  for (let p = 0; p < phases.length; p++) {
    const phase = phases[p]
    try {
      if (!phase.over) phase.run(world, 0, 0)
      else {
        const rows = phase.over(world)
        if (crew && rows >= crew.least) crew.run(p, world, rows)
        else if (rows > 0) phase.run(world, 0, rows)
      }
    } catch (cause) {
      throw new PhaseError(phase.name, tick, cause)
    }
  }
}
