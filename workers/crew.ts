/** The crew of a run: its own thread and the hands that a foreman keeps, on one world. */
import type { Remote } from 'comlink'
import { sharedMemory } from '../sim/economy/build.ts'
import type { Hands } from '../sim/economy/run.ts'
import { TICK } from '../sim/economy/tick.ts'
import type { World } from '../sim/economy/world.ts'
import type { Crew } from '../sim/engine/engine.ts'
import { linearOf, rowsOf } from '../sim/engine/memory.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import type { Traces } from '../sim/scenario/trace.ts'
import { Control, controlBuffer } from './control.ts'
import type { Foreman } from './foreman.ts'

/** Hands for one run, who go home at its end. */
export interface Employed extends Hands {
  /** Ranges of rows that they have done so far. */
  readonly helped: number
  end(): void
}

/** Rows from which a phase is shared, and the most that a thread takes at a time. */
export const LEAST_ROWS = 4096
const MOST_ROWS = 4096

/**
 * Lets `threads` threads, the caller's included, work on a run of the scenario; the others are those of `foreman`. Phases of
 * fewer than `least` rows run on the caller's thread alone.
 */
export function employ(
  foreman: Remote<Foreman>,
  threads: number,
  scenario: Scenario,
  traces: Traces,
  least = LEAST_ROWS,
): Employed {
  const control = new Control(controlBuffer())
  return {
    threads,
    join(world) {
      const memories = world.lanes.slice(1).map((_, h) => sharedMemory(world, h + 1))
      foreman
        .hire({ control: control.buffer, scenario, traces }, memories)
        .catch(cause => control.lose(`the other threads could not be started: ${cause.message}`))
      return crewOf(control, foreman, world, least)
    },
    get helped() {
      return control.helped
    },
    end: () => control.end(),
  }
}

/** Rows that a thread takes at a time: enough to be worth the asking, few enough that all threads end together. */
function rangeOf(rows: number, threads: number, least: number): number {
  return Math.min(MOST_ROWS, Math.max(Math.ceil(least / 4), Math.ceil(rows / (8 * threads))))
}

function crewOf(control: Control, foreman: Remote<Foreman>, { memory, lanes }: World, least: number): Crew<World> {
  const threads = lanes.length
  let mapped = memory.linear
  return {
    least,
    run(phase, world, rows) {
      if (memory.linear !== mapped) {
        // A table has grown, and everything lies elsewhere now; hands come back when they have mapped it.
        mapped = memory.linear
        control.renew()
        foreman.remap(control.buffer, rowsOf(memory), linearOf(memory), control.version)
      }
      control.open(phase, rows, rangeOf(rows, threads, least))
      control.share((from, to) => TICK[phase].run(world, from, to))
      control.close()
    },
  }
}
