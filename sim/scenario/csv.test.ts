import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysFromCivil, numbersOf, readCsv, rowsWhere, secondsOf } from './csv.ts'

const column = (text: string, name: string) => readCsv(text, 'x.csv').columns.get(name)

test('rows become columns of text, with quotes, commas and line breaks inside quotes', () => {
  const text = 'name,"cost, USD"\r\n"a ""b""",1\r\n"two\nlines",2\r\n,3\r\n'
  expect(column(text, 'name')).toEqual(['a "b"', 'two\nlines', ''])
  expect(column(text, 'cost, USD')).toEqual(['1', '2', '3'])
  expect(readCsv(text, 'x.csv').lines).toEqual([2, 3, 5])
})

test('a byte order mark, a missing last line break and blank lines do no harm', () => {
  expect(column('\ufeffa,b\n1,2\n\n3,4', 'a')).toEqual(['1', '3'])
  expect(column('a,b\n1,', 'b')).toEqual([''])
})

test('what is written by the rules is read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '1') })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 }), rows => {
      const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`
      const text = ['x,y,z', ...rows.map(row => row.map(quoted).join(','))].join('\r\n')
      const table = readCsv(text, 'x.csv')
      expect([...table.columns.values()]).toEqual([0, 1, 2].map(i => rows.map(row => row[i])))
    }),
  )
})

test('a file that was cut off is refused by line', () => {
  expect(() => readCsv('a,b\n1,2\n3', 'x.csv')).toThrow('x.csv:3:1: expected 2 fields, got 1')
  expect(() => readCsv('a,b\n1,2\n3,"fo', 'x.csv')).toThrow(
    'x.csv:3:2: expected a closing quote, got the end of the file',
  )
  expect(() => readCsv('', 'x.csv')).toThrow('x.csv:1:1: expected a header and rows, got an empty file')
})

test('misplaced quotes, too many fields and columns of one name are refused', () => {
  expect(() => readCsv('a,b\n1,2"3\n', 'x.csv')).toThrow('x.csv:2:2: expected quotes around the whole field')
  expect(() => readCsv('a,b\n"1"2,3\n', 'x.csv')).toThrow(
    'x.csv:2:1: expected a comma or the end of the line after the closing quote, got "2"',
  )
  expect(() => readCsv('a,b\n1,2,3\n', 'x.csv')).toThrow('x.csv:2:2: expected 2 fields, got 3')
  expect(() => readCsv('a,a\n1,2\n', 'x.csv')).toThrow('x.csv:1:2: the column "a" stands twice in the header')
})

test('numbers are read from the rows that are asked for', () => {
  const table = readCsv('kind,size\nin,1\nout,x\nin,2.5\n', 'x.csv')
  expect(numbersOf(table, 'size', rowsWhere(table, { kind: 'in' }))).toEqual([1, 2.5])
  expect(() => numbersOf(table, 'size')).toThrow('x.csv:3:2: expected a number in column "size", got "x"')
  expect(() => numbersOf(table, 'sise')).toThrow('unknown column "sise": did you mean "size"? (known: kind, size)')
  expect(() => rowsWhere(table, { knd: 'in' })).toThrow('did you mean "kind"?')
})

test('an empty cell is no number', () => {
  expect(() => numbersOf(readCsv('a,b\n ,1\n', 'x.csv'), 'a')).toThrow(
    'x.csv:2:1: expected a number in column "a", got " "',
  )
})

test('timestamps are seconds since the first row', () => {
  const table = readCsv(
    't\n2023-11-16 18:15:46.6805900\n2023-11-16 18:15:50.9951690\n2023-11-17T00:00:00Z\n2024-03-01 01:00+01:00\n',
    'x.csv',
  )
  const seconds = secondsOf(table, 't')
  expect(seconds[0]).toBe(0)
  expect(seconds[1]).toBeCloseTo(4.314579, 9)
  expect(seconds[2]).toBeCloseTo(5 * 3600 + 44 * 60 + 13.31941, 9)
  expect(seconds[3]).toBeCloseTo((14 + 31 + 31 + 29) * 86400 + seconds[2], 6)
})

test('times in plain numbers stay as they are', () => {
  expect(secondsOf(readCsv('t\n5\n7.25\n', 'x.csv'), 't')).toEqual([5, 7.25])
})

test('a date that is not in the calendar is refused', () => {
  const table = readCsv('t\n2024-02-29 10:00:00\n2023-02-29 10:00:00\n', 'x.csv')
  expect(() => secondsOf(table, 't')).toThrow(
    'x.csv:3:1: expected a time such as "2023-11-16 18:15:46.68" in column "t", got "2023-02-29 10:00:00"',
  )
})

test('daysFromCivil agrees with the calendar of the language', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1600-01-01'), max: new Date('2400-12-31'), noInvalidDate: true }), date => {
      const days = daysFromCivil(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
      expect(days).toBe(Math.floor(date.getTime() / 86400_000))
    }),
  )
})
