import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar, calendarTables } from './calendar.ts'
import { fingerprint } from './fingerprint.ts'
import { allocate, f64, grow, i32, table, u8, u16 } from './memory.ts'
import { readHeader, restore, snapshot } from './snapshot.ts'

const world = (rows = 3) => ({
  operators: table(rows, { price: f64('token', 'asked'), rank: u16('1', 'in') }),
  totals: table(2, { sum: f64('token', 'of a tick') }, { scratch: true }),
})
const header = { scenario: { name: 'größer' }, tick: 12 }
const filled = () => {
  const memory = allocate(world())
  memory.tables.operators.price.set([1.5, -0, NaN])
  memory.tables.operators.rank.set([7, 8, 9])
  memory.tables.totals.sum.set([4, 5])
  return memory
}

test('a restored memory holds what was in the snapshot and returns its header', () => {
  const bytes = snapshot(filled(), header)
  const memory = allocate(world(), { shared: true })
  expect(readHeader(bytes)).toEqual(header)
  expect(restore(memory, bytes)).toEqual(header)
  expect([...memory.tables.operators.price]).toEqual([1.5, -0, NaN])
  expect(fingerprint(memory)).toBe(fingerprint(filled()))
})

test('a snapshot begins with CTLX, format 2, and ends with the tables that are not scratch', () => {
  const bytes = snapshot(filled(), {})
  expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('CTLX')
  expect([...bytes.subarray(4, 8)]).toEqual([2, 0, 0, 0])
  expect([...bytes.subarray(-8)]).toEqual([7, 0, 8, 0, 9, 0, 0, 0])
  const json = new DataView(bytes.buffer).getUint32(8, true)
  expect(bytes.length).toBe(12 + json + 24 + 8)
})

test('scratch tables keep what they have', () => {
  const memory = allocate(world())
  memory.tables.totals.sum.set([1, 2])
  restore(memory, snapshot(filled(), {}))
  expect([...memory.tables.totals.sum]).toEqual([1, 2])
})

test('tables that have grown since are restored with their rows, scratch ones are not', () => {
  const grown = filled()
  grow(grown, 'operators', 6)
  grow(grown, 'totals', 5)
  grown.tables.operators.rank[5] = 77
  const memory = allocate(world())
  const { operators } = memory.tables
  restore(memory, snapshot(grown, {}))
  expect([...operators.rank]).toEqual([7, 8, 9, 0, 0, 77])
  expect(memory.rows('totals')).toBe(2)
})

test('a memory that has grown goes back to an earlier snapshot', () => {
  const bytes = snapshot(filled(), {})
  const memory = filled()
  grow(memory, 'operators', 40)
  memory.tables.operators.price.fill(9)
  restore(memory, bytes)
  expect(fingerprint(memory)).toBe(fingerprint(filled()))
})

test('a calendar goes on from a snapshot as if nothing had happened', () => {
  const declaration = calendarTables(2)
  const memory = allocate(declaration)
  const calendar = new Calendar(memory)
  for (let agent = 0; agent < 70; agent++) calendar.schedule((agent * 13) % 31, 0, 0, agent)
  for (let i = 0; i < 20; i++) calendar.next(40)
  const copy = allocate(declaration)
  restore(copy, snapshot(memory, {}))
  const twin = new Calendar(copy)
  const rest = (each: Calendar) => {
    const agents: number[] = []
    while (each.next(40)) agents.push(each.agent)
    return agents
  }
  const expected = rest(calendar)
  expect(expected).toHaveLength(50)
  expect(rest(twin)).toEqual(expected)
})

test('bytes cut short anywhere are refused and leave the memory alone', () => {
  const bytes = snapshot(filled(), header)
  for (let length = 0; length < bytes.length; length += 10) {
    const memory = allocate(world())
    expect(() => restore(memory, bytes.subarray(0, length))).toThrow(/^snapshot: expected (at least )?\d+ bytes, got/)
    expect([...memory.tables.operators.rank]).toEqual([0, 0, 0])
  }
  const short = bytes.length - 1
  expect(() => restore(allocate(world()), bytes.subarray(0, short))).toThrow(
    `snapshot: expected ${bytes.length} bytes, got ${short}`,
  )
})

test('bytes left over are refused', () => {
  const bytes = snapshot(filled(), {})
  const longer = new Uint8Array(bytes.length + 1)
  longer.set(bytes)
  expect(() => restore(allocate(world()), longer)).toThrow(`expected ${bytes.length} bytes, got ${bytes.length + 1}`)
})

test('another file, another format and broken JSON are told apart', () => {
  const changed = (at: number, byte: number) => {
    const bytes = snapshot(filled(), header)
    bytes[at] = byte
    return () => readHeader(bytes)
  }
  expect(changed(0, 80)).toThrow("snapshot: expected 'CTLX' as its first four bytes")
  expect(changed(4, 1)).toThrow('snapshot: expected format 2, got 1')
  expect(changed(12, 0)).toThrow('snapshot: expected a header in JSON')
  expect(changed(14, 0x68 ^ 1)).toThrow('snapshot: expected a header and a list of tables') // "header" misspelt
})

test('other tables or columns are refused with what was expected', () => {
  const bytes = snapshot(filled(), {})
  const { operators, totals } = world()
  const renamed = { nodes: operators, totals }
  const retyped = { operators: table(3, { price: f64('token', ''), rank: i32('1', '') }), totals }
  const kept = { operators, totals: table(2, totals.columns) }
  expect(() => restore(allocate(kept), bytes)).toThrow('snapshot: expected 2 tables, got 1')
  expect(() => restore(allocate(renamed), bytes)).toThrow(
    'snapshot: expected table nodes {"price":"f64","rank":"u16"}, got operators {"price":"f64","rank":"u16"}',
  )
  expect(() => restore(allocate(retyped), bytes)).toThrow('"rank":"i32"}, got operators')
})

test('whatever is in the tables and the header comes back', () => {
  const rows = fc.nat({ max: 7 })
  fc.assert(
    fc.property(
      fc.float64Array({ maxLength: 9 }),
      fc.uint8Array({ maxLength: 9 }),
      rows,
      fc.json(),
      (x, y, more, json) => {
        const declaration = {
          first: table(x.length, { x: f64('1', '') }),
          second: table(y.length, { y: u8('1', '') }),
        }
        const memory = allocate(declaration)
        memory.tables.first.x.set(x)
        memory.tables.second.y.set(y)
        grow(memory, 'first', x.length + more)
        const copy = allocate(declaration)
        expect(restore(copy, snapshot(memory, { json }))).toEqual({ json })
        expect(new Uint8Array(copy.buffer)).toEqual(new Uint8Array(memory.buffer))
      },
    ),
  )
})
