/**
 * Parameters: each combinator declares one parameter once, with its unit, default, bounds and a
 * sentence, and returns a zod type that reads it. The declaration is kept in zod's metadata, from
 * which the JSON Schema for editors, the reference in docs/ and the command line are read.
 * Messages say `expected X, got Y`; where they stand is added by `load.ts`.
 */
import { z } from 'zod'
import { bare, type Declaration, described, leaf, mayBeAbsent } from './declare.ts'
import { check } from './formula.ts'
import { type Column, type Quantity, type QuantityInput, readColumn, readQuantity, within } from './law.ts'
import { nearest, shown, unknownName } from './nearest.ts'
import { readSeries, type Series } from './series.ts'
import { parseQuantity, readAmount, type Unit } from './units.ts'

/** A number in base units, or text with a unit. */
export type Amount = number | string

interface Bounded {
  readonly unit: Unit
  readonly default?: Amount
  readonly min?: Amount
  readonly max?: Amount
  readonly doc: string
}

/** A number with a unit. A bare number is refused where the unit is not '1', except 0. */
export function number(options: Bounded): z.ZodType<number> {
  const declaration = { kind: 'number', ...bounded(options) } as const
  return leaf(declaration, raw => within(readAmount(raw, options.unit), declaration, raw))
}

/** A whole number. */
export function integer(options: Omit<Bounded, 'unit'> & { readonly unit?: '1' }): z.ZodType<number> {
  const declaration = { kind: 'integer', ...bounded({ unit: '1', ...options }) } as const
  return leaf(declaration, raw => {
    if (typeof raw !== 'number' || !Number.isSafeInteger(raw))
      throw new Error(`expected a whole number, got ${shown(raw)}`)
    return within(raw, declaration, raw)
  })
}

/** A number or text with a unit that says what another parameter is to become; it is read where that one is known. */
export function amount(options: { readonly doc: string }): z.ZodType<Amount> {
  return leaf({ kind: 'amount', ...options }, raw => {
    if (typeof raw !== 'number' && typeof raw !== 'string')
      throw new Error(`expected a number, or text with a unit, got ${shown(raw)}`)
    return raw
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
export function text(options: {
  readonly default?: string
  readonly doc: string
  readonly pattern?: RegExp
}): z.ZodType<string> {
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
export function quantity(
  options: Omit<Bounded, 'default'> & { readonly default?: QuantityInput; readonly whole?: boolean },
): z.ZodType<Quantity> {
  const { whole = false, default: fallback, ...rest } = options
  const declaration = {
    kind: 'quantity',
    ...bounded(rest),
    ...(fallback !== undefined && { default: fallback }),
  } as const
  const { unit, min, max } = declaration
  const spec = { unit, whole, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  return leaf(declaration, (raw, report) => readQuantity(raw, spec, report))
}

/** A column of a CSV file, `{"file", "column", "unit", "where"}`; unit "timestamp" reads dates as seconds since the first row. */
export function column(options: { readonly unit: Unit; readonly doc: string }): z.ZodType<Column> {
  return leaf({ kind: 'column', ...options }, (raw, report) => readColumn(raw, options.unit, report))
}

/** A series of a CSV file, `{"file", "column", "unit", "where", "time", "from", "hole"}`; see `series.ts`. */
export function series(options: { readonly unit: Unit; readonly doc: string }): z.ZodType<Series> {
  return leaf({ kind: 'series', ...options }, (raw, report) => readSeries(raw, options.unit, report))
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

/** What parameters of a scenario are to become, by their paths; a path and its value are read where that scenario is. */
export function settings(options: { readonly doc: string }): z.ZodType<Readonly<Record<string, unknown>>> {
  return leaf({ kind: 'settings', ...options }, raw => {
    if (!isRecord(raw))
      throw new Error(`expected paths and their values such as {"operators[0].count": 9}, got ${shown(raw)}`)
    return raw
  })
}

/** A list of `min` to `max` items. */
export function list<T extends z.ZodType>(
  item: T,
  options: {
    readonly default?: readonly unknown[]
    readonly min?: number
    readonly max?: number
    readonly doc: string
  },
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

/** A parameter or section that may be absent, and then stays so: its default is not filled in. */
export function optional<T extends z.ZodType>(inner: T): z.ZodOptional<T> {
  const required = inner instanceof z.ZodPrefault ? inner.def.innerType : inner
  return z.optional(required as T).meta(inner.meta() ?? {})
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
  const members = names.map(name => {
    const body = bare(sections[name])
    if (!(body instanceof z.ZodObject)) throw new TypeError(`variant "${name}" is not a section`)
    return bare(
      section({ [key]: z.literal(name), ...body.shape }, sections[name].meta()?.description ?? ''),
    ) as z.ZodObject
  })
  const named = (raw: unknown) => {
    if (typeof raw === 'string') return { [key]: raw }
    const nameless = fallback !== undefined && isRecord(raw) && !(key in raw)
    return nameless ? { [key]: fallback, ...raw } : raw
  }
  const error = ({ input }: { input?: unknown }) =>
    isRecord(input) ? notAmong(input[key], names) : `expected a name or an object with "${key}", got ${shown(input)}`
  const union = z.preprocess(named, z.discriminatedUnion(key, members as [z.ZodObject, ...z.ZodObject[]], { error }))
  return described<unknown>(union, { kind: 'variants', key, choices: names, ...options }) as z.ZodType<Variants<K, V>>
}

function bounded(options: Bounded): Pick<Declaration, 'doc' | 'default' | 'min' | 'max'> & { readonly unit: Unit } {
  const { unit, doc, default: fallback, min, max } = options
  const base = (amount: Amount) => (typeof amount === 'number' ? amount : parseQuantity(amount, unit))
  return {
    doc,
    unit,
    ...(fallback !== undefined && { default: fallback }),
    ...(min !== undefined && { min: base(min) }),
    ...(max !== undefined && { max: base(max) }),
  }
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

function notAmong(raw: unknown, words: readonly string[]): string {
  const meant = typeof raw === 'string' ? nearest(raw, words) : undefined
  const hint = meant === undefined ? '' : `: did you mean "${meant}"?`
  return `expected one of ${words.map(word => `"${word}"`).join(', ')}, got ${shown(raw)}${hint}`
}
