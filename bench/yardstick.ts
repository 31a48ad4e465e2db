/** The part that holds the race market against the same rules in plain C++. */
import { spawnSync } from 'node:child_process'
import type { Part } from './part.ts'
import { referenceBench } from './reference.ts'
import { figureTable, withInterval } from './table.ts'

export const referencePart: Part = {
  name: 'reference',
  about: 'the race market against one plain C++ program, whose results must be the same',
  run({ runs, warmup, quick }) {
    const size = quick ? { customers: 30_000, ticks: 5 } : { customers: 100_000, ticks: 10 }
    const found = referenceBench({ ...size, rounds: runs, warmup })
    if (!found) return { text: 'not measured: expected the compiler g++, found none', figures: [] }
    const { ours, cpp, ratio, queries } = found
    const costs = [
      { name: 'this simulator', unit: 'ns/query', count: queries, ...ours },
      { name: 'C++', unit: 'ns/query', count: queries, ...cpp },
    ]
    const over = { name: 'this simulator over C++', unit: 'times', count: 0, ...ratio }
    return {
      text: `${figureTable([...costs, over])}\n${withInterval(ratio)} times the time of C++ (${compiler()}), with equal results`,
      figures: [...costs, over],
    }
  },
}

/** The first line of what g++ says of itself. */
function compiler(): string {
  return spawnSync('g++', ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0]
}
