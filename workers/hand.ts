/** A hand: a thread that works on the world of a run, a range of rows at a time, until the run is over. */
import { join, type SharedMemory } from '../sim/economy/build.ts'
import { beginTick } from '../sim/economy/clock.ts'
import { TICK } from '../sim/economy/tick.ts'
import type { World } from '../sim/economy/world.ts'
import { type Rows, remap } from '../sim/engine/memory.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import type { Traces } from '../sim/scenario/trace.ts'
import { Control } from './control.ts'

/** What a hand needs to join a run. */
export interface Job {
  readonly control: SharedArrayBuffer
  readonly scenario: Scenario
  readonly traces: Traces
  readonly memory: SharedMemory
  /** Number of the memory, as the control counts. */
  readonly version: number
}

/** What a hand is asked to do. Both return when the run is over or its memory has moved; messages wait until then. */
export interface Hand {
  join(job: Job): void
  /** The memory has moved. */
  remap(rows: Rows, linear: WebAssembly.Memory, version: number): void
}

interface Place {
  readonly control: Control
  readonly world: World
  version: number
}

/** A hand without a job. */
export function createHand(): Hand {
  let place: Place | undefined
  return {
    join({ control: buffer, scenario, traces, memory, version }) {
      const control = new Control(buffer)
      if (control.over) return
      try {
        place = { control, world: join(scenario, traces, memory), version }
        work(place)
      } catch (cause) {
        control.lose(messageOf(cause))
      }
    },
    remap(rows, linear, version) {
      if (!place) return
      try {
        remap(place.world.memory, rows, linear)
        place.version = version
        work(place)
      } catch (cause) {
        place.control.lose(messageOf(cause))
      }
    },
  }
}

/** Works on every phase that is opened, until the run is over or the memory has moved. */
function work({ control, world, version }: Place): void {
  while (!control.over) {
    // Read before the gate: who is told that it is closed will not sleep through its opening.
    const seen = control.epoch
    if (control.enter()) {
      // The version cannot change while somebody is inside.
      control.leave(control.version === version ? workInside(control, world) : 0)
    }
    if (control.version !== version) return
    control.awaitEpoch(seen)
  }
}

function workInside(control: Control, world: World): number {
  const { run } = TICK[control.phase]
  beginTick(world)
  return control.share((from, to) => run(world, from, to))
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
