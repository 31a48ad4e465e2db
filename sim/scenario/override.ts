/**
 * `--set operators[0].stake="5 token"`: one value of a scenario replaced from outside. What the
 * path goes through is spelled out first (defaults, short forms), so that a part of a default can be
 * set; a name that the schema does not know is left for the schema to refuse.
 */
import { declaration } from './declare.ts'
import { Fault, type Path, ScenarioError } from './fault.ts'
import { shown } from './nearest.ts'
import type { Layered, Origin } from './origin.ts'
import { isRecord, memberOf, type Type, written } from './shape.ts'
import { FORBIDDEN, parseSource } from './source.ts'

/** A value and the path at which it is put. */
export interface Override {
  /** `operators[0].stake`. */
  readonly path: string
  /** JSON, or else plain text. */
  readonly value: string
  /** Where it is written, as faults call it; absent: on the command line. */
  readonly source?: string
}

const STEP = /([^.[\]]+)|\[(\d+)\]/g
const WHOLE = /^[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/
const WORDS: readonly unknown[] = ['text', 'choice', 'file', 'formula']

/** `layered` with the override in place. Throws a ScenarioError when the path leads nowhere. */
export function overridden(type: Type, layered: Layered, { path: where, value, source }: Override): Layered {
  const option = source ?? `--set ${where}=${value}`
  try {
    const path = stepsOf(where)
    return { value: put(type, layered.value, path, value), origin: marked(layered.origin, path, option) }
  } catch (error) {
    throw new ScenarioError([new Fault({ file: option }, error instanceof Error ? error.message : String(error))])
  }
}

/** The steps of `operators[0].stake`: its names and indices. */
function stepsOf(path: string): Path {
  if (!WHOLE.test(path)) throw new Error(`expected a path such as operators[0].stake, got ${shown(path)}`)
  const steps = [...path.matchAll(STEP)].map(([, name, index]) => name ?? Number(index))
  for (const step of steps) if (FORBIDDEN.includes(String(step))) throw new Error(`the key "${step}" is not allowed`)
  return steps
}

/** `raw` with `text` at `path`. */
function put(type: Type | undefined, raw: unknown, path: Path, text: string): unknown {
  const [step, ...rest] = path
  if (step === undefined) return meant(text, type)
  const holder = written(type, raw) ?? (typeof step === 'number' ? [] : {})
  if (typeof step === 'number' && Array.isArray(holder)) {
    if (step > holder.length) throw new Error(`expected an index from 0 to ${holder.length}, got ${step}`)
    const item = put(memberOf(type, holder, step), holder[step], rest, text)
    return [...holder.slice(0, step), item, ...holder.slice(step + 1)]
  }
  if (typeof step === 'number') throw new Error(`expected a list before [${step}], got ${shown(holder)}`)
  if (!isRecord(holder)) throw new Error(`expected an object before ".${step}", got ${shown(holder)}`)
  return { ...holder, [step]: put(memberOf(type, holder, step), holder[step], rest, text) }
}

/** JSON if it is JSON, and not where the schema wants words: `--set seed=123` is the text "123". */
function meant(text: string, type: Type | undefined): unknown {
  if (type !== undefined && WORDS.includes(declaration(type)?.kind) && !text.startsWith('"')) return text
  try {
    return parseSource(text, '--set').value
  } catch {
    return text
  }
}

/** `origin` with `source` as what wrote the value at `path`. */
function marked(origin: Origin, path: Path, source: string): Origin {
  const [step, ...rest] = path
  if (step === undefined) return { source, members: new Map() }
  const member = origin.members.get(step) ?? { source: origin.source, members: new Map() }
  return { source: origin.source, members: new Map([...origin.members, [step, marked(member, rest, source)]]) }
}
