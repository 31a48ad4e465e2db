/**
 * Rows of comma-separated values as RFC 4180 has them: a header, commas, quotes only where needed, a quote doubled.
 * A line ends in LF rather than the RFC's CRLF: pandas, R, DuckDB and spreadsheets read either, but awk, cut, sort and
 * diff would take the CR for a part of the last column. The data package beside the files declares it.
 */
import type { Value } from '../measure/output.ts'

/** What ends a row. */
export const LINE_END = '\n'

const NEEDS_QUOTES = /[",\r\n]/
const LOOKS_LIKE_FORMULA = /^[=+\-@\t\r]/

/**
 * One row with its line end. Numbers are in the shortest form that reads back to the same bits, NaN is an empty field.
 * A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a CR) gets an apostrophe in front;
 * negative numbers are numbers and stay as they are.
 */
export function csvRow(values: readonly Value[]): string {
  let row = ''
  for (let i = 0; i < values.length; i++) row += (i === 0 ? '' : ',') + cell(values[i])
  return row + LINE_END
}

function cell(value: Value): string {
  if (typeof value === 'number') return number(value)
  const text = LOOKS_LIKE_FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function number(value: number): string {
  if (Number.isFinite(value)) return `${value}`
  if (Number.isNaN(value)) return ''
  return value > 0 ? 'INF' : '-INF' // as the table schema of data packages spells them
}
