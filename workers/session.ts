/**
 * A session: one scenario at a time, run in steps of about 30 ms, so that a pause, an edit or a new scenario is heard at
 * once. It knows nothing of the platform: other threads for its runs come from whoever makes it.
 */
import { transfer } from 'comlink'
import { fork, type Hands, type Run, start } from '../sim/economy/run.ts'
import type { Sink } from '../sim/measure/output.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import type { Traces } from '../sim/scenario/trace.ts'
import type { Employed } from './crew.ts'
import { type Lanes, lanesFor } from './lanes.ts'
import { Live } from './live.ts'
import type { Description, Loaded, OnFrame, Session, Source } from './protocol.ts'
import { faultsOf, read } from './reading.ts'

/** Milliseconds between frames. */
const FRAME = 30

/** Where other threads come from: a way to employ them for a run, or why there are none, as a clause. */
export type Workforce =
  | { readonly employ: (threads: number, scenario: Scenario, traces: Traces) => Employed }
  | { readonly none: string }

/** What a session has loaded. */
interface Current {
  readonly live: Live
  /** Threads that were asked for. */
  readonly wanted: number
  /** The other threads; they go home when another run takes this one's place. */
  readonly hands: Employed | undefined
  readonly description: Description
  playing: boolean
  /** Counts calls of `run`: a loop whose number is over ends. */
  turn: number
}

/** A session without a scenario. */
export function createSession(workforce: Workforce = { none: 'there are no other threads' }): Session {
  let current: Current | undefined
  let subscriber: OnFrame | undefined
  const loaded = () => {
    if (current) return current
    throw new Error('no scenario is loaded: call load(source) first')
  }

  /** Puts the run that `begin` begins in the place of the one there is. Throws, and leaves that one, where it cannot begin. */
  function replace(
    scenario: Scenario,
    traces: Traces,
    wanted: number,
    begin: (sink: Sink, hands?: Hands) => Run,
    history?: Live['history'],
  ): Loaded {
    const lanes = lanesOf(workforce, scenario, wanted)
    const hands = lanes.lanes > 1 && 'employ' in workforce ? workforce.employ(lanes.lanes, scenario, traces) : undefined
    let live: Live
    try {
      live = new Live(scenario, sink => begin(sink, hands), history)
    } catch (cause) {
      hands?.end()
      throw cause
    }
    if (current) current.playing = false
    current?.hands?.end()
    const description = describe(scenario, lanes)
    current = { live, wanted, hands, description, playing: false, turn: 0 }
    return { faults: [], description, frame: live.frame() }
  }

  return {
    async check(source) {
      try {
        await read(source)
        return []
      } catch (cause) {
        return faultsOf(source, cause)
      }
    },
    load: (source, { lanes = 1 } = {}) =>
      orFaults(source, async () => {
        const { scenario, traces } = await read(source)
        return replace(scenario, traces, lanes, (sink, hands) => start(scenario, traces, sink, hands))
      }),
    async fork(source) {
      loaded()
      return orFaults(source, async () => {
        const { scenario, traces } = await read(source)
        const { live, wanted } = loaded()
        const bytes = snapshotOf(live)
        return replace(
          scenario,
          traces,
          wanted,
          (sink, hands) => fork(scenario, traces, bytes, sink, hands),
          live.history,
        )
      })
    },
    subscribe(onFrame) {
      subscriber = onFrame
    },
    async run() {
      const running = loaded()
      if (running.playing) return
      const turn = ++running.turn
      running.playing = true
      try {
        while (running.playing && running.turn === turn && !running.live.stands) {
          running.live.runFor(FRAME)
          if (subscriber) await subscriber(running.live.frame())
          else await messages()
        }
      } finally {
        if (running.turn === turn) running.playing = false
      }
    },
    pause() {
      if (current) current.playing = false
    },
    step() {
      const { live } = loaded()
      live.tick()
      return live.frame()
    },
    snapshot() {
      const bytes = snapshotOf(loaded().live)
      return transfer(bytes, [bytes.buffer])
    },
    summary: () => loaded().live.run.summary(),
  }
}

/** What `load` resolves to, or the faults that it throws. */
async function orFaults(source: Source, load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load()
  } catch (cause) {
    return { faults: faultsOf(source, cause) }
  }
}

function lanesOf(workforce: Workforce, scenario: Scenario, wanted: number): Lanes {
  const lanes = lanesFor(scenario, wanted)
  return lanes.lanes > 1 && 'none' in workforce ? { lanes: 1, why: `one lane: ${workforce.none}` } : lanes
}

/** The state of a run between two ticks. */
function snapshotOf({ run, failure }: Live): Uint8Array<ArrayBuffer> {
  if (failure !== '') throw new Error(`expected a run that can go on, got one that has failed: ${failure}`)
  return run.snapshot()
}

/** Resolves when messages that wait have been heard; a frame that is taken has the same effect. */
function messages(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve))
}

function describe(scenario: Scenario, lanes: Lanes): Description {
  const { name, about, seed, clock, classes, operators, customers, agents } = scenario
  return {
    name,
    about,
    seed,
    ticks: clock.ticks,
    tickLength: clock.tick,
    classes: classes.map(({ name, sla }) => ({ name, sla })),
    market: operators.length > 0 || customers.length > 0,
    agents: agents.groups.map(({ name }) => name),
    ...lanes,
  }
}
