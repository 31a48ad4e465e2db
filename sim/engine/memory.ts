/**
 * The memory of a run: declared tables of typed columns, laid out one after another in one buffer.
 *
 * The layout follows from the declaration alone (tables in order, columns in order, each column on a
 * multiple of 8 bytes), so every thread that has the declaration maps the same views, and copying the
 * buffer copies the whole state. A growing table moves everything to a larger buffer: take columns from
 * `memory.tables` at the start of each call and do not keep them.
 */

interface Views {
  readonly f64: Float64Array
  readonly f32: Float32Array
  readonly i32: Int32Array
  readonly u32: Uint32Array
  readonly u16: Uint16Array
  readonly u8: Uint8Array
}

export type ColumnType = keyof Views

/** One property of every row of a table. */
export interface Column<T extends ColumnType = ColumnType> {
  readonly type: T
  readonly unit: string
  readonly doc: string
}

export type Columns = Readonly<Record<string, Column>>

export interface TableDeclaration<C extends Columns = Columns> {
  readonly rows: number
  readonly columns: C
  /** True where every tick computes the content anew: not in snapshots, not in fingerprints. */
  readonly scratch?: boolean
}

export type Declaration = Readonly<Record<string, TableDeclaration>>
/** Numbers of rows by table. */
export type Rows = Readonly<Record<string, number>>
export type Table<C extends Columns> = { readonly [K in keyof C]: Views[C[K]['type']] }
export type Tables<D extends Declaration> = { readonly [T in keyof D]: Table<D[T]['columns']> }

export interface Memory<D extends Declaration = Declaration> {
  /** With the rows that the tables have now: what another thread needs to attach to `buffer`. */
  declaration: D
  buffer: ArrayBufferLike
  /** The linear memory whose buffer it is, where kernels in WebAssembly are to work on it. */
  linear: WebAssembly.Memory | undefined
  readonly tables: Tables<D>
  /** Rows that the table has now. */
  rows(name: keyof D): number
}

/** Where a table lies in the buffer, in bytes. */
export interface Span {
  readonly name: string
  readonly offset: number
  readonly bytes: number
}

export const f64 = (unit: string, doc: string): Column<'f64'> => ({ type: 'f64', unit, doc })
export const f32 = (unit: string, doc: string): Column<'f32'> => ({ type: 'f32', unit, doc })
export const i32 = (unit: string, doc: string): Column<'i32'> => ({ type: 'i32', unit, doc })
export const u32 = (unit: string, doc: string): Column<'u32'> => ({ type: 'u32', unit, doc })
export const u16 = (unit: string, doc: string): Column<'u16'> => ({ type: 'u16', unit, doc })
export const u8 = (unit: string, doc: string): Column<'u8'> => ({ type: 'u8', unit, doc })

/** Bytes of a page of WebAssembly. */
const PAGE = 65_536
/** Pages that 32 bits can address. */
const MOST_PAGES = 65_536

type View = new (buffer: ArrayBufferLike, offset: number, length: number) => Views[ColumnType]

const VIEWS: Readonly<Record<ColumnType, View>> = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
}
const BYTES: Readonly<Record<ColumnType, number>> = { f64: 8, f32: 4, i32: 4, u32: 4, u16: 2, u8: 1 }

/** Declares a table; nothing is allocated. */
export function table<const C extends Columns>(
  rows: number,
  columns: C,
  options: { readonly scratch?: boolean } = {},
): TableDeclaration<C> {
  return { rows, columns, ...options }
}

/** Bytes that one more row of a table takes, without the padding at the ends of columns. */
export function bytesPerRow({ columns }: TableDeclaration): number {
  return Object.values(columns).reduce((bytes, { type }) => bytes + BYTES[type], 0)
}

/** The tables in the order of the buffer. Throws a RangeError where rows are not a whole number. */
export function spans(declaration: Declaration): Span[] {
  let offset = 0
  return Object.entries(declaration).map(([name, { rows, columns }]) => {
    if (!(Number.isSafeInteger(rows) && rows >= 0)) {
      throw new RangeError(`${name}: expected a whole number of rows, got ${rows}`)
    }
    const bytes = Object.values(columns).reduce((sum, { type }) => sum + padded(rows * BYTES[type]), 0)
    offset += bytes
    return { name, offset: offset - bytes, bytes }
  })
}

/** Bytes of the buffer that holds these tables. */
export function byteSize(declaration: Declaration): number {
  return spans(declaration).reduce((sum, { bytes }) => sum + bytes, 0)
}

interface Allocation {
  /** In a SharedArrayBuffer, where the platform has it. */
  readonly shared?: boolean
  /** In a memory of WebAssembly. */
  readonly linear?: boolean
}

/** New memory, all zeros. Throws a RangeError where it is more than the platform has. */
export function allocate<D extends Declaration>(declaration: D, { shared, linear }: Allocation = {}): Memory<D> {
  const bytes = byteSize(declaration)
  const sharing = shared === true && canShare()
  if (!linear) return attach(declaration, sharing ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes))
  const pages = Math.ceil(bytes / PAGE)
  if (pages > MOST_PAGES)
    throw new RangeError(`the tables take ${Math.ceil(bytes / 1e6)} MB, more than the 4,294 MB that can be addressed`)
  return attach(declaration, new WebAssembly.Memory({ initial: pages, maximum: pages, shared: sharing }))
}

/** Maps the tables on memory made elsewhere by the same declaration. Throws a RangeError when that is too small. */
export function attach<D extends Declaration>(declaration: D, on: ArrayBufferLike | WebAssembly.Memory): Memory<D> {
  const places = spans(declaration)
  const bytes = byteSize(declaration)
  const linear = on instanceof WebAssembly.Memory ? on : undefined
  const buffer = on instanceof WebAssembly.Memory ? on.buffer : on
  if (buffer.byteLength < bytes) {
    throw new RangeError(`the declared tables take ${bytes} bytes, the buffer has ${buffer.byteLength}`)
  }
  const tables = places.map(({ name, offset }) => [name, views(declaration[name], buffer, offset)])
  return {
    declaration,
    buffer,
    linear,
    tables: Object.fromEntries(tables) as Tables<D>,
    rows(name) {
      return this.declaration[name].rows
    },
  }
}

/**
 * Gives a table more rows. Content is kept, new rows are zero. The objects in `memory.tables` stay the
 * same while their columns are replaced; other threads have to attach to the new buffer.
 */
export function grow<D extends Declaration>(memory: Memory<D>, name: keyof D & string, rows: number): void {
  const now = memory.rows(name)
  if (!(rows >= now)) throw new RangeError(`${name}: cannot grow from ${now} to ${rows} rows`)
  resize(memory, { [name]: rows })
}

/** Sets the rows of several tables at once, as `grow` does for one. A shorter table loses its last rows. */
export function resize(memory: Memory, rows: Rows): void {
  const kind = { shared: isShared(memory), linear: memory.linear !== undefined }
  const wider = allocate(withRows(memory.declaration, rows), kind)
  for (const [name, { columns, rows: had }] of Object.entries(memory.declaration)) {
    const from = memory.tables[name]
    const to = wider.tables[name]
    const kept = Math.min(had, wider.rows(name))
    for (const column of Object.keys(columns)) to[column].set(from[column].subarray(0, kept))
  }
  become(memory, wider)
}

/** Maps the tables of `memory` on other memory, in which they have other numbers of rows. */
export function remap(memory: Memory, rows: Rows, on: ArrayBufferLike | WebAssembly.Memory): void {
  become(memory, attach(withRows(memory.declaration, rows), on))
}

/** Number of rows of every table. */
export function rowsOf({ declaration }: Memory): Rows {
  return Object.fromEntries(Object.entries(declaration).map(([name, { rows }]) => [name, rows]))
}

/** The declaration with other numbers of rows where `rows` names the table. */
export function withRows<D extends Declaration>(declaration: D, rows: Rows): D {
  const tables = Object.entries(declaration).map(([name, was]) => [name, { ...was, rows: rows[name] ?? was.rows }])
  return Object.fromEntries(tables) as D
}

/** Whether other threads can attach to the memory's buffer. */
export function isShared({ buffer }: Memory): boolean {
  return canShare() && buffer instanceof SharedArrayBuffer
}

/** The linear memory of WebAssembly that the tables lie in. Throws where they lie in another kind. */
export function linearOf({ linear }: Memory): WebAssembly.Memory {
  if (!linear) throw new Error('expected memory of WebAssembly, got a plain buffer')
  return linear
}

function become(memory: Memory, other: Memory): void {
  for (const [name, columns] of Object.entries(other.tables)) Object.assign(memory.tables[name], columns)
  memory.declaration = other.declaration
  memory.buffer = other.buffer
  memory.linear = other.linear
}

// Built at one go: an object that gets so many properties one by one becomes a hash table, slow to read (V8).
function views({ rows, columns }: TableDeclaration, buffer: ArrayBufferLike, offset: number): Table<Columns> {
  let at = offset
  const laid = Object.entries(columns).map(([name, { type }]) => {
    const view = new VIEWS[type](buffer, at, rows)
    at += padded(rows * BYTES[type])
    return [name, view] as const
  })
  return Object.fromEntries(laid)
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}

function canShare(): boolean {
  return typeof SharedArrayBuffer !== 'undefined'
}
