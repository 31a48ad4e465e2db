#!/usr/bin/env node
/**
 * The command `catallaxy`: what it can be asked, in one place; each command is in a file of its own and loaded only when
 * it is asked for, so that help and version come at once.
 */
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import type { Override } from '../sim/report/manifest.ts'
import type { AttackOptions } from './attack.ts'
import type { CompareOptions } from './plan.ts'
import type { RunOptions } from './run.ts'
import { version } from './version.ts'
import type { ViewOptions } from './view.ts'

const EXAMPLES = `
Examples:
  catallaxy run scenarios/streamsync-launch.json
  catallaxy run scenarios/outage.json --seed 7 --set market.race.nodes=3 --out /tmp/results
  catallaxy run scenarios/outage.json --ticks 700 --snapshot week.bin
  catallaxy run scenarios/outage.json --ticks 2000 --resume week.bin
  catallaxy attack scenarios/attack-collusion.json --deterrent slashing.wrong=0,0.02,0.1
  catallaxy compare scenarios/outage.json scenarios/entry-and-exit.json --replicates 10
  catallaxy validate scenarios/*.json
  catallaxy view --open
`

const RUN_NOTES = `
Writes <dir>/<name>/: ticks.csv, operators.csv, flows.csv, balances.csv, events.csv, datapackage.json (types and units of all
columns), summary.json, manifest.json (scenario, seed, version, fingerprint) and who-pays.svg (every flow of money as a
picture); agents.csv where there are agents. An earlier folder of that name is replaced at the end, in one piece. Ctrl-C
ends the run after its tick and keeps what was recorded; a second Ctrl-C ends it at once.

Exit codes: 0 done, 1 the run failed (results up to there are kept), 2 bad input (nothing is written),
130 or 143 interrupted by SIGINT or SIGTERM (results up to there are kept).
`

const ATTACK_NOTES = `
Writes <dir>/<name>/attack.csv and attack.md when all runs are done.

Exit codes: 0 done, 1 a run failed, 2 bad input, 130 or 143 interrupted by SIGINT or SIGTERM; nothing is written but on 0.
`

const COMPARE_NOTES = `
One file alone is a comparison: {"name": ..., "compare": [scenario files], "replicates": ...}, as in scenarios/experiments/;
with "variants": [{"name": ..., "set": {path: value}}, ...] every scenario is run in every variant.
Replicate r of every scenario has the same seed, so the same luck; differences are paired, to the first scenario.
Writes <dir>/compare-<names>/: comparison.md, comparison.csv (a row an item and scenario), replicates.csv (a row a run),
manifest.json and, where there are agents, frontier.svg (what uptime costs under each).
Ctrl-C keeps the replicates that all scenarios have done; a second Ctrl-C ends it at once.

Exit codes: 0 done, 1 a run failed (the others are kept), 2 bad input (nothing is written),
130 or 143 interrupted by SIGINT or SIGTERM.
`

const program = new Command('catallaxy')
  .description('Simulates economies of digital services: where the price settles, who enters and leaves, and who pays.')
  .version(version())
  .addHelpText('after', EXAMPLES)
  .exitOverride()

program
  .command('run')
  .description('run a scenario and write its results')
  .argument('<scenario>', 'scenario file (JSON)')
  .option('--set <path=value>', 'set a parameter, such as operators[0].count=9; may be repeated', override)
  .option('--seed <text>', 'seed in place of the scenario’s')
  .option('--ticks <n>', 'number of ticks in place of the scenario’s; those before a snapshot count')
  .option('--out <dir>', 'folder of the results', 'results')
  .option('--lanes <n>', 'threads to run on, which changes no result (default: the cores)', lanes)
  .option('--quiet', 'no summary and no progress bar')
  .option('--snapshot <file>', 'write the state at the end')
  .option('--resume <file>', 'go on from the state in the file')
  .addHelpText('after', RUN_NOTES)
  .action(async (file: string, options: RunOptions) => {
    const { runScenario } = await import('./run.ts')
    process.exitCode = await runScenario(file, options)
  })

program
  .command('attack')
  .description('run a scenario with and without its attacks, and say what they bring and what deters them')
  .argument('<scenario>', 'scenario file (JSON) with attacks')
  .option('--deterrent <path=v,v>', 'parameter and the values to try, in place of the attack’s own', deterrent)
  .option('--replicates <n>', 'pairs of runs a value, each on its own seed', times, 5)
  .option('--set <path=value>', 'set a parameter; may be repeated', override)
  .option('--seed <text>', 'seed in place of the scenario’s')
  .option('--ticks <n>', 'number of ticks in place of the scenario’s')
  .option('--out <dir>', 'folder of the results', 'results')
  .option('--quiet', 'no table and no progress bar')
  .addHelpText('after', ATTACK_NOTES)
  .action(async (file: string, options: AttackOptions) => {
    const { runAttack } = await import('./attack.ts')
    process.exitCode = await runAttack(file, options)
  })

program
  .command('compare')
  .description('run scenarios on common random numbers and write their tables side by side')
  .argument('<scenarios...>', 'scenario files (JSON), the baseline first; or one file that names them')
  .option('--replicates <n>', 'runs of each scenario (default: 5)', times)
  .option('--set <path=value>', 'set a parameter of every scenario; may be repeated', override)
  .option('--seed <text>', 'seed in place of the first scenario’s; replicate r runs with <text>/r')
  .option('--ticks <n>', 'number of ticks in place of the scenarios’')
  .option('--out <dir>', 'folder of the results', 'results')
  .option('--outage <time>', 'how long the largest operator, and the largest site, fail (default: 6 h)')
  .option('--at <time>', 'when they fail (default: half-way)')
  .option('--lanes <n>', 'threads to share the runs among, which changes no result (default: the cores)', lanes)
  .option('--quiet', 'no tables and no progress bar')
  .addHelpText('after', COMPARE_NOTES)
  .action(async (files: string[], options: CompareOptions) => {
    const { compareScenarios } = await import('./compare.ts')
    process.exitCode = await compareScenarios(files, options)
  })

program
  .command('validate')
  .description('check scenarios without running them')
  .argument('<files...>', 'scenario files (JSON)')
  .action(async (files: string[]) => {
    const { validateScenarios } = await import('./validate.ts')
    process.exitCode = await validateScenarios(files)
  })

program
  .command('schema')
  .description('print the JSON Schema of scenarios')
  .action(async () => {
    const { printSchema } = await import('./schema.ts')
    printSchema()
  })

program
  .command('view')
  .description('show the dashboard in a browser, from a server that only this machine reaches')
  .option('--port <n>', 'port of the server (default: the first free one from 4173 on)')
  .option('--open', 'open the browser')
  .action(async (options: ViewOptions) => {
    const { viewDashboard } = await import('./view.ts')
    process.exitCode = await viewDashboard(options)
  })

function lanes(text: string): number {
  if (!/^([1-9]|[1-5]\d|6[0-4])$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 to 64.')
  return Number(text)
}

function times(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 to 9999.')
  return Number(text)
}

function deterrent(text: string): Override {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Expected path=value,value.')
  return { path: text.slice(0, at), value: text.slice(at + 1) }
}

function override(text: string, earlier: readonly Override[] = []): Override[] {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Expected path=value.')
  return [...earlier, { path: text.slice(0, at), value: text.slice(at + 1) }]
}

// A reader that closes the pipe, such as head, has seen enough: nothing to complain about.
process.stdout.on('error', error => {
  if (!('code' in error && error.code === 'EPIPE')) throw error
})

try {
  await program.parseAsync()
} catch (error) {
  // Commander has printed its message; whatever else comes here is a defect and keeps its stack.
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
