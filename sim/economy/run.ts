/**
 * A run: a world, its sink, and one tick after the other. A run is a pure function of scenario and seed; a snapshot
 * taken between two ticks goes on, in any process, to the same bits.
 */
import { type Crew, runPhases } from '../engine/engine.ts'
import { digest, fingerprint } from '../engine/fingerprint.ts'
import { rowsOf } from '../engine/memory.ts'
import { restore, snapshot } from '../engine/snapshot.ts'
import type { Sink, Summary } from '../measure/output.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'
import { checkMembers } from './audit.ts'
import { assemble, build } from './build.ts'
import { beginTick } from './clock.ts'
import { recorder } from './record.ts'
import { refit } from './refit.ts'
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
  snapshot(): Uint8Array<ArrayBuffer>
}

/** Other threads that a run may use. */
export interface Hands {
  /** Threads to prepare the memory for, the run's own included. */
  readonly threads: number
  /** Lets them join the world of a run; called once, when it is built. */
  join(world: World): Crew<World>
}

/** Starts a run at time 0, on the caller's thread and those of `hands`; their number changes no bit. */
export function start(scenario: Scenario, traces: Traces, sink: Sink, hands?: Hands): Run {
  return runOf(build(scenario, traces, hands?.threads), sink, hands)
}

/**
 * Goes on from a snapshot of a run of the same scenario; only its length may differ. Throws when the bytes are not a
 * snapshot, or one of another scenario.
 */
export function resume(scenario: Scenario, traces: Traces, bytes: Uint8Array, sink: Sink, hands?: Hands): Run {
  const world = assemble(scenario, traces, hands?.threads)
  const header = restore(world.memory, bytes)
  if (header.scenario !== identity(scenario))
    throw new Error(
      `snapshot: expected one of scenario "${scenario.name}" as it is now, got one of another scenario or of other parameters`,
    )
  return runOf(world, sink, hands)
}

/**
 * Goes on from a snapshot under the rules of another scenario: what if, from here on? Who there is, and what was drawn for
 * everybody at the start, stays as it is; the rest follows the scenario. Throws when the bytes are not a snapshot, and
 * says what differs when they are one of another population.
 */
export function fork(scenario: Scenario, traces: Traces, bytes: Uint8Array, sink: Sink, hands?: Hands): Run {
  const world = assemble(scenario, traces, hands?.threads)
  const rows = rowsOf(world.memory)
  const header = restore(world.memory, bytes)
  if (header.scale !== scaleIn(scenario))
    throw new Error(`fork: expected agents and queries to stand for as many as before, got others`)
  refit(world, rows)
  return runOf(world, sink, hands)
}

/** What must be the same for a snapshot to be resumed: everything but length, recording and words. */
function identity({ $schema: _s, about: _a, record: _r, observations: _o, clock, ...rest }: Scenario): string {
  return JSON.stringify({ ...rest, tick: clock.tick, warmup: clock.warmup })
}

/** What agents and simulated queries stand for: rates and purses were drawn by it. */
function scaleIn({ customers, market }: Scenario): string {
  return JSON.stringify({ sampling: market.sampling, represents: customers.map(({ represents }) => represents) })
}

function runOf(world: World, sink: Sink, hands?: Hands): Run {
  const { scenario, tables } = world
  const crew = hands?.join(world)
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
      beginTick(world)
      runPhases(TICK, world, world.tick, crew)
      record(world, sink)
      tables.time.tick[0]++
    },
    fingerprint: () => fingerprint(world.memory),
    summary() {
      checkMembers(world)
      return summarise(world, { fingerprint: fingerprint(world.memory), history: digest(tables.history.state) })
    },
    snapshot: () => snapshot(world.memory, { scenario: identity(scenario), scale: scaleIn(scenario) }),
  }
}
