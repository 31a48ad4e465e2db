/**
 * What is known of a parameter, kept in zod's metadata so that it is written down once, and the two
 * ways of building a zod type that carries it.
 */
import { z } from 'zod'
import type { Unit } from './units.ts'

/** One declared parameter; kept in `.meta().parameter`. */
export interface Declaration {
  readonly kind:
    | 'number'
    | 'integer'
    | 'amount'
    | 'flag'
    | 'text'
    | 'choice'
    | 'quantity'
    | 'column'
    | 'series'
    | 'formula'
    | 'file'
    | 'settings'
    | 'list'
    | 'section'
    | 'variants'
  readonly doc: string
  readonly unit?: Unit
  /** As a scenario file would write it; absent when the parameter must be given. */
  readonly default?: unknown
  /** Bounds in base units; of a list, its length. */
  readonly min?: number
  readonly max?: number
  /** Values of a choice, or names of variants. */
  readonly choices?: readonly string[]
  /** The key by which variants are told apart. */
  readonly key?: string
  /** Names that a formula may use, with their meaning. */
  readonly variables?: Readonly<Record<string, string>>
  /** Source of the regular expression that a text must match. */
  readonly pattern?: string
}

declare module 'zod' {
  interface GlobalMeta {
    parameter?: Declaration
  }
}

/** Puts a problem on record, at `path` below the parameter. */
export type Report = (message: string, path?: readonly (string | number)[]) => void

/**
 * A zod type that reads one value with `read`, which reports problems below the value and throws
 * for the value itself.
 */
export function leaf<T>(declaration: Declaration, read: (raw: unknown, report: Report) => T): z.ZodType<T> {
  const type = z.unknown().transform((raw, context) => {
    let faults = 0
    const report: Report = (message, path = []) => {
      faults++
      context.addIssue({ code: 'custom', message, path: [...path], input: raw })
    }
    try {
      const value = read(raw, report)
      return faults > 0 ? z.NEVER : value
    } catch (error) {
      report(error instanceof Error ? error.message : String(error))
      return z.NEVER
    }
  })
  return described(type, declaration)
}

/** `type` with its declaration as metadata, and its default for when nothing is given. */
export function described<T>(type: z.ZodType<T>, declaration: Declaration): z.ZodType<T> {
  const meta = { description: declaration.doc, parameter: declaration }
  return declaration.default === undefined ? type.meta(meta) : z.prefault(type, declaration.default).meta(meta)
}

/** The declaration of a type that a combinator made; undefined for any other. */
export function declaration(type: z.core.$ZodType): Declaration | undefined {
  return z.globalRegistry.get(type)?.parameter
}

/** Whether the parameter may be left out: it has a default or is optional. */
export function mayBeAbsent(type: z.core.$ZodType): boolean {
  return type instanceof z.ZodPrefault || type instanceof z.ZodOptional
}

/** The type itself: without default, optionality and short forms. */
export function bare(type: z.core.$ZodType): z.core.$ZodType {
  if (type instanceof z.ZodPrefault || type instanceof z.ZodOptional) return bare(type.def.innerType)
  if (type instanceof z.ZodPipe && type.def.in instanceof z.ZodTransform) return bare(type.def.out)
  return type
}
