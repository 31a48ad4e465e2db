/**
 * Parameters that may change while a run goes on: numbers that are read anew in every tick and decide neither who there
 * is nor how the memory is laid out. They are found in a normalised scenario, side by side with its schema.
 */
import { z } from 'zod'
import { declaration } from './declare.ts'
import { isRecord, memberOf, type Type } from './shape.ts'
import type { Unit } from './units.ts'

/** Where such parameters stand: a path, or the beginning of one. */
const CHANGEABLE = [
  'market.fee',
  'market.winner',
  'market.refund',
  'market.verification.detection',
  'market.scores',
  'market.smoothing',
  'market.selection',
  'quality',
  'staking',
  'slashing',
  'entry',
  'exit',
  'protocol',
  'trade.auction',
  'trade.to',
  'governance',
  'legacy',
]
/** Parameters there that decide what is built: the lists and the ring. */
const FIXED = ['market.selection.delay', 'market.selection.points']

/** Paths of the numbers in `value` of `type` that may change during a run, such as `market.fee.burn`. */
export function changeablePaths(type: Type, value: unknown): string[] {
  return CHANGEABLE.flatMap(start => {
    const [member, inner] = memberAt(type, value, start)
    return member === undefined ? [] : numbersIn(member, inner, start)
  }).filter(path => !FIXED.includes(path))
}

/** The base unit of the number at `path` of `value`. */
export function unitAt(type: Type, value: unknown, path: string): Unit {
  const [member] = memberAt(type, value, path)
  return (member && declaration(member)?.unit) ?? '1'
}

/** Type and value at `path`. */
function memberAt(type: Type, value: unknown, path: string): [Type | undefined, unknown] {
  let member: Type | undefined = type
  for (const step of path.split('.')) {
    member = memberOf(member, value, step)
    value = isRecord(value) ? value[step] : undefined
  }
  return [member, value]
}

function numbersIn(type: Type, value: unknown, path: string): string[] {
  if (typeof value === 'number') return isNumber(type) ? [path] : []
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([step, inner]) => {
    const member = memberOf(type, value, step)
    return member === undefined ? [] : numbersIn(member, inner, `${path}.${step}`)
  })
}

const isNumber = (type: Type) => ['number', 'integer'].includes(declaration(type)?.kind ?? '')

/**
 * The number that `raw`, written as in a scenario file, means for the parameter at `path` of `value`. Throws a one-line
 * Error when it is none, or out of the parameter's bounds.
 */
export function readParameter(type: Type, value: unknown, path: string, raw: unknown): number {
  const [member] = memberAt(type, value, path)
  if (member === undefined || !isNumber(member)) throw new Error(`expected a number at ${path}, got none`)
  const outcome = z.safeParse(member, raw)
  if (!outcome.success) throw new Error(outcome.error.issues[0].message)
  return Number(outcome.data)
}
