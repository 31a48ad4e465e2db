/** What a comparison is to do: what the command line says, and what a file of a comparison says where that is silent. */
import type { Override } from '../sim/scenario/override.ts'
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

/** What is laid side by side: a scenario, or a variant of it. */
export interface Alternative {
  /** Path of the scenario. */
  readonly path: string
  /** Name and sentence of the variant; empty: those of the scenario. */
  readonly variant: string
  readonly about: string
  /** What the variant sets. */
  readonly set: readonly Override[]
}

/** What is compared: as the command line says, and where it does not, the file of the comparison, if there is one. */
export interface Plan {
  readonly alternatives: readonly Alternative[]
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
    alternatives: alternativesOf(file, paths[0]),
    replicates: options.replicates ?? file.replicates,
    outage: options.outage === undefined ? file.outage : option('--outage', options.outage),
    ...(seed !== undefined && { seed }),
    ...(ticks !== undefined && { ticks }),
    ...(at !== undefined && { at }),
    ...(alone && { folder: file.name }),
  }
}

const MOST_ALTERNATIVES = 32

/** Every scenario in every variant; what is wrong with them is in `path`. */
function alternativesOf({ compare, variants }: Comparison, path: string): Alternative[] {
  for (const [v, { name }] of variants.entries()) {
    const first = variants.findIndex(variant => variant.name === name)
    if (first < v)
      throw new Error(
        `${path} variants[${v}].name: expected a name of its own, got "${name}" again (first at variants[${first}])`,
      )
  }
  const as = (scenario: string, v: number) => ({
    path: scenario,
    variant: variants[v].name,
    about: variants[v].about,
    set: Object.entries(variants[v].set).map(([parameter, value]) => ({
      path: parameter,
      value: JSON.stringify(value),
      source: `${path} variants[${v}] "${variants[v].name}"`,
    })),
  })
  const all =
    variants.length === 0
      ? compare.map(scenario => ({ path: scenario, variant: '', about: '', set: [] }))
      : compare.flatMap(scenario => variants.map((_, v) => as(scenario, v)))
  if (all.length < 2 || all.length > MOST_ALTERNATIVES)
    throw new Error(
      `${path}: expected 2 to ${MOST_ALTERNATIVES} scenarios or variants to compare, got ${all.length === 1 ? 'one' : all.length}`,
    )
  return all
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
