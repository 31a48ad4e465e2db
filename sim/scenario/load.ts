/** Loads a scenario file: `read.ts` with the schema of this simulator. */
import type { Override } from './override.ts'
import { readScenario } from './read.ts'
import { type Scenario, scenario } from './schema.ts'
import type { Read } from './tables.ts'

export { Fault, ScenarioError } from './fault.ts'
export type { Override } from './override.ts'
export { loadTable, type Read } from './tables.ts'

/**
 * The scenario in the file `path`, with `overrides` in place of what it says and all data of CSV files filled in. `read` gives
 * the text of a file. Rejects with a ScenarioError that holds every fault.
 */
export function loadScenario(path: string, read: Read, overrides: readonly Override[] = []): Promise<Scenario> {
  return readScenario(scenario, path, read, overrides)
}
