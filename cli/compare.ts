/**
 * `catallaxy compare`: scenarios on common random numbers, as tables of measured numbers with paired intervals. Replicates
 * are shared out over threads; one that fails is told and left out, and the others go on.
 *
 * Exit codes: 0 done, 1 a run failed, 2 bad input and nothing written, 130 and 143 interrupted by SIGINT and SIGTERM.
 */
import { availableParallelism } from 'node:os'
import { type Replicate, type Replicated, seedOf } from '../sim/experiment/replicate.ts'
import { formatQuantity } from '../sim/scenario/units.ts'
import { shareOut } from '../workers/node/pool.ts'
import { type Prepared, report } from './comparison.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { type Interrupt, listenForInterrupt } from './interrupt.ts'
import { openOutput } from './output.ts'
import { type CompareOptions, type Plan, planOf } from './plan.ts'
import { progressBar } from './progress.ts'

const LONGEST_NAME = 64

/** Compares the scenarios in `paths` with the first of them; resolves to the exit code. */
export async function compareScenarios(paths: readonly string[], options: CompareOptions): Promise<number> {
  const prepared = await prepare(paths, options).catch(complain)
  if (prepared === undefined) return 2
  const interrupt = listenForInterrupt()
  try {
    return await conduct(prepared, options, interrupt)
  } catch (error) {
    complain(error)
    return 1
  } finally {
    interrupt.release()
  }
}

async function prepare(given: readonly string[], options: CompareOptions): Promise<Prepared> {
  const plan = await planOf(given, options)
  const { alternatives, replicates, seed, ticks, folder } = plan
  const { set = [] } = options
  const overrides = ticks === undefined ? set : [...set, { path: 'clock.ticks', value: ticks }]
  const inputs: Inputs[] = []
  for (const { path, set } of alternatives) inputs.push(await readInputs(path, [...set, ...overrides]))
  const root = seed ?? inputs[0].scenario.seed
  const seeds = Array.from({ length: replicates }, (_, r) => seedOf(root, r + 1))
  for (const [a, { scenario }] of inputs.entries()) expectTime(alternatives[a].path, scenario.clock)
  const outages = inputs.map(input => outageOf(input, plan))
  const jobs = seeds.flatMap(seed =>
    inputs.map(({ scenario, traces }, a) => ({ scenario: { ...scenario, seed }, traces, outage: outages[a] })),
  )
  const names = namesOf(inputs, alternatives)
  return {
    alternatives,
    inputs,
    overrides,
    names,
    seeds,
    jobs,
    output: openOutput(options.out, folder ?? folderOf(inputs), {}),
  }
}

/** Throws where the warm-up leaves nothing of the run to compare. */
function expectTime(path: string, { tick, ticks, warmup }: Inputs['scenario']['clock']): void {
  if (warmup > (ticks - 1) * tick)
    throw new Error(
      `${path}: expected a warm-up shorter than the run of ${formatQuantity(ticks * tick, 's')}, got ${formatQuantity(warmup, 's')}`,
    )
}

/** The outage in ticks of a scenario: half-way through its run if not said otherwise, and no shorter than a tick. */
function outageOf({ scenario: { clock } }: Inputs, { outage, at }: Plan): Replicate['outage'] {
  if (!(outage > 0)) throw new Error(`--outage: expected more than 0 s, got "${formatQuantity(outage, 's')}"`)
  const begins = at === undefined ? Math.floor(clock.ticks / 2) : Math.round(at / clock.tick)
  if (!(begins >= 0 && begins < clock.ticks))
    throw new Error(
      `--at: expected a time before the run of ${formatQuantity(clock.ticks * clock.tick, 's')} ends, got "${formatQuantity(at ?? 0, 's')}"`,
    )
  return { at: begins, lasts: Math.max(1, Math.ceil(outage / clock.tick - 1e-9)) }
}

/** Names of the scenarios, of the variants, or of both where there are several of both; numbered where they would be the same. */
function namesOf(inputs: readonly Inputs[], alternatives: Plan['alternatives']): string[] {
  const several = new Set(alternatives.map(({ path }) => path)).size > 1
  const seen = new Map<string, number>()
  return inputs.map(({ scenario }, a) => {
    const { variant } = alternatives[a]
    const name = variant === '' ? scenario.name : several ? `${scenario.name}, ${variant}` : variant
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name} (${before + 1})`
  })
}

function folderOf(inputs: readonly Inputs[]): string {
  const [first, ...others] = inputs.map(({ scenario: { name } }) => name)
  const whole = ['compare', first, ...others].join('-')
  if (whole.length <= LONGEST_NAME) return whole
  const end = `-and-${others.length}-more`
  return `compare-${first}`.slice(0, LONGEST_NAME - end.length) + end
}

/** Runs everything and writes what came of it: whole replicates only, if the signal came first. */
async function conduct(prepared: Prepared, options: CompareOptions, interrupt: Interrupt): Promise<number> {
  const { inputs, jobs, output, seeds } = prepared
  const quiet = options.quiet === true
  const threads = Math.min(options.lanes ?? availableParallelism(), jobs.length)
  const started = new Date().toISOString()
  const clock = performance.now()
  let ticks = 0
  const progress = progressBar(
    0,
    jobs.reduce((sum, { scenario }) => sum + scenario.clock.ticks, 0),
    quiet,
  )
  const outcomes = await shareOut<Replicate, Replicated>(jobs, {
    module: new URL('../workers/node/replicate.ts', import.meta.url),
    threads,
    signal: interrupt.signal,
    done(_, job) {
      ticks += jobs[job].scenario.clock.ticks
      progress.update(ticks)
    },
  })
  const seconds = (performance.now() - clock) / 1000
  progress.stop()
  const done = wholeReplicates(outcomes, inputs.length)
  const status = done < seeds.length ? 'interrupted' : 'complete'
  if (status === 'interrupted') {
    console.error(`interrupted after ${done} of ${seeds.length} replicates${done === 0 ? ': nothing is written' : ''}`)
    if (done === 0) {
      output.discard()
      return interrupt.exitCode
    }
  }
  const failed = report(
    prepared,
    outcomes.slice(0, done * inputs.length),
    { status, started, seconds, lanes: threads },
    quiet,
  )
  return failed ? 1 : interrupt.exitCode
}

/** Replicates from the first on in which every scenario has an outcome. */
function wholeReplicates(outcomes: readonly unknown[], scenarios: number): number {
  const missing = outcomes.indexOf(undefined)
  return Math.floor((missing === -1 ? outcomes.length : missing) / scenarios)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : `${error}`
}

function complain(error: unknown): undefined {
  console.error(messageOf(error))
}
