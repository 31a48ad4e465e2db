/**
 * Data from CSV files: every column and every series in a scenario gets its values, and each file is read
 * once.
 */
import { numbersOf, readCsv, rowsWhere, secondsOf, type Table } from './csv.ts'
import { Fault, type Path, pathText, ScenarioError } from './fault.ts'
import type { Column } from './law.ts'
import { filling, type Series } from './series.ts'
import { isRecord } from './shape.ts'

/** Reads the text of a file; rejects when there is none. */
export type Read = (path: string) => Promise<string>

/** The table in a CSV file. Rejects with a ScenarioError when it cannot be read or is no CSV. */
export async function loadTable(file: string, read: Read): Promise<Table> {
  let text: string
  try {
    text = await read(file)
  } catch (error) {
    throw new ScenarioError([new Fault({ file }, unreadable(file, error))])
  }
  return readCsv(text, file)
}

/** `cannot read "x.csv": no such file`. */
export function unreadable(file: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `cannot read "${file}": ${/ENOENT|no such file/i.test(reason) ? 'no such file' : reason}`
}

/**
 * `value` with the values of every column in it. Throws a ScenarioError with all faults; `place` makes the one for a file that
 * cannot be read, at the parameter that names it.
 */
export async function filled<T>(value: T, read: Read, place: (path: Path, message: string) => Fault): Promise<T> {
  const columns = [...columnsOf(value, [])]
  const files = [...new Set(columns.map(({ column }) => column.file))]
  const tables = new Map(
    await Promise.all(files.map(async file => [file, await outcomeOf(loadTable(file, read))] as const)),
  )
  const faults: Fault[] = []
  for (const { path, column } of columns) {
    try {
      const table = tables.get(column.file)
      if (table === undefined) throw new Error(`"${column.file}" was not read`)
      if (table instanceof Error) throw table
      Object.assign(column, column.kind === 'series' ? filling(table, column) : { values: valuesOf(table, column) })
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      for (const fault of error.faults)
        faults.push(
          fault.line === 0 ? place(path, fault.message) : new Fault({ ...fault, path: pathText(path) }, fault.message),
        )
    }
  }
  if (faults.length > 0) throw new ScenarioError(faults)
  return value
}

/** The values of a column: numbers times their unit, or seconds since the first row. */
export function valuesOf(table: Table, { column, over, cells, scale, where }: Column): number[] {
  const rows = rowsWhere(table, where)
  if (cells === 'timestamp') return secondsOf(table, column, rows)
  const divisors = over === undefined ? undefined : numbersOf(table, over, rows)
  return numbersOf(table, column, rows).map((value, i) =>
    Number(((value / (divisors?.[i] ?? 1)) * scale).toPrecision(15)),
  )
}

function* columnsOf(value: unknown, path: Path): Generator<{ path: Path; column: Column | Series }> {
  if (isColumn(value)) yield { path, column: value }
  else if (Array.isArray(value)) {
    if (typeof value[0] === 'object') for (const [i, item] of value.entries()) yield* columnsOf(item, [...path, i])
  } else if (isRecord(value)) for (const [key, item] of Object.entries(value)) yield* columnsOf(item, [...path, key])
}

function isColumn(value: unknown): value is Column | Series {
  return (
    isRecord(value) &&
    (value.kind === 'column' || value.kind === 'series') &&
    typeof value.file === 'string' &&
    typeof value.scale === 'number'
  )
}

async function outcomeOf<T>(promise: Promise<T>): Promise<T | Error> {
  try {
    return await promise
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
