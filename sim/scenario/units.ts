/**
 * Units: what people write ("10 ms", "2050 USD/month") and the one base unit of each quantity in
 * which the simulator counts. Text is converted on the way in and out, never in between.
 * A month is a twelfth of a Julian year (30.4375 days); "%" is a hundredth.
 */
import type { Unit as MathUnit } from 'mathjs'
import math from 'mathjs/lib/browser/math.js'
import { shown } from './nearest.ts'

interface Declared {
  /** What an error message asks for. */
  readonly expected: string
  /** The base unit in the words of mathjs; empty for a plain number. */
  readonly base: string
  /** Units for printing, small to large; the largest that leaves at least 1 is taken. */
  readonly print: readonly string[]
}

/** Seconds in a Julian year. */
export const YEAR = 31_557_600

const duration = ['ns', 'us', 'ms', 's', 'min', 'h', 'day', 'year']

/** Every base unit. */
const UNITS = {
  '1': { expected: 'a number such as 0.3 or "30 %"', base: '', print: [] },
  s: { expected: 'a duration such as "5 min"', base: 's', print: duration },
  '1/s': { expected: 'a rate such as "12/h"', base: 's^-1', print: ['1/year', '1/day', '1/h', '1/s'] },
  '1/s^0.5': { expected: 'a volatility such as "80 %/year^0.5"', base: 's^-0.5', print: ['1/year^0.5'] },
  query: { expected: 'a number of queries such as "100 query"', base: 'query', print: ['query'] },
  'query/s': {
    expected: 'a rate of queries such as "100 query/day"',
    base: 'query/s',
    print: ['query/day', 'query/s'],
  },
  'micro-token': { expected: 'a token amount such as "10000 token"', base: 'microtoken', print: ['token'] },
  'micro-token/s': { expected: 'tokens per time such as "5 token/day"', base: 'microtoken/s', print: ['token/day'] },
  'micro-token/query': {
    expected: 'a price such as "0.001 token/query"',
    base: 'microtoken/query',
    print: ['token/query'],
  },
  'micro-token/byte': { expected: 'a price such as "2 token/GB"', base: 'microtoken/byte', print: ['token/GB'] },
  'micro-token/credit': {
    expected: 'a price such as "0.5 token/credit"',
    base: 'microtoken/credit',
    print: ['token/credit'],
  },
  'micro-dollar': { expected: 'a dollar amount such as "2000 USD"', base: 'microUSD', print: ['USD'] },
  'micro-dollar/s': { expected: 'dollars per time such as "2050 USD/month"', base: 'microUSD/s', print: ['USD/month'] },
  'micro-dollar/query': {
    expected: 'dollars per query such as "0.0002 USD/query"',
    base: 'microUSD/query',
    print: ['USD/query'],
  },
  'micro-dollar/byte': { expected: 'dollars per data such as "0.1 USD/GB"', base: 'microUSD/byte', print: ['USD/GB'] },
  'micro-dollar/J': { expected: 'a price of energy such as "0.15 USD/kWh"', base: 'microUSD/J', print: ['USD/kWh'] },
  'micro-coin': { expected: 'an amount of coins such as "500 coin"', base: 'microcoin', print: ['coin'] },
  'USD/coin': { expected: 'a price of a coin such as "150 USD/coin"', base: 'USD/coin', print: ['USD/coin'] },
  'USD/token': { expected: 'a token price such as "0.10 USD/token"', base: 'USD/token', print: ['USD/token'] },
  'token/USD': { expected: 'tokens per dollar such as "10 token/USD"', base: 'token/USD', print: ['token/USD'] },
  byte: { expected: 'an amount of data such as "5 GB"', base: 'byte', print: ['byte', 'kB', 'MB', 'GB', 'TB'] },
  'byte/s': { expected: 'a bandwidth such as "10 MB/s"', base: 'byte/s', print: ['byte/s', 'kB/s', 'MB/s', 'GB/s'] },
  'byte/query': {
    expected: 'data per query such as "2 kB/query"',
    base: 'byte/query',
    print: ['byte/query', 'kB/query', 'MB/query'],
  },
  J: { expected: 'an energy such as "3 kWh"', base: 'J', print: ['J', 'kWh', 'MWh'] },
  W: { expected: 'a power such as "400 W"', base: 'W', print: ['W', 'kW', 'MW'] },
  'J/query': { expected: 'energy per query such as "2 J/query"', base: 'J/query', print: ['J/query', 'kJ/query'] },
  credit: { expected: 'an amount of compute credits such as "50 credit"', base: 'credit', print: ['credit'] },
  'credit/s': { expected: 'compute credits per time such as "50 credit/h"', base: 'credit/s', print: ['credit/h'] },
} as const satisfies Record<string, Declared>

/** The base units of parameters, columns and axes: a closed set, so that a wrong one does not compile. */
export type Unit = keyof typeof UNITS

const QUANTITY = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(%?)\s*(\S.*?)?\s*$/i

/**
 * The number of base units that `text` names: parseQuantity("10 ms", "s") is 0.01. Rounded to 15
 * significant digits, so "0.001 token" is exactly 1000 micro-token. Throws `expected a duration such as "5 min", got "ten"`.
 */
export function parseQuantity(text: string, unit: Unit): number {
  const [, digits, percent, name = ''] = QUANTITY.exec(text.length > 100 ? '' : text) ?? []
  const factor = digits === undefined ? undefined : scaleOf(name, unit)
  const value = Number(digits) * (factor ?? Number.NaN)
  if (!Number.isFinite(value)) throw new Error(`expected ${expected(unit)}, got ${shown(text)}`)
  return rounded(percent ? value / 100 : value)
}

/**
 * A JSON value in base units: text through `parseQuantity`, and bare numbers where they say enough
 * (unit '1', or zero).
 */
export function readAmount(raw: unknown, unit: Unit): number {
  if (typeof raw === 'string') return parseQuantity(raw, unit)
  if (typeof raw === 'number' && Number.isFinite(raw) && (unit === '1' || raw === 0)) return raw
  throw new Error(`expected ${expected(unit)}, got ${shown(raw)}`)
}

/** Base units in one `name`, such as 60 for ("min", "s"); undefined when `name` is no unit of that dimension. */
export function scaleOf(name: string, unit: Unit): number | undefined {
  const key = `${name} in ${unit}`
  if (!scales.has(key)) scales.set(key, measured(name, UNITS[unit].base))
  return scales.get(key)
}

/** What an error message asks for in `unit`: `a duration such as "5 min"`. */
export function expected(unit: Unit): string {
  return UNITS[unit].expected
}

/** `value` base units for people, to six digits: formatQuantity(0.0021, "s") is "2.1 ms". `parseQuantity` reads it back. */
export function formatQuantity(value: number, unit: Unit): string {
  const names: readonly string[] = UNITS[unit].print
  const fits = names.filter(name => Math.abs(value) >= (scaleOf(name, unit) ?? 1) * (1 - 1e-12))
  const name = value === 0 && unit === 's' ? 's' : (fits.at(-1) ?? names[0])
  if (name === undefined) return digits(value)
  const number = digits(value / (scaleOf(name, unit) ?? 1))
  return name.startsWith('1/') ? `${number}${name.slice(1)}` : `${number} ${name}`
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)))
}

function rounded(value: number): number {
  return Number(value.toPrecision(15))
}

// Both are caches: what they hold is a pure function of the text, so sharing them between runs changes nothing.
const scales = new Map<string, number | undefined>()
let library: { unit(value: number, name: string): MathUnit } | undefined

function measured(name: string, base: string): number | undefined {
  if (name === '' || base === '') return name === base ? 1 : undefined
  const written = name.startsWith('/') ? `1${name}` : name
  // Only names, numbers as powers, products and quotients: mathjs would read more.
  if (!/^(1\s*\/\s*)?[a-z]+(\^-?[\d.]+)?(\s*[*/ ]\s*[a-z]+(\^-?[\d.]+)?)*$/i.test(written)) return undefined
  library ??= built()
  try {
    const scale = library.unit(1, written).toNumber(base)
    return Number.isFinite(scale) ? scale : undefined
  } catch {
    return undefined // not a unit, or one of another dimension: the caller says what was expected
  }
}

function built(): { unit(value: number, name: string): MathUnit } {
  const { createUnit, unit } = math.create()
  createUnit('token', { prefixes: 'long', aliases: ['tokens'] })
  createUnit('query', { prefixes: 'long', aliases: ['queries'] })
  createUnit('coin', { prefixes: 'long', aliases: ['coins'] })
  createUnit('credit', { prefixes: 'long', aliases: ['credits'] })
  createUnit('USD', { prefixes: 'long', aliases: ['dollar', 'dollars'] })
  return { unit: (value, name) => unit(value, name) }
}
