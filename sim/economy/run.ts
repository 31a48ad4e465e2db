/**
 * A run: a world, its sink, and one tick after the other. A run is a pure function of scenario and seed; a snapshot
 * taken between two ticks goes on, in any process, to the same bits.
 */
import { runPhases } from '../engine/engine.ts'
import { digest, fingerprint } from '../engine/fingerprint.ts'
import { restore, snapshot } from '../engine/snapshot.ts'
import type { Sink, Summary } from '../measure/output.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'
import { checkMembers } from './audit.ts'
import { assemble, build } from './build.ts'
import { recorder } from './record.ts'
import { summarise } from './summary.ts'
import { TICK } from './tick.ts'
import type { World } from './world.ts'

export interface Run {
  readonly world: World
  /** Ticks done. */
  readonly ticks: number
  /** Whether all ticks of the scenario are done. */
  readonly done: boolean
  /** Runs one tick and records it. Throws a PhaseError that names tick and phase; the run cannot go on after that. */
  step(): void
  /** Hash of the state. */
  fingerprint(): string
  summary(): Summary
  /** The whole state as bytes. */
  snapshot(): Uint8Array
}

/** Starts a run at time 0. */
export function start(scenario: Scenario, traces: Traces, sink: Sink): Run {
  return runOf(build(scenario, traces), sink)
}

/**
 * Goes on from a snapshot of a run of the same scenario; only its length may differ. Throws when the bytes are not a
 * snapshot, or one of another scenario.
 */
export function resume(scenario: Scenario, traces: Traces, bytes: Uint8Array, sink: Sink): Run {
  const world = assemble(scenario, traces)
  const header = restore(world.memory, bytes)
  if (header.scenario !== identity(scenario))
    throw new Error(
      `snapshot: expected one of scenario "${scenario.name}" as it is now, got one of another scenario or of other parameters`,
    )
  return runOf(world, sink)
}

/** What must be the same for a snapshot to be resumed: everything but length, recording and words. */
function identity({ $schema: _s, about: _a, record: _r, observations: _o, clock, ...rest }: Scenario): string {
  return JSON.stringify({ ...rest, tick: clock.tick, warmup: clock.warmup })
}

function runOf(world: World, sink: Sink): Run {
  const { scenario, tables } = world
  const record = recorder(scenario)
  return {
    world,
    get ticks() {
      return tables.time.tick[0]
    },
    get done() {
      return tables.time.tick[0] >= scenario.clock.ticks
    },
    step() {
      const tick = tables.time.tick[0]
      world.tick = tick
      world.start = tick * world.tickLength
      world.end = (tick + 1) * world.tickLength
      runPhases(TICK, world, tick)
      record(world, sink)
      tables.time.tick[0]++
    },
    fingerprint: () => fingerprint(world.memory),
    summary() {
      checkMembers(world)
      return summarise(world, { fingerprint: fingerprint(world.memory), history: digest(tables.history.state) })
    },
    snapshot: () => snapshot(world.memory, { scenario: identity(scenario) }),
  }
}
