/** What differs between two scenarios, parameter by parameter, and which of it makes their customers or agents different ones. */
import { pathText } from '../scenario/fault.ts'
import type { Scenario } from '../scenario/schema.ts'

/** A parameter that is not the same in two scenarios; what is absent is undefined. */
export interface Difference {
  /** `operators[0].price`. */
  readonly path: string
  readonly base: unknown
  readonly other: unknown
}

/** Sections that say who the customers are, what they ask, when, and for how long they are watched. */
const CUSTOMERS: readonly (keyof Scenario)[] = ['clock', 'token', 'regions', 'classes', 'customers', 'legacy']
/** Who the agents are and what they are given to do. */
const AGENTS = /^agents\.groups(\[\d+\]\.(name|count|regions|tasks|income|wallet)\b.*)?$/
/** Parts of a scenario that change nothing in a run, and the seed, which a comparison sets. */
const WORDS: readonly string[] = ['$schema', 'name', 'about', 'seed', 'record', 'observations']

/** Every parameter in which `other` differs from `base`. */
export function differences(base: Scenario, other: Scenario): Difference[] {
  return below(base, other, []).filter(({ path }) => !WORDS.includes(rootOf(path)))
}

/** Those of the differences that make the two populations of customers and agents, or their times, different ones. */
export function amongCustomers(all: readonly Difference[]): Difference[] {
  return all.filter(
    ({ path }) =>
      (CUSTOMERS as readonly string[]).includes(rootOf(path)) || path === 'market.sampling' || AGENTS.test(path),
  )
}

const rootOf = (path: string) => path.split(/[.[]/, 1)[0]

function below(base: unknown, other: unknown, path: readonly (string | number)[]): Difference[] {
  if (Object.is(base, other)) return []
  // Lists of other lengths are other lists: their items are not each other's.
  if (Array.isArray(base) && Array.isArray(other) && base.length === other.length)
    return base.flatMap((item, i) => below(item, other[i], [...path, i]))
  if (isRecord(base) && isRecord(other))
    return [...new Set([...Object.keys(base), ...Object.keys(other)])].flatMap(name =>
      below(base[name], other[name], [...path, name]),
    )
  return [{ path: pathText(path), base, other }]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
