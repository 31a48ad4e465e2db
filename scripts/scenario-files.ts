/**
 * The scenarios of the project, every one of which has an entry in results/reference/fingerprints.json. What writes the
 * reference and what compares with it go by this one list.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What results/reference/fingerprints.json has of each scenario: what a run ends in after so many ticks. */
export type Reference = Readonly<
  Record<string, { readonly ticks: number; readonly fingerprint: string; readonly history: string }>
>

/** Ticks after which the reference has the fingerprints of a run: fewer where each is the work of many agents. */
export const referenceTicks = (agents: number) => (agents < 2_000 ? 40 : agents < 100_000 ? 12 : 6)

/** Scenarios whose outcome is known in closed form: paths from the project's root, by name. */
export const LAW_FILES = filesIn('scenarios/laws')

/** All scenarios: paths from the project's root, by name, the laws last. */
export const SCENARIO_FILES = [...filesIn('scenarios'), ...LAW_FILES]

function filesIn(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, '..', folder))
    .filter(name => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .sort()
    .map(name => `${folder}/${name}`)
}
