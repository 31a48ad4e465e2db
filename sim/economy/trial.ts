/** Small runs for tests: a scenario given in parts, its rows collected by table. */
import type { Sink, TableName, Value } from '../measure/output.ts'
import { type Scenario, scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'
import { type Run, start } from './run.ts'

export interface Trial {
  readonly run: Run
  /** Rows that the run wrote, by table. */
  readonly rows: Readonly<Record<TableName, Value[][]>>
}

type Part = Readonly<Record<string, unknown>>

/** A scenario of one tick a second, one token a dollar, all of the fee for the winner; `part` replaces what it names. */
export function scenarioOf(part: Part): Scenario {
  return scenario.parse({
    name: 'trial',
    clock: { tick: '1 s', ticks: 10 },
    token: { price: '1 USD/token', supply: '1000000 token' },
    record: { check: 1 },
    operators: [{ name: 'node', count: 3, servers: 1000 }],
    customers: [{ name: 'customer', count: 20, rate: '5/s' }],
    ...part,
    market: {
      race: { nodes: 1 },
      selection: 'uniform',
      verification: { verifiers: 0 },
      fee: { operators: 1, treasury: 0, providers: 0, stakers: 0, burn: 0 },
      ...(part.market as Part | undefined),
    },
  })
}

/** Rows by table, and a sink that puts them there. */
export function collector(): { readonly rows: Record<TableName, Value[][]>; readonly sink: Sink } {
  const rows: Record<TableName, Value[][]> = {
    ticks: [],
    operators: [],
    flows: [],
    balances: [],
    events: [],
    regions: [],
    ways: [],
    agents: [],
  }
  return { rows, sink: { row: (table, values) => rows[table].push([...values]) } }
}

/** Runs `ticks` ticks of a trial scenario; all of them when absent. The books are checked whole in every tick. */
export function trial(part: Part, ticks = Number.POSITIVE_INFINITY, traces: Traces = []): Trial {
  const { rows, sink } = collector()
  const run = start(scenarioOf(part), traces, sink)
  while (!run.done && run.ticks < ticks) run.step()
  return { run, rows }
}

/** Customers who ask what a trace says. */
export const traced = { name: 'customer', count: 3, trace: { file: 'queries.csv' } }

/** A trace of queries at the given times (s), all of size 1 where no sizes are given. */
export function asking(times: readonly number[], sizes: readonly number[] = times.map(() => 1)): Traces {
  return [{ time: Float64Array.from(times), size: Float64Array.from(sizes) }]
}
