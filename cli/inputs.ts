/** What a run starts from: the scenario with its overrides, and the traces that it names. The one place where both are read. */
import { createHash } from 'node:crypto'
import type { InputFile } from '../sim/report/manifest.ts'
import { loadScenario, type Override } from '../sim/scenario/load.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { loadTraces, type Traces } from '../sim/scenario/trace.ts'
import { readText } from './files.ts'

export interface Inputs {
  readonly scenario: Scenario
  readonly traces: Traces
  /** Every file that was read, in the order of their names. */
  readonly files: readonly InputFile[]
}

/** Reads and checks a scenario. Throws a ScenarioError with every fault, one line each. */
export async function readInputs(path: string, overrides: readonly Override[] = []): Promise<Inputs> {
  const sums = new Map<string, string>()
  const read = (file: string) =>
    readText(file, bytes => sums.set(file, createHash('sha256').update(bytes).digest('hex')))
  const scenario = await loadScenario(path, read, overrides)
  const traces = await loadTraces(scenario, read)
  const files = [...sums].map(([file, sha256]) => ({ file, sha256 }))
  return { scenario, traces, files: files.sort((a, b) => (a.file < b.file ? -1 : 1)) }
}
