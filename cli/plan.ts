/** What a comparison is to do: what the command line says, and what a file of a comparison says where that is silent. */
import type { Override } from '../sim/report/manifest.ts'
import { readScenario } from '../sim/scenario/read.ts'
import { type Comparison, comparison } from '../sim/scenario/schema/comparison.ts'
import { parseQuantity } from '../sim/scenario/units.ts'
import { readText } from './files.ts'

/** What the command line says. */
export interface CompareOptions {
  readonly set?: readonly Override[]
  readonly replicates?: number
  readonly seed?: string
  readonly ticks?: string
  readonly out: string
  readonly outage?: string
  readonly at?: string
  readonly lanes?: number
  readonly quiet?: boolean
}

/** What is compared: as the command line says, and where it does not, the file of the comparison, if there is one. */
export interface Plan {
  readonly paths: readonly string[]
  readonly replicates: number
  readonly seed?: string
  readonly ticks?: string
  /** Seconds; `at` absent: half-way. */
  readonly outage: number
  readonly at?: number
  /** Folder of the results; absent: named after the scenarios. */
  readonly folder?: string
}

/** The plan of a comparison; throws in one line where file or options say nothing that can be done. */
export async function planOf(paths: readonly string[], options: CompareOptions): Promise<Plan> {
  const alone = paths.length === 1
  const file = alone ? await readComparison(paths[0]) : comparison.parse({ name: 'compare', compare: paths })
  const ticks = options.ticks ?? file.ticks?.toString()
  const seed = options.seed ?? file.seed
  const at = options.at === undefined ? file.at : option('--at', options.at)
  return {
    paths: file.compare,
    replicates: options.replicates ?? file.replicates,
    outage: options.outage === undefined ? file.outage : option('--outage', options.outage),
    ...(seed !== undefined && { seed }),
    ...(ticks !== undefined && { ticks }),
    ...(at !== undefined && { at }),
    ...(alone && { folder: file.name }),
  }
}

/** The one file that is given: a comparison. */
async function readComparison(path: string): Promise<Comparison> {
  const text = await readText(path).catch((error: unknown) => {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  })
  if (!/"compare"/.test(text))
    throw new Error(`${path}: expected two scenarios or more to compare, or a comparison ("compare"), got one scenario`)
  return readScenario(comparison, path, file => readText(file))
}

function option(name: string, text: string): number {
  try {
    return parseQuantity(text, 's')
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
