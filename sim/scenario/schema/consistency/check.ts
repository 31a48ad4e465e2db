/** What checks between parameters are made of: where a fault stands, names that must exist, lists of values. */
import { nearest } from '../../nearest.ts'
import type { ScenarioShape } from '../../schema.ts'

export type Path = readonly (string | number)[]

/** A contradiction in a scenario, at the parameter that is to blame. */
export interface Contradiction {
  readonly path: Path
  readonly message: string
}

/** Puts contradictions on record. */
export interface Check {
  fault(path: Path, message: string): void
  /** Faults a name that is neither empty nor among those that there are; `kind` says what it names. */
  known(path: Path, kind: string, name: string, among: readonly string[]): void
}

/** A section's checks. */
export type Checks = (scenario: ScenarioShape, check: Check) => void

/** A check that writes to `found`. */
export function checkInto(found: Contradiction[]): Check {
  const fault = (path: Path, message: string) => {
    found.push({ path, message })
  }
  return {
    fault,
    known(path, kind, name, among) {
      if (name === '' || among.includes(name)) return
      const meant = nearest(name, among)
      fault(path, `expected ${kind}, got "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`)
    },
  }
}

export const names = (items: readonly { readonly name: string }[]) => items.map(item => item.name)

export function isList(value: unknown): value is { kind: 'list'; values: readonly number[] } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'list'
}

/** Names of the sites: where none are given, each region is one. */
export const siteNames = ({ sites, regions }: ScenarioShape) => names(sites.length > 0 ? sites : regions)

/** What keeps queries in flight over ticks, so that they are settled ticks later; undefined where nothing does. */
export const keepsInFlight = ({ market }: ScenarioShape) =>
  market.race.losers === 'cancel'
    ? 'market.race.losers "cancel"'
    : market.discipline === 'priority'
      ? 'market.discipline "priority"'
      : undefined

/** A sum of shares as a message shows it. */
export const round = (share: number) => Number(share.toPrecision(6))

/** Groups of operators, those of the start and the candidates, with their paths. */
export function sellers({ operators, entry }: ScenarioShape) {
  return [
    ...operators.map((group, i) => ({ group, path: ['operators', i] as Path })),
    ...entry.candidates.map((group, i) => ({ group, path: ['entry', 'candidates', i] as Path })),
  ]
}

/** Names by which an operator may be meant: its own and its group's. */
export const sellerNames = (scenario: ScenarioShape) =>
  sellers(scenario).flatMap(({ group }) => [group.name, ...numbered(group)])

function numbered({ name, count }: { name: string; count: number }): string[] {
  return Array.from({ length: Math.min(count, 1000) }, (_, i) => `${name}-${i + 1}`)
}
