/** Reads what comes as text: a scenario and the files that it names, or everything that is wrong with them. */
import { ScenarioError } from '../sim/scenario/fault.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import { nearest } from '../sim/scenario/nearest.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { loadTraces, type Traces } from '../sim/scenario/trace.ts'
import type { ScenarioFault, Source } from './protocol.ts'

/** The scenario and the traces that it names. Rejects with a ScenarioError. */
export async function read({ path, text, files }: Source): Promise<{ scenario: Scenario; traces: Traces }> {
  const readText = async (wanted: string) => {
    if (wanted === path) return text
    if (Object.hasOwn(files, wanted)) return files[wanted]
    const meant = nearest(wanted, Object.keys(files))
    throw new Error(
      `expected a file that the dashboard has, got "${wanted}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`,
    )
  }
  const scenario = await loadScenario(path, readText)
  return { scenario, traces: await loadTraces(scenario, readText) }
}

/** What was thrown as faults; without a place where it has none. */
export function faultsOf({ path: file }: Source, cause: unknown): ScenarioFault[] {
  if (!(cause instanceof ScenarioError)) return [{ file, line: 0, column: 0, path: '', message: messageOf(cause) }]
  return cause.faults.map(({ file, line, column, path, message }) => ({ file, line, column, path, message }))
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
