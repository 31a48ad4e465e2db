/**
 * `catallaxy run`: everything that can be wrong is found before the first tick, then the run goes to its end, to Ctrl-C
 * or to a failure, and in each case what was recorded is put into the results folder.
 *
 * Exit codes: 0 done, 1 the run failed, 2 bad input and nothing written, 130 and 143 interrupted by SIGINT and SIGTERM.
 */
import { arch, availableParallelism, cpus, release, type } from 'node:os'
import { outputTables } from '../sim/economy/record.ts'
import { type Run, resume, start } from '../sim/economy/run.ts'
import type { Sink, Summary } from '../sim/measure/output.ts'
import { Curves } from '../sim/report/curves.ts'
import { dataPackage } from '../sim/report/datapackage.ts'
import { manifest, type Status } from '../sim/report/manifest.ts'
import { PICTURED, summaryText } from '../sim/report/text.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { expectWritable, readBytes, writeWhole } from './files.ts'
import { type Inputs, type Override, readInputs } from './inputs.ts'
import { listenForInterrupt } from './interrupt.ts'
import { runTicks } from './loop.ts'
import { type Output, openOutput } from './output.ts'
import { progressBar } from './progress.ts'
import { version } from './version.ts'

export interface RunOptions {
  readonly set?: readonly Override[]
  readonly seed?: string
  readonly ticks?: string
  readonly out: string
  readonly quiet?: boolean
  /** File for the state at the end. */
  readonly snapshot?: string
  /** File with the state to go on from. */
  readonly resume?: string
}

/** Runs a scenario; resolves to the exit code. Messages are on stderr, the summary on stdout. */
export async function runScenario(file: string, options: RunOptions): Promise<number> {
  const prepared = await prepare(file, options).catch(complain)
  if (prepared === undefined) return 2
  const { scenario, run, output, curves } = prepared
  const started = new Date().toISOString()
  const resumedAt = run.ticks
  const interrupt = listenForInterrupt()
  const progress = progressBar(resumedAt, scenario.clock.ticks, options.quiet === true)
  const clock = performance.now()
  const failure = await runTicks(run, interrupt.signal, () => progress.update(run.ticks)).then(
    () => undefined,
    inOneLine,
  )
  const seconds = (performance.now() - clock) / 1000
  progress.stop()

  const ended = endOf(run, failure)
  const status: Status = ended.error !== undefined ? 'failed' : run.done ? 'complete' : 'interrupted'
  if (status === 'failed') console.error(`${file}: run failed: ${ended.error}`)
  const circumstances = { version: version(), started, seconds, platform: platform() }
  try {
    output.finish({
      ...(ended.summary && { 'summary.json': ended.summary }),
      'manifest.json': manifest(scenario, circumstances, { ...ended, status, resumedAt, ticks: run.ticks }),
      'datapackage.json': describe(scenario),
    })
    if (options.snapshot !== undefined && status !== 'failed') writeWhole(options.snapshot, run.snapshot())
  } catch (error) {
    complain(error)
    return 1
  } finally {
    interrupt.release()
  }
  if (status === 'failed') console.error(`what was recorded is in ${output.folder}/`)
  if (status === 'interrupted')
    console.error(`${file}: interrupted after ${run.ticks} of ${scenario.clock.ticks} ticks`)
  if (ended.summary && status !== 'failed' && options.quiet !== true) {
    const text = summaryText(ended.summary, { about: scenario.about, planned: scenario.clock.ticks, curves })
    process.stdout.write(`${text}\n${footer(run.ticks - resumedAt, seconds)}${output.folder}/\n`)
  }
  return status === 'failed' ? 1 : status === 'interrupted' ? interrupt.exitCode : 0
}

interface Prepared {
  readonly scenario: Scenario
  readonly run: Run
  readonly output: Output
  readonly curves: Curves
}

async function prepare(file: string, options: RunOptions): Promise<Prepared> {
  const { scenario, traces } = await readInputs(file, overrides(options))
  const tables = outputTables(scenario)
  const curves = new Curves(tables.ticks.fields, PICTURED)
  // Opened last, so that bad input leaves no trace; nothing is recorded before the first tick.
  let output: Output | undefined
  const run = await begin({ scenario, traces }, options.resume, {
    row(table, values) {
      output?.row(table, values)
      if (table === 'ticks') curves.add(values)
    },
  })
  if (options.snapshot !== undefined) expectWritable(options.snapshot)
  output = openOutput(options.out, scenario.name, tables)
  return { scenario, run, output, curves }
}

function overrides({ set = [], seed, ticks }: RunOptions): Override[] {
  const all = [...set]
  if (seed !== undefined) all.push({ path: 'seed', value: seed })
  if (ticks !== undefined) all.push({ path: 'clock.ticks', value: ticks })
  return all
}

async function begin({ scenario, traces }: Inputs, from: string | undefined, sink: Sink): Promise<Run> {
  if (from === undefined) return start(scenario, traces, sink)
  try {
    return resume(scenario, traces, await readBytes(from, 'snapshot'), sink)
  } catch (error) {
    throw new Error(`${from}: ${inOneLine(error)}`, { cause: error })
  }
}

interface End {
  readonly error?: string
  readonly summary?: Summary
  readonly fingerprint?: string
  readonly history?: string
}

/** What the run amounts to; a run whose books turn out wrong at the end has failed. */
function endOf(run: Run, failure: string | undefined): End {
  try {
    const summary = run.summary()
    const { fingerprint, history } = summary
    return { ...(failure !== undefined && { error: failure }), summary, fingerprint, history }
  } catch (error) {
    return { error: failure ?? inOneLine(error) }
  }
}

function describe(scenario: Scenario) {
  const { name, about } = scenario
  return dataPackage({ name, description: about, version: version() }, outputTables(scenario))
}

function platform(): Record<string, string | number> {
  return {
    node: process.version,
    os: `${type()} ${release()}`,
    arch: arch(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
  }
}

function footer(ticks: number, seconds: number): string {
  return `${ticks} ticks in ${seconds.toFixed(1)} s, ${Math.round(ticks / seconds)} ticks/s. Results: `
}

function inOneLine(error: unknown): string {
  return error instanceof Error ? error.message : `${error}`
}

function complain(error: unknown): undefined {
  console.error(inOneLine(error))
}
