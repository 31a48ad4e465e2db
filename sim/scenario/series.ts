/**
 * A series: what a quantity was at recorded times, from two columns of a CSV file. Between its times the last value holds.
 * It is read into plain data; `tables.ts` fills its times and values in.
 */
import { lowerBound } from '../engine/search.ts'
import { numbersOf, rowsWhere, secondsOf, type Table } from './csv.ts'
import type { Report } from './declare.ts'
import { Fault, ScenarioError } from './fault.ts'
import { type Column, readColumn } from './law.ts'
import { shown } from './nearest.ts'
import { readAmount, type Unit } from './units.ts'

export interface Series extends Omit<Column, 'kind' | 'cells'> {
  readonly kind: 'series'
  /** Column of the times: timestamps, or seconds. */
  readonly time: string
  /** Time after the first row at which a run begins, s. */
  readonly from: number
  /** Longest time between two rows, s. */
  readonly hole: number
  /** Times since the run began, ascending, the first not later than 0, s. */
  readonly times?: readonly number[]
}

/** Reads `{"file", "column", "unit", "where", "time", "from", "hole"}`. Problems are reported at their place. */
export function readSeries(raw: unknown, unit: Unit, report: Report): Series {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new Error(`expected an object { } with file, column, unit, where, time, from, hole, got ${shown(raw)}`)
  const { time = 'timestamp', from = '0 s', hole = '1 h', ...rest }: Record<string, unknown> = { ...raw }
  if (typeof time !== 'string') report(`expected the name of a column, got ${shown(time)}`, ['time'])
  const span = (name: string, given: unknown) => {
    try {
      const seconds = readAmount(given, 's')
      if (seconds >= 0) return seconds
      report(`expected at least 0 s, got ${shown(given)}`, [name])
    } catch (error) {
      report(error instanceof Error ? error.message : String(error), [name])
    }
    return 0
  }
  const { cells: _, ...column } = readColumn(rest, unit, report)
  return { ...column, kind: 'series', time: String(time), from: span('from', from), hole: span('hole', hole) }
}

/** Times and values of a series in its table. Throws a ScenarioError that names the line of a hole, and of a cell without a number. */
export function filling(table: Table, series: Series): { readonly times: number[]; readonly values: number[] } {
  const rows = rowsWhere(table, series.where)
  const refuse = (row: number, message: string): never => {
    throw new ScenarioError([new Fault({ file: table.file, line: table.lines[row] ?? 1, column: 1 }, message)])
  }
  if (rows.length === 0) refuse(0, 'expected rows, got none')
  const times = secondsOf(table, series.time, rows)
  const begin = times[0] + series.from
  for (let i = 1; i < times.length; i++) {
    const gap = times[i] - times[i - 1]
    if (!(gap > 0)) refuse(rows[i], `expected times in order, got ${gap} s after the row before`)
    if (gap > series.hole)
      refuse(rows[i], `expected at most ${series.hole} s after the row before (hole), got ${gap} s`)
  }
  const last = times[times.length - 1] - times[0]
  if (series.from > last)
    refuse(rows[rows.length - 1], `expected rows after ${series.from} s (from), got the last at ${last} s`)
  return {
    times: times.map(time => time - begin),
    values: numbersOf(table, series.column, rows).map(value => Number((value * series.scale).toPrecision(15))),
  }
}

/** Throws an Error that names the first value of a series of prices, per `unit`, that is not above 0; `path` is where it stands. */
export function expectPrices({ file, column, values = [], times = [] }: Series, path: string, unit: string): void {
  const row = values.findIndex(value => !(value > 0))
  if (row >= 0)
    throw new Error(
      `${path}: expected prices above 0 in column "${column}" of ${file}, got ${values[row]} USD/${unit} ${times[row]} s after the start`,
    )
}

/** Value of a series at `time` (s, not negative) in its base unit. Throws a RangeError more than a hole after its last row. */
export function valueAt({ file, column, times = [], values = [], hole }: Series, time: number): number {
  const last = times.length - 1
  if (last < 0) throw new RangeError(`series "${column}" of ${file}: expected values, got none`)
  if (time > times[last] + hole)
    throw new RangeError(
      `series "${column}" of ${file}: expected rows up to ${time} s, got the last at ${times[last]} s`,
    )
  const after = lowerBound(times, time)
  return values[after <= last && times[after] === time ? after : after - 1]
}

/** The same, but after the last row its last value, for ever. */
export function lastKnown(series: Series, time: number): number {
  return valueAt(series, Math.min(time, series.times?.at(-1) ?? time))
}
