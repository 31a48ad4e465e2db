/** Loads a scenario file: `read.ts` with the schema of this simulator. */
import { loadSolver } from '../planner/highs.ts'
import type { Override } from './override.ts'
import { readScenario } from './read.ts'
import { type Scenario, scenario } from './schema.ts'
import type { Read } from './tables.ts'

export { Fault, ScenarioError } from './fault.ts'
export type { Override } from './override.ts'
export { loadTable, type Read } from './tables.ts'

/**
 * The scenario in the file `path`, with `overrides` in place of what it says and all data of CSV files filled in, ready to be run
 * by this thread. `read` gives the text of a file. Rejects with a ScenarioError that holds every fault.
 */
export async function loadScenario(path: string, read: Read, overrides: readonly Override[] = []): Promise<Scenario> {
  const loaded = await readScenario(scenario, path, read, overrides)
  await equip(loaded)
  return loaded
}

/** Loads what this thread needs to run a scenario that another has loaded: the solver, where it has a planner. */
export async function equip({ resources }: Scenario): Promise<void> {
  if (resources.planner) await loadSolver()
}
