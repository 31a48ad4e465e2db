/**
 * `catallaxy attack`: what the attacks of a scenario bring and do, at several values of a deterrent. Everything is read and
 * checked before the first run; files are written at the end, or not at all.
 *
 * Exit codes: 0 done, 1 a run failed, 2 bad input, 130 and 143 interrupted; nothing is written but on 0.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { attackersOf, effectOf, numbersOf, peaceful, type Trial } from '../sim/experiment/attack.ts'
import {
  ATTACK_FIELDS,
  type AttackReport,
  attackMarkdown,
  attackRows,
  attackText,
} from '../sim/experiment/attack-report.ts'
import { type Outcome, watch } from '../sim/experiment/wealth.ts'
import { csvRow } from '../sim/report/csv.ts'
import type { Override } from '../sim/report/manifest.ts'
import { expectWritable, reason, writeWhole } from './files.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { listenForInterrupt } from './interrupt.ts'
import { runTicks } from './loop.ts'
import { type Progress, progressBar } from './progress.ts'

export interface AttackOptions {
  readonly set?: readonly Override[]
  readonly seed?: string
  readonly ticks?: string
  /** `path=value,value`. */
  readonly deterrent?: Override
  /** Pairs of runs, each on a seed of its own. */
  readonly replicates: number
  readonly out: string
  readonly quiet?: boolean
}

/** Runs the pairs; resolves to the exit code. The table is on stdout, messages are on stderr. */
export async function runAttack(file: string, options: AttackOptions): Promise<number> {
  const prepared = await prepare(file, options).catch(complain)
  if (prepared === undefined) return 2
  const interrupt = listenForInterrupt()
  const progress = progressBar(0, prepared.ticks, options.quiet === true)
  try {
    const trials = await tryAll(prepared, interrupt.signal, progress)
    progress.stop()
    if (interrupt.signal.aborted) {
      console.error(`${file}: interrupted, nothing is written`)
      return interrupt.exitCode
    }
    const report = { ...prepared.report, trials }
    write(prepared.folder, report)
    if (options.quiet !== true) process.stdout.write(`${attackText(report)}results in ${prepared.folder}/\n`)
    return 0
  } catch (error) {
    progress.stop()
    complain(error)
    return 1
  } finally {
    interrupt.release()
  }
}

interface Prepared {
  readonly report: Omit<AttackReport, 'trials'>
  /** By value of the deterrent, then by pair. */
  readonly inputs: readonly { readonly value: string; readonly x: number; readonly pairs: readonly Inputs[] }[]
  /** Of all runs together. */
  readonly ticks: number
  readonly folder: string
}

async function prepare(file: string, options: AttackOptions): Promise<Prepared> {
  const common = [...(options.set ?? [])]
  if (options.seed !== undefined) common.push({ path: 'seed', value: options.seed })
  if (options.ticks !== undefined) common.push({ path: 'clock.ticks', value: options.ticks })
  const { scenario } = await readInputs(file, common)
  if (scenario.attacks.length === 0) throw new Error(`${file} attacks: expected an attack, got an empty list`)
  const { parameter, values } = deterrentOf(options.deterrent) ??
    scenario.attacks.find(({ deterrent }) => deterrent)?.deterrent ?? { parameter: '', values: [''] }
  const { x } = numbersOf(values)
  const inputs: Prepared['inputs'][number][] = []
  for (const [v, value] of values.entries()) {
    const pairs: Inputs[] = []
    for (let r = 1; r <= options.replicates; r++) {
      const seed = { path: 'seed', value: r === 1 ? scenario.seed : `${scenario.seed}-${r}` }
      const deterrent = parameter === '' ? [] : [{ path: parameter, value }]
      pairs.push(await readInputs(file, [...common, ...deterrent, seed]))
    }
    inputs.push({ value, x: x[v], pairs })
  }
  const folder = join(options.out, scenario.name)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new Error(`${folder}: cannot be written: ${reason(error)}`, { cause: error })
  }
  expectWritable(join(folder, 'attack.csv'))
  return {
    report: {
      name: scenario.name,
      about: scenario.about,
      attacks: scenario.attacks.map(({ kind, operators }) => `${kind} by ${operators}`),
      parameter,
    },
    inputs,
    ticks: inputs.length * options.replicates * 2 * scenario.clock.ticks,
    folder,
  }
}

const deterrentOf = (option: Override | undefined) =>
  option && { parameter: option.path, values: option.value.split(',').map(value => value.trim()) }

/** Runs all pairs; what is not done when the signal comes is missing from the trials. */
async function tryAll({ inputs }: Prepared, signal: AbortSignal, progress: Progress): Promise<Trial[]> {
  const trials: Trial[] = []
  let done = 0
  const outcome = async ({ scenario, traces }: Inputs, attackers: ReturnType<typeof attackersOf>): Promise<Outcome> => {
    const run = watch(scenario, traces, attackers)
    await runTicks(run, signal, () => progress.update(done + run.ticks))
    done += run.ticks
    return run.outcome()
  }
  for (const { value, x, pairs } of inputs) {
    const effects: Trial['effects'][number][] = []
    for (const pair of pairs) {
      const attackers = attackersOf(pair.scenario)
      const attack = await outcome(pair, attackers)
      effects.push(effectOf(attack, await outcome({ ...pair, scenario: peaceful(pair.scenario) }, attackers)))
    }
    trials.push({ value, x, effects })
  }
  return trials
}

function write(folder: string, report: AttackReport): void {
  const encoder = new TextEncoder()
  const rows = [ATTACK_FIELDS.map(({ name }) => name), ...attackRows(report)]
  writeWhole(join(folder, 'attack.csv'), encoder.encode(rows.map(csvRow).join('')))
  writeWhole(join(folder, 'attack.md'), encoder.encode(attackMarkdown(report)))
}

function complain(error: unknown): undefined {
  console.error(error instanceof Error ? error.message : `${error}`)
}
