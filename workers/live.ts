/**
 * A live run: the run of a session with the history that its charts show. One that fails keeps what it recorded; the
 * failure is part of its frames.
 */
import { transfer } from 'comlink'
import { paymentsOf } from '../sim/economy/payments.ts'
import { outputTables } from '../sim/economy/record.ts'
import type { Run } from '../sim/economy/run.ts'
import type { Sink } from '../sim/measure/output.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { History, type Merge } from './history.ts'
import type { Frame, Series } from './protocol.ts'
import { messageOf } from './reading.ts'

/** What the charts show of every run, and how a point of a chart follows from the ticks it stands for. */
const SERIES = {
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
  credit_price: 'mean',
} as const satisfies Partial<Record<keyof Series, Merge>>

/** What the charts show of a run of the scenario. */
function seriesOf({ agents }: Scenario): Readonly<Record<keyof Series, Merge>> {
  const shares = agents.groups.flatMap(({ name }) => [`uptime_${name}`, `dormant_${name}`])
  return { ...SERIES, ...Object.fromEntries(shares.map(name => [name, 'mean'])) }
}

export class Live {
  readonly run: Run
  readonly history: History<keyof Series>
  /** Why the run cannot go on; empty while it can. */
  failure = ''
  /** Ticks a second. */
  #rate = 0
  readonly #take: () => void

  /** Begins a run by `start`, on the history of an earlier one or on a new one. Throws what `start` throws. */
  constructor(
    scenario: Scenario,
    start: (sink: Sink) => Run,
    history: History<keyof Series> = new History(seriesOf(scenario)),
  ) {
    const { sink, take } = recording(scenario, history)
    this.run = start(sink)
    this.history = history
    this.#take = take
  }

  get stands(): boolean {
    return this.run.done || this.failure !== ''
  }

  /** Runs one tick; none where the run stands. */
  tick(): void {
    if (this.stands) return
    try {
      this.run.step()
      this.#take()
    } catch (cause) {
      this.failure = messageOf(cause)
    }
  }

  /** Ticks until `milliseconds` are over, at least one. */
  runFor(milliseconds: number): void {
    const begin = performance.now()
    const before = this.run.ticks
    let passed = 0
    while (!this.stands && passed < milliseconds) {
      this.tick()
      passed = performance.now() - begin
    }
    const now = ((this.run.ticks - before) / passed) * 1000
    this.#rate = this.#rate === 0 ? now : this.#rate + 0.2 * (now - this.#rate)
  }

  /** The run as it is now; its columns are handed over when it is posted. */
  frame(): Frame {
    const series = this.history.columns()
    const { ticks, done } = this.run
    return transfer(
      { ticks, done, rate: this.#rate, failure: this.failure, series, payments: paymentsOf(this.run.world) },
      Object.values(series).map(({ buffer }) => buffer),
    )
  }
}

/** A sink that picks the columns of the charts from the rows of a tick, and counts entries and exits. */
function recording(scenario: Scenario, history: History<keyof Series>): { sink: Sink; take: () => void } {
  const fields = outputTables(scenario).ticks.fields.map(({ name }) => name)
  const names = Object.keys(seriesOf(scenario))
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
