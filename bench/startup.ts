/** How long a user waits for the command: from the start of its process to the end, beside a Node that does nothing. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Part } from './part.ts'
import { raceDocument } from './race-market.ts'
import { figureTable } from './table.ts'
import { alternate, figure } from './timing.ts'

const ROOT = join(import.meta.dirname, '..')
const COMMAND = ['--import', join(ROOT, 'scripts', 'compile-cache.mjs'), join(ROOT, 'cli', 'main.ts')]

export const startPart: Part = {
  name: 'start',
  about: 'processes from start to end: the command, with its cache of compiled code',
  run(protocol) {
    const folder = mkdtempSync(join(tmpdir(), 'catallaxy-start-'))
    try {
      const file = join(folder, 'tiny.json')
      writeFileSync(file, JSON.stringify(raceDocument({ customers: 10, operators: 5, ticks: 1 })))
      const works = [
        ['node, nothing to do', '--eval', ''],
        ['catallaxy --version', ...COMMAND, '--version'],
        ['catallaxy validate, a tiny scenario', ...COMMAND, 'validate', file],
        ['catallaxy run, a tiny scenario, one tick', ...COMMAND, 'run', file, '--quiet', '--out', folder],
      ].map(([name, ...args]) => ({ name, run: () => node(args) }))
      const figures = alternate(works, protocol).map(({ name, count, costs }) =>
        figure(
          name,
          'ms',
          count,
          costs.map(cost => cost / 1e6),
        ),
      )
      return { text: figureTable(figures), figures }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

/** Runs Node to its end; throws where that is not 0. */
function node(args: readonly string[]): number {
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  return 1
}
