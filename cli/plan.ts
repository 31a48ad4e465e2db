/** What a comparison is to do: what the command line says, and what a file of a comparison says where that is silent. */
import { readScenario } from '../sim/scenario/read.ts'
import { type Comparison, comparison } from '../sim/scenario/schema/comparison.ts'
import { parseQuantity } from '../sim/scenario/units.ts'
import type { CompareOptions } from './compare.ts'
import { readText } from './files.ts'

const REPLICATES = 5
/** Seconds. */
const OUTAGE = 6 * 3600

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
  const file: Partial<Comparison> = paths.length === 1 ? await readComparison(paths[0]) : {}
  const ticks = options.ticks ?? file.ticks?.toString()
  const seed = options.seed ?? file.seed
  const at = options.at === undefined ? file.at : option('--at', options.at)
  return {
    paths: file.compare ?? paths,
    replicates: options.replicates ?? file.replicates ?? REPLICATES,
    outage: options.outage === undefined ? (file.outage ?? OUTAGE) : option('--outage', options.outage),
    ...(seed !== undefined && { seed }),
    ...(ticks !== undefined && { ticks }),
    ...(at !== undefined && { at }),
    ...(file.name !== undefined && { folder: file.name }),
  }
}

/** The one file that is given: a comparison. */
async function readComparison(path: string): Promise<Partial<Comparison>> {
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
