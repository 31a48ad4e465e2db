/**
 * A quantity: the value of one parameter for every agent of a population, written as a constant, a
 * distribution, a list, a formula of the agent's number or a column of a CSV file. Here it is read
 * into plain data in base units; `quantity.ts` draws the values.
 */
import type { Report } from './declare.ts'
import { check } from './formula.ts'
import { nearest, shown, unknownName } from './nearest.ts'
import { expected, formatQuantity, parseQuantity, readAmount, scaleOf, type Unit } from './units.ts'

/** A column of a CSV file: each cell times `scale` base units, or a timestamp as seconds since the first row's. */
export interface Column {
  readonly kind: 'column'
  /** Path of the file; `load.ts` resolves it and fills in `values`. */
  readonly file: string
  readonly column: string
  /** Column by which the cells are divided: fees over queries is a price. */
  readonly over?: string
  readonly cells: 'number' | 'timestamp'
  /** Base units per number in a cell. */
  readonly scale: number
  /** Only rows in which these columns hold these texts. */
  readonly where?: Readonly<Record<string, string>>
  readonly values?: readonly number[]
}

/** How values come about; every number in base units. */
export type Law =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'pareto'; readonly minimum: number; readonly shape: number }
  | { readonly kind: 'list'; readonly values: readonly number[] }
  | { readonly kind: 'formula'; readonly source: string }
  | Column

/** What a parameter says of its values. */
export interface Spec {
  readonly unit: Unit
  readonly min?: number
  readonly max?: number
  /** Whether values are rounded to whole numbers. */
  readonly whole: boolean
}

export type Quantity = Law & Spec

/** A quantity as a scenario file writes it. */
export type QuantityInput = number | string | readonly (number | string)[] | Readonly<Record<string, unknown>>

/** Names that a quantity's formula may use. */
export const QUANTITY_VARIABLES = {
  index: 'number of the agent in its population, from 0',
  count: 'number of agents in the population',
} as const

/** Parameters of the distributions, each in the quantity's own unit or a plain number of at least `least`. */
const DISTRIBUTIONS: Readonly<Record<string, Readonly<Record<string, { own: boolean; positive: boolean }>>>> = {
  normal: { mean: { own: true, positive: false }, sd: { own: true, positive: false } },
  lognormal: { median: { own: true, positive: true }, sigma: { own: false, positive: false } },
  exponential: { mean: { own: true, positive: true } },
  pareto: { minimum: { own: true, positive: true }, shape: { own: false, positive: true } },
}
const FORMS = ['uniform', ...Object.keys(DISTRIBUTIONS), 'formula', 'csv']

/** Reads a quantity. Throws when `raw` is none; problems inside it are reported at their place. */
export function readQuantity(raw: unknown, spec: Spec, report: Report): Quantity {
  if (Array.isArray(raw))
    return { kind: 'list', values: raw.map((item, i) => reading(report, [i], () => bounded(item, spec))), ...spec }
  if (typeof raw !== 'object' || raw === null) return { kind: 'constant', value: bounded(raw, spec), ...spec }
  const [form, ...others] = Object.keys(raw)
  const body: unknown = Object.values(raw)[0]
  const below: Report = (message, path = []) => report(message, [form ?? '', ...path])
  if (form === undefined || others.length > 0 || !FORMS.includes(form)) {
    const meant = form === undefined || others.length > 0 ? undefined : nearest(form, FORMS)
    const hint = meant === undefined ? '' : `: did you mean "${meant}"?`
    throw new Error(
      `expected ${expected(spec.unit)}, a list or an object with one of ${FORMS.join(', ')}, got ${shown(raw)}${hint}`,
    )
  }
  if (form === 'csv') return { ...readColumn(body, spec.unit, below), ...spec }
  if (form === 'formula') {
    const problem =
      typeof body === 'string'
        ? check(body, Object.keys(QUANTITY_VARIABLES))
        : { message: `expected a formula in quotes, got ${shown(body)}` }
    if (problem) below(problem.message)
    return { kind: 'formula', source: String(body), ...spec }
  }
  if (form === 'uniform') {
    const [low, high] = range(body, spec.unit, below)
    return { kind: 'uniform', low, high, ...spec }
  }
  return { ...readDistribution(form, body, spec.unit, below), ...spec }
}

/** Reads `{"file", "column", "over", "unit", "where"}`; a unit may have a factor, "1000 token/query". A unit is needed where a bare number would say too little. */
export function readColumn(raw: unknown, unit: Unit, report: Report): Column {
  const { file, column, over, unit: cell, where } = members(raw, ['file', 'column', 'over', 'unit', 'where'], report)
  if (typeof file !== 'string' || file === '') report(`expected the path of a CSV file, got ${shown(file)}`, ['file'])
  if (typeof column !== 'string') report(`expected the name of a column, got ${shown(column)}`, ['column'])
  if (over !== undefined && typeof over !== 'string')
    report(`expected the name of a column, got ${shown(over)}`, ['over'])
  const timestamp = cell === 'timestamp' && unit === 's'
  const scale =
    timestamp || (cell === undefined && unit === '1') ? 1 : cellScale(cell === '1' ? '' : String(cell), unit)
  if (scale === undefined) report(`expected the unit of ${expected(unit)}, got ${shown(cell)}`, ['unit'])
  const texts =
    typeof where === 'object' && where !== null && Object.values(where).every(value => typeof value === 'string')
  if (where !== undefined && !texts) report(`expected texts by column, got ${shown(where)}`, ['where'])
  return {
    kind: 'column',
    file: String(file),
    column: String(column),
    ...(typeof over === 'string' && { over }),
    cells: timestamp ? 'timestamp' : 'number',
    scale: scale ?? 1,
    ...(texts && { where: where as Record<string, string> }),
  }
}

/** Base units of a 1 in a cell: of a unit, or of a number of units such as "1000 token/query". */
function cellScale(name: string, unit: Unit): number | undefined {
  if (!/^\d/.test(name)) return scaleOf(name, unit)
  try {
    return parseQuantity(name, unit)
  } catch {
    return undefined
  }
}

function readDistribution(kind: string, raw: unknown, unit: Unit, report: Report): Law {
  const parameters = DISTRIBUTIONS[kind]
  const given = members(raw, Object.keys(parameters), report)
  const values = Object.entries(parameters).map(([name, { own, positive }]) => {
    const value = reading(report, [name], () => readAmount(given[name], own ? unit : '1'))
    const dispersion = name === 'sd' || name === 'sigma'
    if (positive && value <= 0) report(`expected a positive number, got ${shown(given[name])}`, [name])
    if (dispersion && value < 0) report(`expected a number of at least 0, got ${shown(given[name])}`, [name])
    return [name, value]
  })
  return { kind, ...Object.fromEntries(values) }
}

function range(raw: unknown, unit: Unit, report: Report): [number, number] {
  if (!Array.isArray(raw) || raw.length !== 2) {
    report(`expected a list of two, lowest and highest, got ${shown(raw)}`)
    return [0, 0]
  }
  const [low, high] = raw.map((item, i) => reading(report, [i], () => readAmount(item, unit)))
  if (low > high) report(`expected the lowest first, got ${shown(raw[0])} to ${shown(raw[1])}`)
  return [low, high]
}

function bounded(raw: unknown, { unit, min, max, whole }: Spec): number {
  const value = within(readAmount(raw, unit), { unit, min, max }, raw)
  if (whole && !Number.isInteger(value)) throw new Error(`expected a whole number, got ${shown(raw)}`)
  return value
}

/** `value` if it lies from `min` to `max` (base units); throws showing `raw`, as it was written. */
export function within(
  value: number,
  { unit, min, max }: { unit: Unit; min?: number | undefined; max?: number | undefined },
  raw: unknown,
): number {
  if (min !== undefined && value < min)
    throw new Error(`expected at least ${formatQuantity(min, unit)}, got ${shown(raw)}`)
  if (max !== undefined && value > max)
    throw new Error(`expected at most ${formatQuantity(max, unit)}, got ${shown(raw)}`)
  return value
}

/** The members of an object; unknown ones are reported with the nearest known name. */
function members(raw: unknown, known: readonly string[], report: Report): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    report(`expected an object { } with ${known.join(', ')}, got ${shown(raw)}`)
    return {}
  }
  for (const key of Object.keys(raw)) if (!known.includes(key)) report(unknownName('key', key, known), [key])
  return { ...raw }
}

function reading(report: Report, path: readonly (string | number)[], read: () => number): number {
  try {
    return read()
  } catch (error) {
    report(error instanceof Error ? error.message : String(error), path)
    return 0
  }
}
