/**
 * `npm run bench`: how fast the engine and the markets run on this machine, in about four minutes. Tables go to stdout,
 * what is running to stderr. Exit codes: 0 done, 1 a part failed or its results are wrong, 2 bad arguments (nothing is run).
 */
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { version } from '../cli/version.ts'
import type { Part } from './part.ts'
import { PARTS, partsNamed } from './parts.ts'
import { spread } from './spread.ts'
import type { Protocol } from './timing.ts'

const HELP = `npm run bench -- [part ...] [--quick] [--scale] [--json <file>]

${PARTS.map(({ name, about }) => `  ${name.padEnd(12)}${about}`).join('\n')}

  --quick       fewer sizes, three runs: shows that all works, under 40 s
  --scale       the part scale too
  --json <file> writes all figures
`

interface Arguments {
  readonly parts: readonly Part[]
  readonly quick: boolean
  readonly json: string | undefined
}

/** Throws an Error of one line where the arguments are not good. */
function read(args: string[]): Arguments | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      scale: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const parts = partsNamed(positionals, values)
  if (values.json !== undefined) checkWritable(values.json)
  return { parts, quick: values.quick, json: values.json }
}

/** Throws before minutes of work whose figures could not be written. */
function checkWritable(file: string): void {
  const there = existsSync(file)
  try {
    closeSync(openSync(file, 'a'))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause
    throw new Error(`--json: expected a file that can be written, got ${file} (${code})`)
  }
  if (!there) rmSync(file)
}

function machine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    versions: { catallaxy: version(), node: process.versions.node, v8: process.versions.v8 },
  }
}

async function bench({ parts, quick, json }: Arguments): Promise<void> {
  const protocol: Protocol = quick ? { runs: 3, warmup: 1, quick } : { runs: 9, warmup: 2, quick }
  const { level } = spread(Array.from({ length: protocol.runs }, (_, run) => run))
  const on = machine()
  console.log(`catallaxy ${on.versions.catallaxy}, ${on.processor}, ${on.cores} cores, Node ${on.versions.node}`)
  console.log(`${protocol.runs} runs each; an interval holds the median with a probability of ${level.toFixed(3)}`)
  const results: object[] = []
  for (const part of parts) {
    console.error(`${part.name} ...`)
    results.push(await measured(part, protocol))
  }
  if (json !== undefined) {
    writeFileSync(json, `${JSON.stringify({ machine: on, protocol, level, parts: results }, null, 2)}\n`)
  }
}

/** Runs and prints a part; a failure is told, and the others still have their turn. */
async function measured({ name, about, run }: Part, protocol: Protocol): Promise<object> {
  const begun = performance.now()
  try {
    const { text, figures } = await run(protocol)
    console.log(`\n${name.toUpperCase()}: ${about}\n${text}`)
    return { name, about, seconds: (performance.now() - begun) / 1000, figures }
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : `${cause}`
    console.error(`${name}: ${error}`)
    process.exitCode = 1
    return { name, about, error, figures: [] }
  }
}

let asked: Arguments | 'help' | undefined
try {
  asked = read(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
if (asked === 'help') console.log(HELP)
else if (asked) await bench(asked)
