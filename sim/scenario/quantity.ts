/**
 * Draws the values of a quantity for a population. Every value is a pure function of the key, the
 * purpose and the agent, so a population that grows keeps the values of those who were there, and
 * another parameter's law changes nobody else's luck.
 */
import { block } from '../engine/random.ts'
import { exponential, lognormal, normal, pareto, uniformBetween } from '../engine/variates.ts'
import { compile, diagnose } from './formula.ts'
import { type Law, QUANTITY_VARIABLES, type Quantity } from './law.ts'
import { formatQuantity } from './units.ts'

export type { Quantity } from './law.ts'

export interface Drawing {
  /** Four words of `keyOf(seed)`. */
  readonly key: Uint32Array
  /** One number per parameter, used for nothing else. */
  readonly purpose: number
  /** Agent number of row 0. */
  readonly first: number
  /** Where the quantity stands, for messages: `operators[0].stake`. */
  readonly path?: string
}

const REDRAWS = 100
const CHUNK = 8192

/**
 * The values of `rows` agents in base units. A value of a distribution outside the quantity's bounds is drawn
 * again, up to 100 times, and then clamped; so the law is the one that is written, given that it lies within the
 * bounds. Whole quantities are rounded; a whole uniform one takes each integer alike. Throws a RangeError when a
 * list or column has not `rows` values, and when a formula or column has one that is not finite or out of bounds.
 */
export function draw(quantity: Quantity, rows: number, drawing: Drawing): Float64Array {
  const values = new Float64Array(rows)
  const { path = 'quantity' } = drawing
  if (quantity.kind === 'constant') values.fill(quantity.value)
  else if (quantity.kind === 'list') copyAll(values, quantity.values, path, 'list')
  else if (quantity.kind === 'column')
    copyAll(values, quantity.values ?? [], path, `column "${quantity.column}" of ${quantity.file}`)
  else if (quantity.kind === 'formula') evaluate(values, quantity.source, path)
  else return drawAll(values, quantity, drawing)
  return checked(values, quantity, path)
}

function drawAll(values: Float64Array, quantity: Quantity, { key, purpose, first }: Drawing): Float64Array {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole } = quantity
  const words = new Int32Array(4)
  for (let row = 0; row < values.length; row++) {
    let value = Number.NaN
    for (let attempt = 0; attempt < REDRAWS && !(value >= min && value <= max); attempt++) {
      block(words, key, attempt, first + row, 0, purpose)
      value = variate(quantity, whole, words)
    }
    values[row] = Math.min(max, Math.max(min, value))
  }
  return values
}

function variate(law: Law, whole: boolean, words: Int32Array): number {
  if (law.kind === 'uniform' && whole) {
    const low = Math.ceil(law.low)
    const high = Math.floor(law.high)
    return Math.min(high, Math.floor(uniformBetween(low, high + 1, words[0], words[1])))
  }
  const value = continuous(law, words)
  return whole ? Math.round(value) : value
}

function continuous(law: Law, words: Int32Array): number {
  switch (law.kind) {
    case 'uniform':
      return uniformBetween(law.low, law.high, words[0], words[1])
    case 'normal':
      return law.mean + law.sd * normal(words[0], words[1])
    case 'lognormal':
      return lognormal(law.median, law.sigma, words[0], words[1])
    case 'exponential':
      return law.mean * exponential(words[0])
    case 'pareto':
      return pareto(law.minimum, law.shape, words[0])
    default:
      throw new TypeError(`expected a distribution, got a ${law.kind}`)
  }
}

function copyAll(values: Float64Array, from: readonly number[], path: string, what: string): void {
  if (from.length !== values.length) {
    throw new RangeError(
      `${path}: expected ${values.length} values, one for each agent, got ${from.length} in the ${what}`,
    )
  }
  values.set(from)
}

function evaluate(values: Float64Array, source: string, path: string): void {
  const program = compile(source, Object.keys(QUANTITY_VARIABLES))
  const count = values.length
  const index = new Float64Array(Math.min(CHUNK, count))
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Math.min(CHUNK, count - from)
    for (let i = 0; i < rows; i++) index[i] = from + i
    const part = values.subarray(from, from + rows)
    program.run({ index, count }, rows, part)
    const row = part.findIndex(value => !Number.isFinite(value))
    if (row >= 0)
      throw new RangeError(
        `${path}: formula "${source}" at index ${from + row}: ${diagnose(program, { index, count }, row)}`,
      )
  }
}

function checked(
  values: Float64Array,
  { unit, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole }: Quantity,
  path: string,
): Float64Array {
  for (let row = 0; row < values.length; row++) {
    if (whole) values[row] = Math.round(values[row])
    if (values[row] < min)
      throw new RangeError(
        `${path}[${row}]: expected at least ${formatQuantity(min, unit)}, got ${formatQuantity(values[row], unit)}`,
      )
    if (values[row] > max)
      throw new RangeError(
        `${path}[${row}]: expected at most ${formatQuantity(max, unit)}, got ${formatQuantity(values[row], unit)}`,
      )
  }
  return values
}
