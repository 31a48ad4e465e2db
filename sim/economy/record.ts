/**
 * Recording: the last phase of a tick. Rows go to the sink as they come, the series for the summary and the hash of all
 * ticks so far are part of the memory. Recording draws nothing and changes nothing that a later tick reads.
 */
import { absorb, runningHashTable } from '../engine/fingerprint.ts'
import { f64, table, u32 } from '../engine/memory.ts'
import type { Metric } from '../measure/metric.ts'
import type { OutputTables, Sink, Value } from '../measure/output.ts'
import { append, BATCHES } from '../measure/series.ts'
import type { Scenario } from '../scenario/schema.ts'
import { ACCOUNT_DOCS, ACCOUNTS } from './accounts.ts'
import { agentOutput, recordAgents } from './agents/rows.ts'
import { balanceTables, recordBalances } from './balances.ts'
import { claimsOf, claimTables } from './claims.ts'
import { recordCoins, valueCoins } from './coin-ledger.ts'
import { COIN_FLOWS } from './flows/coins.ts'
import { FLOWS, PURPOSES } from './flows.ts'
import { HAPPENINGS } from './happenings.ts'
import { metricsOf } from './metrics.ts'
import { OPERATOR_FIELDS } from './operators/fields.ts'
import { STATE } from './operators/tables.ts'
import { paymentTables, valuePayments } from './payments.ts'
import { planOutput, recordPlan } from './resources/plan-rows.ts'
import type { World } from './world.ts'

/** Samples of operators.csv in a run when the scenario does not say. */
const SAMPLES = 200

export function recordTables(scenario: Scenario) {
  const metrics = metricsOf(scenario).length
  return {
    series: table(metrics, {
      sum: f64('1', 'sum of the open batch'),
      weight: f64('1', 'weight of the open batch'),
      inBatch: u32('tick', 'ticks in the open batch'),
      filled: u32('1', 'closed batches'),
      doublings: u32('1', 'a batch holds 2^doublings ticks'),
    }),
    batches: table(metrics * BATCHES, {
      mean: f64('1', 'mean of a closed batch'),
      weight: f64('1', 'its weight'),
    }),
    history: runningHashTable(),
    ...claimTables(scenario),
    ...balanceTables(),
    ...paymentTables(),
  }
}

/** Tables that a run of the scenario writes, with type, unit and sentence of every column. */
export function outputTables(scenario: Scenario): OutputTables {
  const time = { name: 'time', type: 'number', unit: 's', doc: 'end of the tick' } as const
  const tick = { name: 'tick', type: 'integer', unit: 'tick', doc: 'number of the tick, from 0' } as const
  const columns = metricsOf(scenario).filter(({ column }) => column)
  return {
    ticks: {
      doc: 'one row a recorded tick: what the market was like',
      fields: [tick, time, ...columns.map(({ name, unit, doc }) => ({ name, type: 'number' as const, unit, doc }))],
    },
    operators: {
      doc: 'one row an operator and sampled tick, for operators that are or have been in the market',
      fields: [
        tick,
        time,
        ...OPERATOR_FIELDS.map(({ name, unit, doc, text }) => ({
          name,
          type: text ? ('string' as const) : ('number' as const),
          unit,
          doc,
        })),
      ],
    },
    flows: {
      doc: 'every movement of money, summed by tick and purpose',
      fields: [
        tick,
        { name: 'from', type: 'string', unit: '1', doc: `account that pays: ${ACCOUNTS.join(', ')}` },
        { name: 'to', type: 'string', unit: '1', doc: 'account that receives' },
        { name: 'purpose', type: 'string', unit: '1', doc: purposes() },
        { name: 'amount', type: 'integer', unit: 'micro-unit of the currency', doc: 'amount' },
        { name: 'currency', type: 'string', unit: '1', doc: 'token, dollar, or the name of a coin' },
      ],
    },
    balances: {
      doc: 'one row an account and currency at the start, as tick -1, and in each tick that changed the balance; 0 before its first row. From row to row it changes by the flows to the account less those from it',
      fields: [
        { ...tick, doc: 'number of the tick, from 0; -1 for the start' },
        { name: 'account', type: 'string', unit: '1', doc: sentences(ACCOUNT_DOCS) },
        { name: 'currency', type: 'string', unit: '1', doc: 'token, dollar, or the name of a coin' },
        { name: 'balance', type: 'integer', unit: 'micro-unit of the currency', doc: 'balance as the tick ends' },
      ],
    },
    events: {
      doc: 'one row a thing that happened to somebody, in the order of time',
      fields: [
        { name: 'time', type: 'number', unit: 's', doc: 'when' },
        { name: 'kind', type: 'string', unit: '1', doc: sentences(HAPPENINGS) },
        { name: 'subject', type: 'string', unit: '1', doc: 'whom it happened to' },
        { name: 'detail', type: 'string', unit: '1', doc: 'how' },
      ],
    },
    ...planOutput(scenario),
    ...agentOutput(scenario, [tick, time]),
  }
}

/** Purposes of tokens and dollars, then those of coins. */
const purposes = () =>
  [...Object.entries(FLOWS), ...Object.entries(COIN_FLOWS)].map(([name, { doc }]) => `${name}: ${doc}`).join('; ')

/** Names, each with what it means. */
function sentences(docs: { readonly [name: string]: string }): string {
  return Object.entries(docs)
    .map(([name, doc]) => `${name}: ${doc}`)
    .join('; ')
}

/** Records the tick that is ending. */
export type Record = (world: World, sink: Sink) => void

/** Builds the recorder of a scenario. */
export function recorder(scenario: Scenario): Record {
  const metrics = metricsOf(scenario)
  const columns = metrics.map(({ column }) => column)
  const claims = claimsOf(scenario)
  const values = new Float64Array(metrics.length)
  const every = scenario.record.operators || Math.max(1, Math.round(scenario.clock.ticks / SAMPLES))
  return (world, sink) => {
    const { tables, tick } = world
    const end = world.end
    measure(world, metrics, values)
    claims(world)
    absorb(tables.history.state, values)
    absorb(tables.history.state, tables.flows.total)
    if (tables.coinFlows.total.length > 0) absorb(tables.history.state, tables.coinFlows.total)
    if (tick % scenario.record.ticks === 0 || tick === scenario.clock.ticks - 1) {
      sink.row('ticks', [tick, end, ...values.filter((_, m) => columns[m])])
    }
    recordFlows(world, sink)
    recordBalances(world, sink)
    recordCoins(world, sink)
    valuePayments(world)
    valueCoins(world)
    if (tick % every === 0 || tick === scenario.clock.ticks - 1) {
      recordOperators(world, sink, end)
      recordAgents(world, sink)
    }
    // Trades are told of as a tick ends, with the times of their blocks.
    if (scenario.record.trades) world.happenings.sort((one, two) => one.time - two.time)
    for (const { time, kind, subject, detail } of world.happenings) sink.row('events', [time, kind, subject, detail])
    world.happenings.length = 0
    recordPlan(world, sink)
  }
}

/** Values of the tick, and their places in the series; what is before the scenario's warm-up leaves no trace there. */
function measure(world: World, metrics: readonly Metric<World>[], values: Float64Array): void {
  const { series, batches } = world.tables
  const warm = world.start >= world.scenario.clock.warmup
  const columns = { ...series, means: batches.mean, weights: batches.weight }
  for (let m = 0; m < metrics.length; m++) {
    const weight = metrics[m].denominator(world)
    const value = metrics[m].numerator(world)
    const known = weight > 0 && !Number.isNaN(value)
    values[m] = known ? value / weight : NaN
    if (warm) append(columns, m, known ? value : 0, known ? weight : 0)
  }
}

function recordFlows({ tables, tick }: World, sink: Sink): void {
  const amounts = tables.flows.tick
  for (let row = 0; row < PURPOSES.length; row++) {
    if (amounts[row] === 0) continue
    const { from, to, currency } = FLOWS[PURPOSES[row]]
    sink.row('flows', [tick, from, to, PURPOSES[row], amounts[row], currency])
  }
}

function recordOperators(world: World, sink: Sink, end: number): void {
  const { state } = world.tables.operators
  for (let o = 0; o < state.length; o++) {
    if (state[o] === STATE.candidate) continue
    const row: Value[] = [world.tick, end]
    for (const { value } of OPERATOR_FIELDS) row.push(value(world, o))
    sink.row('operators', row)
  }
}
