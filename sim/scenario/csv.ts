/**
 * Comma-separated files by RFC 4180, with a header: columns of text, the line of every row, and
 * their conversion to numbers and times. A file that was cut off (a quote left open, a row with too
 * few fields) is refused by line, as half a trace would give a wrong answer in silence.
 */
import { Fault, ScenarioError } from './fault.ts'
import { shown, unknownName } from './nearest.ts'

export interface Table {
  readonly file: string
  readonly rows: number
  /** Columns by the names in the header, in its order. */
  readonly columns: ReadonlyMap<string, readonly string[]>
  /** Line of the file, from 1, in which each row begins. */
  readonly lines: readonly number[]
}

const QUOTE = 34
const COMMA = 44
const LINE_FEED = 10
const RETURN = 13

/** Reads the text of `file`. Throws a ScenarioError naming file, line and field. */
export function readCsv(text: string, file: string): Table {
  const refuse = (line: number, column: number, message: string): never => {
    throw new ScenarioError([new Fault({ file, line, column }, message)])
  }
  const names: string[] = []
  const columns: string[][] = []
  const lines: number[] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  for (let line = 1; at < text.length; ) {
    const start = line
    const fields: string[] = []
    for (let more = true; more; ) {
      let field: string
      if (text.charCodeAt(at) === QUOTE) {
        const from = ++at
        let end = text.indexOf('"', at)
        while (end !== -1 && text.charCodeAt(end + 1) === QUOTE) end = text.indexOf('"', end + 2)
        if (end === -1) refuse(start, fields.length + 1, 'expected a closing quote, got the end of the file')
        field = text.slice(from, end)
        for (let feed = field.indexOf('\n'); feed !== -1; feed = field.indexOf('\n', feed + 1)) line++
        field = field.replaceAll('""', '"')
        at = end + 1
      } else {
        const from = at
        let code = text.charCodeAt(at)
        while (at < text.length && code !== COMMA && code !== LINE_FEED && code !== RETURN) {
          if (code === QUOTE)
            refuse(line, fields.length + 1, 'expected quotes around the whole field, got one inside it')
          code = text.charCodeAt(++at)
        }
        field = text.slice(from, at)
      }
      fields.push(field)
      const code = text.charCodeAt(at)
      more = code === COMMA
      if (!more && at < text.length && code !== LINE_FEED && code !== RETURN) {
        refuse(
          line,
          fields.length,
          `expected a comma or the end of the line after the closing quote, got ${shown(text[at])}`,
        )
      }
      if (more) at++
    }
    at += text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1
    line++
    if (fields.length === 1 && fields[0] === '') continue // a blank line
    if (names.length === 0) {
      for (const name of fields) {
        if (names.includes(name)) refuse(start, names.length + 1, `the column "${name}" stands twice in the header`)
        names.push(name)
        columns.push([])
      }
      continue
    }
    if (fields.length !== names.length)
      refuse(start, Math.min(fields.length, names.length), `expected ${names.length} fields, got ${fields.length}`)
    for (let i = 0; i < fields.length; i++) columns[i].push(fields[i])
    lines.push(start)
  }
  if (names.length === 0) refuse(1, 1, 'expected a header and rows, got an empty file')
  return { file, rows: lines.length, columns: new Map(names.map((name, i) => [name, columns[i]])), lines }
}

/** Numbers of the rows that hold these texts, in order; all rows when `where` is absent. */
export function rowsWhere(table: Table, where: Readonly<Record<string, string>> = {}): number[] {
  const wanted = Object.entries(where).map(([name, value]) => ({ cells: cellsOf(table, name), value }))
  const rows: number[] = []
  for (let row = 0; row < table.rows; row++)
    if (wanted.every(({ cells, value }) => cells[row] === value)) rows.push(row)
  return rows
}

/** The numbers of a column, of `rows` only if given. */
export function numbersOf(table: Table, column: string, rows: readonly number[] = rowsWhere(table)): number[] {
  const cells = cellsOf(table, column)
  return rows.map(row => {
    const value = cells[row].trim() === '' ? Number.NaN : Number(cells[row])
    return Number.isFinite(value) ? value : refuseCell(table, column, row, 'a number')
  })
}

/**
 * Seconds of a column of timestamps (`2023-11-16 18:15:46.68`, `2023-11-16T18:15:46Z`) since the
 * first of `rows`; a column of plain numbers is taken as seconds as they are.
 */
export function secondsOf(table: Table, column: string, rows: readonly number[] = rowsWhere(table)): number[] {
  const cells = cellsOf(table, column)
  if (rows.length === 0 || isNumber(cells[rows[0]])) return numbersOf(table, column, rows)
  const instant = (row: number) =>
    instantOf(cells[row]) ?? refuseCell(table, column, row, 'a time such as "2023-11-16 18:15:46.68"')
  const first = instant(rows[0])
  return rows.map(row => {
    const { seconds, fraction } = instant(row)
    return seconds - first.seconds + (fraction - first.fraction)
  })
}

/** Days from 1970-01-01 to a date of the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year // years begin in March, so that the leap day is the last
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

const INSTANT =
  /^\s*(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?\s*(?:(?:Z|UTC)|([+-])(\d\d):?(\d\d))?\s*$/

/** Whole seconds since 1970 and the fraction of one, apart, so that nothing is rounded; undefined when `cell` is no time. */
function instantOf(cell: string): { seconds: number; fraction: number } | undefined {
  const match = INSTANT.exec(cell)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second, fraction] = match.slice(1, 8).map(part => Number(part ?? 0))
  const zone = (match[8] === '-' ? -60 : 60) * (60 * Number(match[9] ?? 0) + Number(match[10] ?? 0))
  const length =
    daysFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysFromCivil(year, month, 1)
  if (month < 1 || month > 12 || day < 1 || day > length || hour > 24 || minute > 59 || second > 60) return undefined
  return { seconds: daysFromCivil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - zone, fraction }
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell))
}

function cellsOf(table: Table, name: string): readonly string[] {
  const cells = table.columns.get(name)
  if (cells !== undefined) return cells
  const message = unknownName('column', name, [...table.columns.keys()])
  throw new ScenarioError([new Fault({ file: table.file, line: 1, column: 1 }, message)])
}

function refuseCell(table: Table, column: string, row: number, expected: string): never {
  const cell = table.columns.get(column)?.[row]
  const at = { file: table.file, line: table.lines[row], column: [...table.columns.keys()].indexOf(column) + 1 }
  throw new ScenarioError([new Fault(at, `expected ${expected} in column "${column}", got ${shown(cell)}`)])
}
