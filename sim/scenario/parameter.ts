/**
 * Parameters: each combinator declares one parameter once, with its unit, default, bounds and a
 * sentence, and returns a zod type that reads it. The declaration is kept in zod's metadata, from
 * which the JSON Schema for editors, the reference in docs/ and the command line are read.
 * Messages say `expected X, got Y`; where they stand is added by `load.ts`.
 */
import { z } from 'zod'
import { check } from './formula.ts'
import { shown, unknownName } from './nearest.ts'
import { type Column, type Quantity, type QuantityInput, readColumn, readQuantity } from './law.ts'
import { expected, formatQuantity, parseQuantity, type Unit } from './units.ts'

/** A number in base units, or text with a unit. */
export type Amount = number | string

/** What is known of a parameter; kept in `.meta().parameter`. Bounds are in base units. */
export interface Declaration {
  readonly kind: 'number' | 'integer' | 'flag' | 'text' | 'choice' | 'quantity' | 'column' | 'formula' | 'file' | 'list' | 'section' | 'variants'
  readonly doc: string
  readonly unit?: Unit
  /** As a scenario file would write it; absent when the parameter must be given. */
  readonly default?: unknown
  readonly min?: number
  readonly max?: number
  /** Values of a choice, or names of variants. */
  readonly choices?: readonly string[]
  /** The key by which variants are told apart. */
  readonly key?: string
  /** Names a formula may use, with their meaning. */
  readonly variables?: Readonly<Record<string, string>>
  /** Source of the regular expression that a text must match. */
  readonly pattern?: string
}

declare module 'zod' {
  interface GlobalMeta {
    parameter?: Declaration
  }
}

interface Bounded {
  readonly unit: Unit
  readonly default?: Amount
  readonly min?: Amount
  readonly max?: Amount
  readonly doc: string
}

type Report = (message: string, path?: readonly (string | number)[]) => void

/** A number with a unit. A bare number is refused where the unit is not '1', except 0. */
export function number(options: Bounded): z.ZodType<number> {
  const declaration = { kind: 'number', ...bounded(options) } as const
  return leaf(declaration, (raw, report) => within(amount(raw, options.unit), declaration, report))
}

/** A whole number. */
export function integer(options: Omit<Bounded, 'unit'> & { readonly unit?: '1' }): z.ZodType<number> {
  const declaration = { kind: 'integer', ...bounded({ unit: '1', ...options }) } as const
  return leaf(declaration, (raw, report) => {
    const value = typeof raw === 'string' ? Number(raw.trim() || Number.NaN) : raw
    if (!Number.isSafeInteger(value)) throw new Error(`expected a whole number, got ${shown(raw)}`)
    return within(Number(value), declaration, report)
  })
}

/** true or false. */
export function flag(options: { readonly default: boolean; readonly doc: string }): z.ZodType<boolean> {
  return leaf({ kind: 'flag', ...options }, raw => {
    if (typeof raw !== 'boolean') throw new Error(`expected true or false, got ${shown(raw)}`)
    return raw
  })
}

/** Text, which must match `pattern` if there is one. */
export function text(options: { readonly default?: string; readonly doc: string; readonly pattern?: RegExp }): z.ZodType<string> {
  const { pattern, ...rest } = options
  return leaf({ kind: 'text', ...rest, ...(pattern && { pattern: pattern.source }) }, raw => {
    if (typeof raw !== 'string') throw new Error(`expected text, got ${shown(raw)}`)
    if (pattern && !pattern.test(raw)) throw new Error(`expected text that matches ${pattern}, got ${shown(raw)}`)
    return raw
  })
}

/** One of a few words. */
export function choice<const C extends readonly string[]>(
  choices: C,
  options: { readonly default?: C[number]; readonly doc: string },
): z.ZodType<C[number]> {
  return leaf({ kind: 'choice', choices, ...options }, raw => {
    const value = choices.find(word => word === raw)
    if (value === undefined) throw new Error(notAmong(raw, choices))
    return value
  })
}

/** A parameter of each agent: a constant, a distribution, a list, a formula or a CSV column (see `law.ts`). */
export function quantity(options: Omit<Bounded, 'default'> & { readonly default?: QuantityInput; readonly whole?: boolean }): z.ZodType<Quantity> {
  const { whole = false, default: fallback, ...rest } = options
  const declaration = { kind: 'quantity', ...bounded(rest), ...(fallback !== undefined && { default: fallback }) } as const
  const { unit, min, max } = declaration
  const spec = { unit, whole, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  return leaf(declaration, (raw, report) => readQuantity(raw, spec, report, amount))
}

/** A column of a CSV file, `{"file", "column", "unit", "where"}`; unit "timestamp" reads dates as seconds since the first row. */
export function column(options: { readonly unit: Unit; readonly doc: string }): z.ZodType<Column> {
  return leaf({ kind: 'column', ...options }, (raw, report) => readColumn(raw, options.unit, report))
}

/** A formula over `variables` (name to meaning); see `formula.ts`. Normalised as its source. */
export function formula(options: {
  readonly variables: Readonly<Record<string, string>>
  readonly default?: string
  readonly doc: string
}): z.ZodType<string> {
  return leaf({ kind: 'formula', ...options }, raw => {
    if (typeof raw !== 'string') throw new Error(`expected a formula in quotes, got ${shown(raw)}`)
    const problem = check(raw, Object.keys(options.variables))
    if (problem) throw new Error(problem.message)
    return raw
  })
}

/** A path, relative to the file in which it is written; on the command line, to the current directory. `load.ts` resolves it. */
export function file(options: { readonly doc: string }): z.ZodType<string> {
  return leaf({ kind: 'file', ...options }, raw => {
    if (typeof raw !== 'string' || raw === '') throw new Error(`expected the path of a file, got ${shown(raw)}`)
    return raw
  })
}

/** A list of `min` to `max` items. */
export function list<T extends z.ZodType>(
  item: T,
  options: { readonly default?: readonly unknown[]; readonly min?: number; readonly max?: number; readonly doc: string },
): z.ZodType<z.output<T>[]> {
  const { min = 0, max = Number.POSITIVE_INFINITY } = options
  const error = (issue: { input?: unknown }) => `expected a list, got ${shown(issue.input)}`
  const array = z.array(item, { error }).superRefine((items, context) => {
    if (items.length >= min && items.length <= max) return
    const bounds = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`
    context.addIssue({ code: 'custom', message: `expected a list of ${bounds} items, got ${items.length}` })
  })
  return described(array, { kind: 'list', ...options })
}

/** An object whose members are declared in `shape`; unknown keys are refused. Absent is {} when every member may be absent. */
export function section<S extends z.core.$ZodShape>(shape: S, doc: string): z.ZodType<z.output<z.ZodObject<S>>> {
  const known = Object.keys(shape)
  const object = z.strictObject(shape, {
    error: issue => {
      if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownName('key', key, known)).join('\n')
      return `expected an object { } (keys: ${known.join(', ')}), got ${shown(issue.input)}`
    },
  })
  const absent = Object.values(shape).every(member => mayBeAbsent(member))
  return described(object, { kind: 'section', doc, ...(absent && { default: {} }) })
}

/** A parameter or section that may be absent. */
export function optional<T extends z.ZodType>(inner: T): z.ZodOptional<T> {
  const meta = inner.meta()
  // A section that could be filled in from nothing must stay absent all the same.
  const bare = z.optional(z.preprocess(raw => raw, inner)) as unknown as z.ZodOptional<T>
  return meta ? bare.meta(meta) : bare
}

type Variant<K extends string, N extends string, T> = { [P in K]: N } & { [P in keyof T]: T[P] }
/** One of several rules, told apart by the literal under `K`. */
export type Variants<K extends string, V extends Record<string, z.ZodType>> = {
  [N in keyof V & string]: Variant<K, N, z.output<V[N]>>
}[keyof V & string]

/**
 * One of several sections, told apart by the name under `key`: `{"rule": "surge", "high": 2}`. A bare
 * name is short for the section with its defaults; an object without the key has the default's name.
 */
export function variants<const K extends string, V extends Record<string, z.ZodType>>(
  key: K,
  sections: V,
  options: { readonly default?: (keyof V & string) | Readonly<Record<string, unknown>>; readonly doc: string },
): z.ZodType<Variants<K, V>> {
  const names = Object.keys(sections)
  const fallback = typeof options.default === 'object' ? options.default[key] : options.default
  const members = names.map(name => section({ [key]: z.literal(name), ...shapeOf(sections[name]) }, sections[name].meta()?.description ?? ''))
  const objects = members.map(member => unwrapped(member) as z.ZodObject)
  const named = (raw: unknown) => {
    if (typeof raw === 'string') return { [key]: raw }
    const nameless = fallback !== undefined && typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(key in raw)
    return nameless ? { [key]: fallback, ...raw } : raw
  }
  const error = (issue: { code?: string | undefined; input?: unknown }) => {
    const { input } = issue
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return `expected a name or an object with "${key}", got ${shown(input)}`
    return notAmong((input as Record<string, unknown>)[key], names)
  }
  const union = z.preprocess(named, z.discriminatedUnion(key, objects as [z.ZodObject, ...z.ZodObject[]], { error }))
  return described(union as unknown as z.ZodType<Variants<K, V>>, { kind: 'variants', key, choices: names, ...options })
}
