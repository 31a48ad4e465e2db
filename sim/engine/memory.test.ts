import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import {
  allocate,
  attach,
  byteSize,
  bytesPerRow,
  f32,
  f64,
  grow,
  i32,
  linearOf,
  type Memory,
  resize,
  rowsOf,
  spans,
  table,
  u8,
  u16,
  u32,
  withRows,
} from './memory.ts'

// 3 operators: 24 + 8 (3 of 8) bytes; 5 nodes: 24 (20) + 16 (10) + 24 (20) + 24 (20) bytes.
const world = () => ({
  operators: table(3, { price: f64('token', 'asked'), alive: u8('1', 'open') }),
  nodes: table(5, { owner: u32('row', 'of'), rank: u16('1', 'in'), gain: i32('1', 'of'), load: f32('1', 'of') }),
})

test('every column starts on a multiple of 8 bytes, tables and columns in the order of the declaration', () => {
  const { tables, buffer } = allocate(world())
  expect(tables.operators.price.byteOffset).toBe(0)
  expect(tables.operators.alive.byteOffset).toBe(24)
  expect(tables.nodes.owner.byteOffset).toBe(32)
  expect(tables.nodes.rank.byteOffset).toBe(56)
  expect(tables.nodes.gain.byteOffset).toBe(72)
  expect(tables.nodes.load.byteOffset).toBe(96)
  expect(buffer.byteLength).toBe(120)
  expect(byteSize(world())).toBe(120)
  expect(spans(world())).toEqual([
    { name: 'operators', offset: 0, bytes: 32 },
    { name: 'nodes', offset: 32, bytes: 88 },
  ])
})

test('a row takes the bytes of its columns, without padding', () => {
  expect(bytesPerRow(world().operators)).toBe(9)
  expect(bytesPerRow(world().nodes)).toBe(14)
})

test('columns have the typed array of their type, without a cast', () => {
  const { tables } = allocate(world())
  expectTypeOf(tables.operators.price).toEqualTypeOf<Float64Array>()
  expectTypeOf(tables.operators.alive).toEqualTypeOf<Uint8Array>()
  expect(tables.nodes.rank).toBeInstanceOf(Uint16Array)
  expect(tables.nodes.load).toBeInstanceOf(Float32Array)
  expect(Object.keys(tables.nodes)).toEqual(['owner', 'rank', 'gain', 'load'])
})

test('whoever attaches to the buffer sees the same content', () => {
  const here = allocate(world(), { shared: true })
  const there = attach(world(), here.buffer)
  here.tables.nodes.gain[4] = -7
  expect(here.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(there.tables.nodes.gain[4]).toBe(-7)
})

test('a buffer of another size is refused, and so are rows that are not whole', () => {
  expect(() => attach(world(), new ArrayBuffer(112))).toThrow('the declared tables take 120 bytes, the buffer has 112')
  expect(() => allocate({ nodes: table(1.5, {}) })).toThrow('nodes: expected a whole number of rows, got 1.5')
  expect(() => allocate({ nodes: table(-1, {}) })).toThrow('got -1')
})

test('growing keeps all content and the table objects, and zeros the new rows', () => {
  const declaration = world()
  const memory = allocate(declaration, { shared: true })
  const { operators, nodes } = memory.tables
  operators.price.set([1, 2, 3])
  nodes.rank.set([5, 6, 7, 8, 9])
  grow(memory, 'operators', 4)
  expect(memory.tables.operators).toBe(operators)
  expect([...operators.price]).toEqual([1, 2, 3, 0])
  expect([...nodes.rank]).toEqual([5, 6, 7, 8, 9])
  expect(nodes.rank.buffer).toBe(memory.buffer)
  expect(memory.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(memory.rows('operators')).toBe(4)
  expect(declaration.operators.rows).toBe(3)
  expect([...attach(memory.declaration, memory.buffer).tables.operators.price]).toEqual([1, 2, 3, 0])
})

test('fewer rows are not growth', () => {
  const memory = allocate(world())
  expect(() => grow(memory, 'nodes', 4)).toThrow('nodes: cannot grow from 5 to 4 rows')
  expect(() => grow(memory, 'nodes', NaN)).toThrow('to NaN rows')
})

test('resizing sets several tables at once and cuts the last rows of shorter ones', () => {
  const memory = allocate(world())
  memory.tables.nodes.owner.set([1, 2, 3, 4, 5])
  memory.tables.operators.alive.set([1, 1, 1])
  resize(memory, { nodes: 2, operators: 7 })
  expect([...memory.tables.nodes.owner]).toEqual([1, 2])
  expect([...memory.tables.operators.alive]).toEqual([1, 1, 1, 0, 0, 0, 0])
  expect(memory.buffer.byteLength).toBe(byteSize(memory.declaration))
})

test('no write to one column shows in another, whatever the sizes', () => {
  const rows = fc.nat({ max: 9 })
  fc.assert(
    fc.property(rows, rows, rows, (a, b, more) => {
      const memory = allocate({
        first: table(a, { x: u8('1', ''), y: f64('1', '') }),
        second: table(b, { z: u16('1', ''), w: f32('1', '') }),
      })
      grow(memory, 'first', a + more)
      const columns = everyColumn(memory)
      for (const [i, column] of columns.entries()) column.fill(i + 1)
      for (const [i, column] of columns.entries()) expect([...column]).toEqual(Array(column.length).fill(i + 1))
    }),
  )
})

function everyColumn(memory: Memory) {
  return Object.values(memory.tables).flatMap(columns => Object.values(columns))
}

test('tables that 32 bits cannot address are refused before anything is allocated', () => {
  const vast = { customers: table(600_000_000, { rate: f64('1/s', '') }) }
  expect(() => allocate(vast, { linear: true })).toThrow('the tables take 4800 MB, more than the 4,294 MB')
})

test('tables in a memory of WebAssembly grow and can be mapped elsewhere as others do', () => {
  const memory = allocate(world(), { linear: true, shared: true })
  memory.tables.nodes.rank[1] = 7
  grow(memory, 'nodes', 9)
  const other = attach(withRows(world(), rowsOf(memory)), linearOf(memory))
  expect([...other.tables.nodes.rank]).toEqual([0, 7, 0, 0, 0, 0, 0, 0, 0])
  expect(() => linearOf(allocate(world()))).toThrow('expected memory of WebAssembly, got a plain buffer')
})
