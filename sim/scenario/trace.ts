/**
 * Reads the traces that a scenario names: when each query was asked, and how large it was. Times count from the first row
 * of the file, so that groups that share a file keep their distance; a file is read once, whoever shares it.
 */

import { numbersOf, rowsWhere, secondsOf, type Table } from './csv.ts'
import { Fault, ScenarioError } from './fault.ts'
import { compile, diagnose } from './formula.ts'
import { TRACE_VARIABLES } from './schema/customers.ts'
import type { Scenario } from './schema.ts'
import { loadTable, type Read } from './tables.ts'

type Spec = NonNullable<Scenario['customers'][number]['trace']>
/** A recorded demand: when each query was asked, seconds after the file's first, ascending, and its size. */
export interface Trace {
  readonly time: Float64Array
  readonly size: Float64Array
}

/** Traces by group of customers, then by group of agents, in the order of the scenario; undefined where a group has none. */
export type Traces = readonly (Trace | undefined)[]

const VARIABLES = Object.keys(TRACE_VARIABLES) as readonly (keyof typeof TRACE_VARIABLES)[]

/** The traces of a scenario by group. Rejects with a ScenarioError that names file and line. */
export async function loadTraces({ customers, agents }: Scenario, read: Read): Promise<Traces> {
  const specs = [
    ...customers.map(({ trace }, group) => ({ trace, path: `customers[${group}].trace` })),
    ...agents.groups.map(({ tasks: { law } }, group) => ({
      trace: law.law === 'traced' ? law : undefined,
      path: `agents.groups[${group}].tasks.law`,
    })),
  ]
  const files = [...new Set(specs.flatMap(({ trace }) => trace?.file ?? []))]
  const tables = new Map(await Promise.all(files.map(async file => [file, await loadTable(file, read)] as const)))
  return specs.map(({ trace, path }) => trace && traceOf(tables.get(trace.file)!, trace, path))
}

function traceOf(table: Table, { time, where, columns, size }: Spec, path: string): Trace {
  const rows = rowsWhere(table, where && { [where.column]: where.value })
  const refuse = (row: number, message: string): never => {
    throw new ScenarioError([new Fault({ file: table.file, line: table.lines[row], column: 1, path }, message)])
  }
  if (rows.length === 0)
    refuse(
      0,
      where ? `expected rows with "${where.value}" in column "${where.column}", got none` : 'expected rows, got none',
    )
  const seconds = secondsOf(table, time)
  const times = Float64Array.from(rows, row => seconds[row])
  for (let i = 0; i < rows.length; i++) {
    if (!(times[i] >= (i === 0 ? 0 : times[i - 1])))
      refuse(rows[i], `expected times in order, got one before that of the row before`)
  }
  return { time: times, size: sizesOf(table, rows, columns, size, refuse) }
}

/** The size formula over the rows; a name without a column is refused, as is a size that is not a positive number. */
function sizesOf(
  table: Table,
  rows: readonly number[],
  columns: Spec['columns'],
  size: string,
  refuse: (row: number, message: string) => never,
): Float64Array {
  const program = compile(size, VARIABLES)
  const used = VARIABLES.filter(name => program.names.includes(name))
  const inputs = Object.fromEntries(
    used.map(name => {
      if (columns[name] === '') refuse(rows[0], `expected columns.${name}, which the formula "${size}" reads`)
      return [name, Float64Array.from(numbersOf(table, columns[name], rows))]
    }),
  )
  const sizes = new Float64Array(rows.length)
  program.run(inputs, rows.length, sizes)
  const wrong = sizes.findIndex(value => !(value > 0 && value < Infinity))
  if (wrong >= 0) {
    const why = diagnose(program, inputs, wrong)
    refuse(
      rows[wrong],
      `expected a positive size, got ${sizes[wrong]}${why === undefined ? ` from "${size}"` : `: ${why}`}`,
    )
  }
  return sizes
}
