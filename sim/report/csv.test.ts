import { csvParseRows } from 'd3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRow } from './csv.ts'

test('a row is its values between commas, with a line feed at the end', () => {
  expect(csvRow([3, 'fee', 0.1])).toBe('3,fee,0.1\n')
})

test('only a comma, a quote or a line break calls for quotes, and a quote is doubled', () => {
  expect(csvRow(['a b', 'a,b', 'say "x"', 'two\nlines', 'cr\rin'])).toBe(
    'a b,"a,b","say ""x""","two\nlines","cr\rin"\n',
  )
})

test('NaN is an empty field, infinities are spelled as the table schema has them', () => {
  expect(csvRow([NaN, 1, NaN, Infinity, -Infinity])).toBe(',1,,INF,-INF\n')
})

test('integers are plain and other numbers as short as they can be', () => {
  expect(csvRow([0, 9007199254740991, 0.1 + 0.2, 1e-7, -2.5])).toBe(
    '0,9007199254740991,0.30000000000000004,1e-7,-2.5\n',
  )
})

test('a text never becomes a formula, and a negative number stays a number', () => {
  expect(csvRow(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '=a,"b"', -1])).toBe(
    `'=1+1,'+1,'-1,'@x,'\tx,"'\rx","'=a,""b""",-1\n`,
  )
})

test('any rows read back to the values that were written, numbers to the same bits', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', '=', '-', 'x') }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 7 }), rows => {
      const read = csvParseRows(rows.map(csvRow).join(''))
      expect(read).toHaveLength(rows.length)
      for (const [r, row] of rows.entries()) {
        for (const [c, written] of row.entries()) {
          if (typeof written === 'number') expect(Number(read[r][c])).toBe(written === 0 ? 0 : written)
          else expect(read[r][c]).toBe('=+-@\t\r'.includes(written[0] ?? ' ') ? `'${written}` : written)
        }
      }
    }),
  )
})
