/** What a run starts from: the scenario with its overrides, and the traces that it names. The one place where both are read. */
import { loadScenario } from '../sim/scenario/load.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { loadTraces, type Traces } from '../sim/scenario/trace.ts'
import { readText } from './files.ts'

/** A parameter set on the command line. */
export interface Override {
  /** `operators[0].stake`. */
  readonly path: string
  readonly value: string
}

export interface Inputs {
  readonly scenario: Scenario
  readonly traces: Traces
}

/** Reads and checks a scenario. Throws a ScenarioError with every fault, one line each. */
export async function readInputs(file: string, overrides: readonly Override[] = []): Promise<Inputs> {
  const scenario = await loadScenario(file, readText, overrides)
  return { scenario, traces: await loadTraces(scenario, readText) }
}
