/**
 * A session: one scenario at a time, run in steps of about 30 ms, so that a pause, an edit or a new scenario is heard at
 * once. A run that fails keeps what it recorded; the failure is part of its frames.
 */
import { transfer } from 'comlink'
import { outputTables } from '../sim/economy/record.ts'
import { type Run, start } from '../sim/economy/run.ts'
import type { Sink } from '../sim/measure/output.ts'
import { ScenarioError } from '../sim/scenario/fault.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { loadTraces, type Traces } from '../sim/scenario/trace.ts'
import { History, type Merge } from './history.ts'
import type { Description, Frame, ScenarioFault, Series, Session, Source } from './protocol.ts'

/** Milliseconds between frames. */
const FRAME = 30

/** What the charts show, and how a point of a chart follows from the ticks it stands for. */
const SERIES: Readonly<Record<keyof Series, Merge>> = {
  time: 'last',
  price_p25: 'mean',
  price_p50: 'mean',
  price_p75: 'mean',
  price_paid: 'mean',
  marginal_cost: 'mean',
  operators: 'last',
  entries: 'sum',
  exits: 'sum',
  utilisation: 'mean',
  latency_p50: 'mean',
  latency_p95: 'mean',
  latency_p99: 'mean',
}

interface Live {
  readonly run: Run
  readonly history: History<keyof Series>
  /** Takes the tick that was run into the history. */
  readonly take: () => void
  playing: boolean
  /** Ticks a second. */
  rate: number
  failure: string
}

/** A session without a scenario. */
export function createSession(): Session {
  let live: Live | undefined
  const loaded = () => {
    if (live) return live
    throw new Error('no scenario is loaded: call load(source) first')
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
    async load(source) {
      try {
        const { scenario, traces } = await read(source)
        const next = begin(scenario, traces)
        if (live) live.playing = false
        live = next
        return { faults: [], description: describe(scenario), frame: frameOf(live) }
      } catch (cause) {
        return { faults: faultsOf(source, cause) }
      }
    },
    async play(onFrame) {
      const playing = loaded()
      if (playing.playing) return
      playing.playing = true
      while (playing.playing && !stands(playing)) {
        runFor(playing, FRAME)
        await onFrame(frameOf(playing))
      }
      playing.playing = false
    },
    pause() {
      if (live) live.playing = false
    },
    step() {
      tick(loaded())
      return frameOf(loaded())
    },
    summary: () => loaded().run.summary(),
  }
}

function stands({ run, failure }: Live): boolean {
  return run.done || failure !== ''
}

/** Ticks until `milliseconds` are over, at least one. */
function runFor(live: Live, milliseconds: number): void {
  const begin = performance.now()
  const before = live.run.ticks
  let passed = 0
  while (!stands(live) && passed < milliseconds) {
    tick(live)
    passed = performance.now() - begin
  }
  const now = ((live.run.ticks - before) / passed) * 1000
  live.rate = live.rate === 0 ? now : live.rate + 0.2 * (now - live.rate)
}

function tick(live: Live): void {
  if (stands(live)) return
  try {
    live.run.step()
    live.take()
  } catch (cause) {
    live.failure = messageOf(cause)
  }
}

function frameOf({ run, history, rate, failure }: Live): Frame {
  const series = history.columns()
  const frame = { ticks: run.ticks, done: run.done, rate, failure, series }
  return transfer(
    frame,
    Object.values(series).map(({ buffer }) => buffer),
  )
}

/** The scenario and the traces that it names. Rejects with a ScenarioError. */
async function read({ path, text, files }: Source): Promise<{ scenario: Scenario; traces: Traces }> {
  const readText = async (wanted: string) => {
    if (wanted === path) return text
    if (Object.hasOwn(files, wanted)) return files[wanted]
    throw new Error(
      `expected a file that the dashboard has (${Object.keys(files).join(', ') || 'none'}), got "${wanted}"`,
    )
  }
  const scenario = await loadScenario(path, readText)
  return { scenario, traces: await loadTraces(scenario, readText) }
}

/** What was thrown as faults; without a place where it has none. */
function faultsOf({ path: file }: Source, cause: unknown): ScenarioFault[] {
  if (!(cause instanceof ScenarioError)) return [{ file, line: 0, column: 0, path: '', message: messageOf(cause) }]
  return cause.faults.map(({ file, line, column, path, message }) => ({ file, line, column, path, message }))
}

function begin(scenario: Scenario, traces: Traces): Live {
  const history = new History(SERIES)
  const { sink, take } = recording(scenario, history)
  return { run: start(scenario, traces, sink), history, take, playing: false, rate: 0, failure: '' }
}

/** A sink that picks the columns of the charts from the rows of a tick, and counts entries and exits. */
function recording(scenario: Scenario, history: History<keyof Series>): { sink: Sink; take: () => void } {
  const fields = outputTables(scenario).ticks.fields.map(({ name }) => name)
  const names = Object.keys(SERIES)
  const places = names.map(name => fields.indexOf(name))
  const values = new Float64Array(names.length)
  const entries = names.indexOf('entries')
  const exits = names.indexOf('exits')
  let fresh = false
  return {
    sink: {
      row(table, row) {
        if (table === 'ticks') {
          for (let c = 0; c < places.length; c++) if (places[c] >= 0) values[c] = Number(row[places[c]])
          fresh = true
        } else if (table === 'events') {
          if (row[1] === 'entry') values[entries]++
          if (row[1] === 'exit') values[exits]++
        }
      },
    },
    take() {
      if (!fresh) return
      history.push(values)
      values[entries] = values[exits] = 0
      fresh = false
    },
  }
}

function describe({ name, about, seed, clock, classes }: Scenario): Description {
  return {
    name,
    about,
    seed,
    ticks: clock.ticks,
    tickLength: clock.tick,
    classes: classes.map(({ name, sla }) => ({ name, sla })),
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
