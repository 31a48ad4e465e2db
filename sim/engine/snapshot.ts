/**
 * Snapshots: the state of a run as bytes, to store, to fork from, and to go on with elsewhere.
 *
 *     'CTLX' | u32 format version | u32 length of the JSON | JSON in UTF-8 | bytes of each table
 *
 * Integers are little-endian. The JSON holds the caller's header and the layout, which is compared with
 * the memory before a byte of it is changed; only the numbers of rows may differ. Scratch tables leave
 * nothing, for the next tick computes them.
 */
import { byteSize, type Declaration, type Memory, resize, spans, withRows } from './memory.ts'

const MAGIC = 0x584c5443 // 'CTLX' read as a little-endian integer
const VERSION = 2
const PREFIX = 12

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Header = Readonly<Record<string, Json>>

interface TableLayout {
  readonly name: string
  readonly rows: number
  /** Types by column name, in the order of the layout. */
  readonly columns: Readonly<Record<string, string>>
}

interface Preamble {
  readonly header: Header
  readonly tables: readonly TableLayout[]
}

/** The memory without its scratch tables, and what the caller wants to know before restoring it. */
export function snapshot(memory: Memory, header: Header): Uint8Array<ArrayBuffer> {
  const preamble: Preamble = { header, tables: layout(memory.declaration) }
  const json = new TextEncoder().encode(JSON.stringify(preamble))
  const start = PREFIX + json.length
  const bytes = new Uint8Array(start + keptBytes(memory.declaration))
  const prefix = new DataView(bytes.buffer)
  prefix.setUint32(0, MAGIC, true)
  prefix.setUint32(4, VERSION, true)
  prefix.setUint32(8, json.length, true)
  bytes.set(json, PREFIX)
  let at = start
  for (const table of kept(memory)) {
    bytes.set(table, at)
    at += table.length
  }
  return bytes
}

/** The header that the snapshot was taken with. Throws an Error when the bytes are no snapshot or are cut short. */
export function readHeader(bytes: Uint8Array): Header {
  return readPreamble(bytes).header
}

/**
 * Fills the memory from a snapshot and returns its header. Tables take on the rows that the snapshot has;
 * scratch tables keep rows and content. Throws an Error, and leaves the memory alone, when the bytes are no
 * snapshot, are cut short or too long, or have other tables or columns than the memory.
 */
export function restore(memory: Memory, bytes: Uint8Array): Header {
  const { header, tables, start } = readPreamble(bytes)
  const mine = layout(memory.declaration)
  if (mine.length !== tables.length) {
    throw new Error(`snapshot: expected ${mine.length} tables, got ${tables.length}`)
  }
  for (const [i, table] of mine.entries()) compare(table, tables[i])

  const rows = Object.fromEntries(tables.map(table => [table.name, table.rows]))
  const expected = start + keptBytes(withRows(memory.declaration, rows))
  if (bytes.length !== expected) throw new Error(`snapshot: expected ${expected} bytes, got ${bytes.length}`)

  if (mine.some(table => table.rows !== rows[table.name])) resize(memory, rows)
  let at = start
  for (const table of kept(memory)) {
    table.set(bytes.subarray(at, at + table.length))
    at += table.length
  }
  return header
}

function readPreamble(bytes: Uint8Array): Preamble & { readonly start: number } {
  if (bytes.length < PREFIX) throw new Error(`snapshot: expected at least ${PREFIX} bytes, got ${bytes.length}`)
  const prefix = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (prefix.getUint32(0, true) !== MAGIC) throw new Error(`snapshot: expected 'CTLX' as its first four bytes`)
  const version = prefix.getUint32(4, true)
  if (version !== VERSION) throw new Error(`snapshot: expected format ${VERSION}, got ${version}`)
  const start = PREFIX + prefix.getUint32(8, true)
  if (bytes.length < start) throw new Error(`snapshot: expected at least ${start} bytes, got ${bytes.length}`)
  const preamble = parse(bytes.slice(PREFIX, start))
  if (!isPreamble(preamble)) throw new Error('snapshot: expected a header and a list of tables')
  return { ...preamble, start }
}

function parse(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch (cause) {
    throw new Error('snapshot: expected a header in JSON', { cause })
  }
}

function isPreamble(value: unknown): value is Preamble {
  if (!isRecord(value) || !isRecord(value.header) || !Array.isArray(value.tables)) return false
  return value.tables.every(
    table =>
      isRecord(table) &&
      typeof table.name === 'string' &&
      Number.isSafeInteger(table.rows) &&
      Number(table.rows) >= 0 &&
      isRecord(table.columns),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function layout(declaration: Declaration): TableLayout[] {
  const kept = Object.entries(declaration).filter(([, { scratch }]) => !scratch)
  return kept.map(([name, { rows, columns }]) => {
    const types = Object.entries(columns).map(([column, { type }]) => [column, type])
    return { name, rows, columns: Object.fromEntries(types) }
  })
}

function compare(mine: TableLayout, theirs: TableLayout): void {
  const tell = ({ name, columns }: TableLayout) => `${name} ${JSON.stringify(columns)}`
  if (tell(mine) !== tell(theirs)) throw new Error(`snapshot: expected table ${tell(mine)}, got ${tell(theirs)}`)
}

function keptBytes(declaration: Declaration): number {
  return byteSize(Object.fromEntries(Object.entries(declaration).filter(([, { scratch }]) => !scratch)))
}

function kept({ declaration, buffer }: Memory): Uint8Array[] {
  return spans(declaration)
    .filter(({ name }) => !declaration[name].scratch)
    .map(({ offset, bytes }) => new Uint8Array(buffer, offset, bytes))
}
