/**
 * `catallaxy run`: everything that can be wrong is found before the first tick, then the run goes to its end, to Ctrl-C
 * or to a failure, and in each case what was recorded is put into the results folder.
 *
 * Exit codes: 0 done, 1 the run failed, 2 bad input and nothing written, 130 and 143 interrupted by SIGINT and SIGTERM.
 */
import { availableParallelism } from 'node:os'
import { outputTables } from '../sim/economy/record.ts'
import { type Run, resume, start } from '../sim/economy/run.ts'
import type { Sink, Summary } from '../sim/measure/output.ts'
import { Curves } from '../sim/report/curves.ts'
import { dataPackage } from '../sim/report/datapackage.ts'
import { deterrenceFile } from '../sim/report/deterrence-svg.ts'
import { type InputFile, manifest, type Override, type Status } from '../sim/report/manifest.ts'
import { resourceMapFile } from '../sim/report/resource-map-svg.ts'
import { whoPaysFile } from '../sim/report/sankey-svg.ts'
import { PICTURED, summaryText } from '../sim/report/text.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import type { Traces } from '../sim/scenario/trace.ts'
import type { Employed } from '../workers/crew.ts'
import { type Lanes, lanesFor } from '../workers/lanes.ts'
import { expectWritable, readBytes, writeWhole } from './files.ts'
import { readInputs } from './inputs.ts'
import { listenForInterrupt } from './interrupt.ts'
import { runTicks } from './loop.ts'
import { type Output, openOutput } from './output.ts'
import { platform } from './platform.ts'
import { progressBar } from './progress.ts'
import { version } from './version.ts'

export interface RunOptions {
  readonly set?: readonly Override[]
  readonly seed?: string
  readonly ticks?: string
  readonly out: string
  readonly quiet?: boolean
  /** Threads to run on; the cores of the machine when absent. */
  readonly lanes?: number
  /** File for the state at the end. */
  readonly snapshot?: string
  /** File with the state to go on from. */
  readonly resume?: string
}

/** Runs a scenario; resolves to the exit code. Messages are on stderr, the summary on stdout. */
export async function runScenario(file: string, options: RunOptions): Promise<number> {
  const prepared = await prepare(file, options).catch(complain)
  if (prepared === undefined) return 2
  const interrupt = listenForInterrupt()
  try {
    const ended = await advance(prepared, interrupt.signal, options.quiet === true)
    if (ended.status === 'failed') console.error(`${file}: run failed: ${ended.error}`)
    write(prepared, ended, options.snapshot)
    tell(file, prepared, ended, options.quiet === true)
    return ended.status === 'failed' ? 1 : ended.status === 'interrupted' ? interrupt.exitCode : 0
  } catch (error) {
    complain(error)
    return 1
  } finally {
    interrupt.release()
  }
}

interface Prepared {
  readonly files: readonly InputFile[]
  readonly overrides: readonly Override[]
  readonly scenario: Scenario
  readonly run: Run
  readonly lanes: Lanes
  readonly output: Output
  readonly curves: Curves
}

async function prepare(file: string, options: RunOptions): Promise<Prepared> {
  const overrides = overridesOf(options)
  const { scenario, traces, files } = await readInputs(file, overrides)
  const tables = outputTables(scenario)
  const curves = new Curves(tables.ticks.fields, PICTURED)
  // Opened last, so that bad input leaves no trace; nothing is recorded before the first tick.
  let output: Output | undefined
  const sink: Sink = {
    row(table, values) {
      output?.row(table, values)
      if (table === 'ticks') curves.add(values)
    },
  }
  const lanes = lanesFor(scenario, options.lanes ?? availableParallelism())
  const hands = await employ(lanes, scenario, traces)
  const run = await begin(scenario, traces, options.resume, sink, hands)
  if (options.snapshot !== undefined) expectWritable(options.snapshot)
  output = openOutput(options.out, scenario.name, tables)
  return { files, overrides, scenario, run, lanes, output, curves }
}

function overridesOf({ set = [], seed, ticks }: RunOptions): Override[] {
  const all = [...set]
  if (seed !== undefined) all.push({ path: 'seed', value: seed })
  if (ticks !== undefined) all.push({ path: 'clock.ticks', value: ticks })
  return all
}

/** The other threads of a run; none where one lane is enough. */
async function employ({ lanes }: Lanes, scenario: Scenario, traces: Traces): Promise<Employed | undefined> {
  if (lanes === 1) return undefined
  const { crew } = await import('../workers/node/crew.ts')
  return crew(lanes, scenario, traces)
}

async function begin(
  scenario: Scenario,
  traces: Traces,
  from: string | undefined,
  sink: Sink,
  hands: Employed | undefined,
): Promise<Run> {
  if (from === undefined) return start(scenario, traces, sink, hands)
  try {
    return resume(scenario, traces, await readBytes(from, 'snapshot'), sink, hands)
  } catch (error) {
    throw new Error(`${from}: ${inOneLine(error)}`, { cause: error })
  }
}

interface Ended {
  readonly status: Status
  readonly error?: string
  readonly summary?: Summary
  readonly started: string
  readonly seconds: number
  /** Ticks that came with a snapshot. */
  readonly resumedAt: number
}

/** Runs to the end, to the signal or to a failure. A run whose books turn out wrong at the end has failed. */
async function advance({ scenario, run }: Prepared, signal: AbortSignal, quiet: boolean): Promise<Ended> {
  const resumedAt = run.ticks
  const started = new Date().toISOString()
  const clock = performance.now()
  const progress = progressBar(resumedAt, scenario.clock.ticks, quiet)
  let error: string | undefined
  let summary: Summary | undefined
  try {
    await runTicks(run, signal, () => progress.update(run.ticks))
  } catch (thrown) {
    error = inOneLine(thrown)
  }
  const seconds = (performance.now() - clock) / 1000
  progress.stop()
  try {
    summary = run.summary()
  } catch (thrown) {
    error ??= inOneLine(thrown)
  }
  const status = error !== undefined ? 'failed' : run.done ? 'complete' : 'interrupted'
  return { status, ...(error !== undefined && { error }), ...(summary && { summary }), started, seconds, resumedAt }
}

/** Puts the results in their place, and the snapshot in its. */
function write(
  { files, overrides, scenario, run, lanes: { lanes }, output }: Prepared,
  ended: Ended,
  snapshot: string | undefined,
): void {
  const { started, seconds, summary, status } = ended
  const circumstances = { files, overrides, version: version(), started, seconds, lanes, platform: platform() }
  const outcome = {
    ...ended,
    ticks: run.ticks,
    ...(summary && { fingerprint: summary.fingerprint, history: summary.history }),
  }
  output.finish({
    ...(summary && { 'summary.json': summary, 'who-pays.svg': whoPaysFile(summary) }),
    ...(summary?.resources && { 'resources.svg': resourceMapFile(summary.name, summary.resources) }),
    ...(summary?.temptations && { 'deterrence.svg': deterrenceFile(summary.name, summary.temptations) }),
    'manifest.json': manifest(scenario, circumstances, outcome),
    'datapackage.json': describe(scenario),
  })
  if (snapshot !== undefined && status !== 'failed') writeWhole(snapshot, run.snapshot())
}

/** Says on the terminal how it went; the last line says where the results are. */
function tell(file: string, { scenario, run, lanes, output, curves }: Prepared, ended: Ended, quiet: boolean): void {
  const { status, summary, seconds, resumedAt } = ended
  const planned = scenario.clock.ticks
  if (status === 'failed') console.error(`${file}: what was recorded is in ${output.folder}/`)
  if (status === 'interrupted') console.error(`${file}: interrupted after ${run.ticks} of ${planned} ticks`)
  if (summary === undefined || status === 'failed' || quiet) return
  const ticks = run.ticks - resumedAt
  const speed = `${ticks} ticks in ${seconds.toFixed(1)} s, ${Math.round(ticks / seconds)} ticks/s, ${laneText(lanes)}`
  const text = summaryText(summary, { about: scenario.about, planned, curves })
  const pictures = [`who pays, as a picture: ${output.folder}/who-pays.svg`]
  if (summary.resources) pictures.push(`resources, as a map: ${output.folder}/resources.svg`)
  if (summary.temptations) pictures.push(`breaches against what they cost: ${output.folder}/deterrence.svg`)
  process.stdout.write([text, speed, ...pictures, `results in ${output.folder}/`, ''].join('\n'))
}

function laneText({ lanes, why }: Lanes): string {
  return why || (lanes === 1 ? 'one lane' : `${lanes} lanes`)
}

function describe(scenario: Scenario) {
  const { name, about } = scenario
  return dataPackage({ name, description: about, version: version() }, outputTables(scenario))
}

function inOneLine(error: unknown): string {
  return error instanceof Error ? error.message : `${error}`
}

function complain(error: unknown): undefined {
  console.error(inOneLine(error))
}
