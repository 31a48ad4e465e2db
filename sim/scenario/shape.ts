/**
 * Walks a schema and a raw scenario side by side: which type a member has, and what stands for it
 * when a file says nothing or uses a short form. Merging, `--set` and paths of files need this
 * before the schema has filled anything in.
 */
import { z } from 'zod'
import { bare, type Declaration, declaration } from './declare.ts'

export type Type = z.core.$ZodType

/** The type of member `step` of a value `raw` of `type`; undefined when there is none. */
export function memberOf(type: Type | undefined, raw: unknown, step: string | number): Type | undefined {
  if (type === undefined) return undefined
  const inner = bare(type)
  if (inner instanceof z.ZodArray) return typeof step === 'number' ? inner.element : undefined
  if (inner instanceof z.ZodRecord) return inner.valueType
  if (inner instanceof z.ZodObject) return Object.hasOwn(inner.shape, step) ? inner.shape[step] : undefined
  const variant = variantOf(type, raw)
  return variant === undefined ? undefined : memberOf(variant, raw, step)
}

/** The section that the name in `raw` picks among variants; undefined when `type` has none or the name is unknown. */
function variantOf(type: Type, raw: unknown): Type | undefined {
  const union = bare(type)
  const { key, choices } = declarationOf(type)
  if (!(union instanceof z.ZodDiscriminatedUnion) || key === undefined || choices === undefined) return undefined
  const named = written(type, raw)
  return isRecord(named) ? union.options[choices.indexOf(String(named[key]))] : undefined
}

/** `raw` without short forms: a default where nothing is given, an object for a bare name or one without a name. */
export function written(type: Type | undefined, raw: unknown): unknown {
  if (type === undefined) return raw
  const { key, default: fallback } = declarationOf(type)
  if (raw === undefined) return fallback === undefined ? undefined : written(type, structuredClone(fallback))
  if (key === undefined) return raw
  if (typeof raw === 'string') return { [key]: raw }
  if (!isRecord(raw) || Object.hasOwn(raw, key)) return raw
  const name = isRecord(fallback) ? fallback[key] : fallback
  return name === undefined ? raw : { [key]: name, ...raw }
}

/** Whether two raw values of `type` are merged member by member; all others replace each other. */
export function merges(type: Type | undefined, below: unknown, above: unknown): boolean {
  if (type === undefined || !isRecord(below) || !isRecord(above)) return false
  const inner = bare(type)
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord) return true
  const { key } = declarationOf(type)
  return key !== undefined && (!Object.hasOwn(above, key) || above[key] === below[key])
}

/** Whether `raw` is an object, and not a list. */
export function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

function declarationOf(type: Type): Partial<Declaration> {
  return declaration(type) ?? {}
}
