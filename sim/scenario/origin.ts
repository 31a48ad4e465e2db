/**
 * Raw scenario data and where each value of it was written: a file, one it extends, or the command
 * line. Sections of a file are laid over those of the file it extends member by member; everything
 * else (numbers, lists, quantities, another rule) replaces what was there.
 */
import { Fault, type Path, pathText } from './fault.ts'
import { isRecord, memberOf, merges, type Type, written } from './shape.ts'
import { locate, type Source } from './source.ts'

/** The file a value was written in, or the text of a command-line option; members written elsewhere. */
export interface Origin {
  readonly source: Source | string
  readonly members: Map<string | number, Origin>
}

export interface Layered {
  readonly value: unknown
  readonly origin: Origin
}

/** The data of a file as they stand. */
export function layerOf(source: Source, value: unknown): Layered {
  return { value, origin: { source, members: new Map() } }
}

/** `above` laid over `below`. */
export function overlaid(type: Type | undefined, below: Layered, above: Layered): Layered {
  const base = isRecord(above.value) ? written(type, below.value) : below.value
  if (!merges(type, base, above.value)) return above
  const value: Record<string, unknown> = { ...(base as Record<string, unknown>) }
  const members = new Map<string | number, Origin>()
  for (const key of Object.keys(value))
    members.set(key, below.origin.members.get(key) ?? { ...below.origin, members: new Map() })
  for (const [key, item] of Object.entries(above.value as Record<string, unknown>)) {
    const origin = members.get(key)
    const upper: Layered = {
      value: item,
      origin: above.origin.members.get(key) ?? { ...above.origin, members: new Map() },
    }
    const member =
      origin === undefined ? upper : overlaid(memberOf(type, value, key), { value: value[key], origin }, upper)
    value[key] = member.value
    members.set(key, member.origin)
  }
  return { value, origin: { source: above.origin.source, members } }
}

/** What wrote the value at `path`, or the nearest value around it. */
export function sourceOf(origin: Origin, path: Path): Source | string {
  const [step, ...rest] = path
  const member = step === undefined ? undefined : origin.members.get(step)
  return member === undefined ? origin.source : sourceOf(member, rest)
}

/** A fault at the value at `path`, or at its key. */
export function faultAt(origin: Origin, path: Path, message: string, key = false): Fault {
  const source = sourceOf(origin, path)
  if (typeof source === 'string') return new Fault({ file: source, path: pathText(path) }, message)
  return new Fault({ file: source.file, ...locate(source, path, key), path: pathText(path) }, message)
}
