/**
 * The foreman: a thread that starts the hands and watches over them. It never blocks, as the threads that work do, so it is
 * the one that hears when one of them dies, and says so in the control, on which the run waits.
 */
import { type Remote, wrap } from 'comlink'
import type { SharedMemory } from '../sim/economy/build.ts'
import type { Rows } from '../sim/engine/memory.ts'
import { Control } from './control.ts'
import type { Hand, Job } from './hand.ts'
import type { Thread } from './thread.ts'

/** Milliseconds between heartbeats. */
const BEAT = 200

/** What a foreman is asked to do. Its hands work on one run at a time, the newest; earlier ones go on without. */
export interface Foreman {
  /** Lets a hand for each of the memories join the run; the control counts from version 0. */
  hire(job: Omit<Job, 'memory' | 'version'>, memories: readonly SharedMemory[]): void
  /** The memory of the run of this control has moved. */
  remap(control: SharedArrayBuffer, rows: Rows, linear: WebAssembly.Memory, version: number): void
  /** Ends hand `h` of the running job, whatever it is doing. */
  fire(h: number): void
}

interface Hired {
  readonly thread: Thread
  readonly hand: Remote<Hand>
  alive: boolean
}

/** A foreman whose hands are made by `spawn`. Hands outlive their jobs. */
export function createForeman(spawn: () => Thread): Foreman {
  const hands: Hired[] = []
  let control: Control | undefined
  let hired = 0
  setInterval(() => control?.beat(), BEAT)

  /** The hand at place `h`, a new one where there is none alive. */
  function handAt(h: number): Remote<Hand> {
    if (hands[h]?.alive) return hands[h].hand
    const thread = spawn()
    const fresh = { thread, hand: wrap<Hand>(thread.endpoint), alive: true }
    hands[h] = fresh
    thread.onDeath(why => lose(fresh, h, why))
    return fresh.hand
  }

  function lose(lost: Hired, h: number, why: string): void {
    if (!lost.alive) return
    lost.alive = false
    // The run's own thread is the first lane.
    if (h < hired) control?.lose(`lane ${h + 2} died: ${why}`)
  }

  return {
    hire({ control: buffer, scenario, traces }, memories) {
      control?.end()
      control = new Control(buffer)
      hired = memories.length
      for (const [h, memory] of memories.entries())
        handAt(h).join({ control: buffer, scenario, traces, memory, version: 0 })
    },
    remap(buffer, rows, linear, version) {
      // The hands of a run that is over, or has lost them to a newer one, have other things to do.
      if (new Control(buffer).over) return
      for (const { hand } of hands.slice(0, hired)) hand.remap(rows, linear, version)
    },
    fire(h) {
      hands[h].thread.end()
      lose(hands[h], h, 'it was ended')
    },
  }
}
