/** The engine: runs the phases of a tick in order. It knows no economics; a phase is a name and a function. */

export interface Phase<W> {
  readonly name: string
  readonly run: (world: W) => unknown
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
export function runPhases<W>(phases: readonly Phase<W>[], world: W, tick: number): void {
  for (let p = 0; p < phases.length; p++) {
    try {
      phases[p].run(world)
    } catch (cause) {
      throw new PhaseError(phases[p].name, tick, cause)
    }
  }
}
