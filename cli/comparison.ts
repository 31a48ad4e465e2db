/** What a comparison leaves: its tables as CSV and Markdown and a manifest that repeats it, and the same on the terminal. */
import { columnsOf, itemsOf } from '../sim/experiment/comparison.ts'
import { amongCustomers, type Difference, differences } from '../sim/experiment/differences.ts'
import { frontiersOf } from '../sim/experiment/frontier.ts'
import type { Replicate, Replicated } from '../sim/experiment/replicate.ts'
import { compared } from '../sim/measure/comparison.ts'
import {
  type Account,
  comparisonCsv,
  comparisonMarkdown,
  comparisonText,
  replicatesCsv,
} from '../sim/report/comparison.ts'
import { frontierFile, frontierMarkdown, frontierText } from '../sim/report/frontier.ts'
import type { Override } from '../sim/report/manifest.ts'
import { formatQuantity } from '../sim/scenario/units.ts'
import type { Outcome } from '../workers/node/pool.ts'
import type { Inputs } from './inputs.ts'
import type { Output } from './output.ts'
import type { Plan } from './plan.ts'
import { platform } from './platform.ts'
import { version } from './version.ts'

const MOST_DIFFERENCES = 20
const LONGEST_VALUE = 60

/** A comparison before it is run. */
export interface Prepared {
  readonly alternatives: Plan['alternatives']
  readonly inputs: readonly Inputs[]
  readonly overrides: readonly Override[]
  /** What they are called in the report, each differently. */
  readonly names: readonly string[]
  readonly seeds: readonly string[]
  /** By replicate, then by scenario: those of one replicate are next to each other. */
  readonly jobs: readonly Replicate[]
  readonly output: Output
}

/** How the runs went. */
export interface Circumstances {
  readonly status: 'complete' | 'interrupted'
  readonly started: string
  readonly seconds: number
  readonly lanes: number
}

/** Writes the comparison of the outcomes of whole replicates, and prints it unless `quiet`; returns whether a run failed. Where all did, nothing is written. */
export function report(
  { alternatives, inputs, overrides, names, seeds: planned, jobs, output }: Prepared,
  outcomes: readonly (Outcome<Replicated> | undefined)[],
  { status, ...timing }: Circumstances,
  quiet: boolean,
): boolean {
  const seeds = planned.slice(0, outcomes.length / inputs.length)
  const runs = inputs.map((_, a) => seeds.map((_, r) => resultOf(outcomes[r * inputs.length + a])))
  const items = itemsOf(inputs.map(({ scenario }) => scenario))
  const columns = columnsOf(items, runs)
  const comparison = compared(items, names, columns)
  const groups = new Set(inputs.flatMap(({ scenario }) => scenario.agents.groups.map(({ name }) => name)))
  const frontiers = frontiersOf([...groups], names, items, columns)
  const rows = outcomes.map((outcome, job) => {
    const [a, r] = [job % inputs.length, Math.floor(job / inputs.length)]
    const fingerprint = resultOf(outcome)?.fingerprint ?? ''
    return {
      scenario: names[a],
      replicate: r + 1,
      seed: seeds[r],
      fingerprint,
      error: errorOf(outcome),
      values: columns[a][r],
    }
  })
  const failures = rows
    .filter(({ error }) => error !== '')
    .map(({ scenario, seed, error }) => `${scenario}, seed ${seed}: ${error}`)
  const account: Account = {
    alternatives: inputs.map(({ scenario }, a) => {
      const { path, about } = alternatives[a]
      return { file: path, about: about || scenario.about }
    }),
    seeds,
    version: version(),
    outage: inputs.some(({ scenario }) => scenario.operators.length > 0) ? outageText(jobs[0]) : '',
    differences: inputs.slice(1).map(({ scenario }) => told(differences(inputs[0].scenario, scenario))),
    warnings: inputs
      .slice(1)
      .flatMap(({ scenario }, a) =>
        told(amongCustomers(differences(inputs[0].scenario, scenario))).map(line => `${names[a + 1]}: ${line}`),
      ),
    failures,
  }
  for (const line of failures) console.error(`run failed: ${line}`)
  if (failures.length === rows.length) {
    output.discard()
    return true
  }
  output.finish({
    'comparison.csv': comparisonCsv(comparison),
    'replicates.csv': replicatesCsv(items, rows),
    'comparison.md': [comparisonMarkdown(comparison, account), frontierMarkdown(frontiers)].filter(Boolean).join('\n'),
    ...(frontiers.length > 0 && { 'frontier.svg': frontierFile(frontiers) }),
    'manifest.json': {
      command: 'compare',
      status,
      version: version(),
      replicates: seeds.length,
      planned: planned.length,
      seeds,
      timing,
      platform: platform(),
      overrides,
      runs: rows.map(({ values: _, ...run }) => run),
      scenarios: inputs.map(({ scenario, files }, a) => ({ name: names[a], files, outage: jobs[a].outage, scenario })),
    },
  })
  if (!quiet) {
    const parts = [comparisonText(comparison, account), frontierText(frontiers), `results in ${output.folder}/\n`]
    process.stdout.write(parts.filter(Boolean).join('\n'))
  }
  return failures.length > 0
}

const resultOf = (outcome: Outcome<Replicated> | undefined) =>
  outcome && 'result' in outcome ? outcome.result : undefined
const errorOf = (outcome: Outcome<Replicated> | undefined) => (outcome && 'error' in outcome ? outcome.error : '')

function outageText({ scenario: { clock }, outage: { at, lasts } }: Replicate): string {
  const time = (ticks: number) => formatQuantity(ticks * clock.tick, 's')
  return `Failures strike at ${time(at)} and last ${time(lasts)}.`
}

/** Differences in words, a line each; what is beyond the most that anybody would read is counted. */
function told(all: readonly Difference[]): string[] {
  const lines = all
    .slice(0, MOST_DIFFERENCES)
    .map(({ path, base, other }) => `${path}: ${inWords(other)}, not ${inWords(base)}`)
  return all.length > lines.length ? [...lines, `${all.length - lines.length} more parameters`] : lines
}

function inWords(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  if (text.length <= LONGEST_VALUE) return text
  return Array.isArray(value) ? `${value.length} items` : `${text.slice(0, LONGEST_VALUE - 1)}…`
}
