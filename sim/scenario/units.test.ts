import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatQuantity, parseQuantity, readAmount, type Unit } from './units.ts'

test('text with a unit becomes a number of base units', () => {
  expect(parseQuantity('10 ms', 's')).toBe(0.01)
  expect(parseQuantity('5 min', 's')).toBe(300)
  expect(parseQuantity('10000 token', 'micro-token')).toBe(1e10)
  expect(parseQuantity('0.001 token/query', 'micro-token/query')).toBe(1000)
  expect(parseQuantity('0.10 USD/token', 'USD/token')).toBe(0.1)
  expect(parseQuantity('3 dollars', 'micro-dollar')).toBe(3_000_000)
  expect(parseQuantity('100 query/day', 'query/s')).toBeCloseTo(100 / 86400, 15)
  expect(parseQuantity('1e6 query/day', 'query/s')).toBeCloseTo(1e6 / 86400, 12)
  expect(parseQuantity('12/h', '1/s')).toBeCloseTo(1 / 300, 15)
})

test('a month is 30.4375 days', () => {
  expect(parseQuantity('2 months', 's')).toBe(60.875 * 86400)
  expect(parseQuantity('2629800 USD/month', 'micro-dollar/s')).toBe(1e6)
})

test('a percent sign is a hundredth, alone and before a unit', () => {
  expect(parseQuantity('30 %', '1')).toBe(0.3)
  expect(parseQuantity('2%', '1')).toBe(0.02)
  expect(parseQuantity('86400 %/day', '1/s')).toBe(0.01)
})

test('every amount in whole micro-tokens is exact', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), micro => {
      const text = `${Math.floor(micro / 1e6)}.${String(micro % 1e6).padStart(6, '0')} token`
      expect(parseQuantity(text, 'micro-token')).toBe(micro)
    }),
  )
})

test('a word, another dimension or an unknown unit is refused with what was expected', () => {
  expect(() => parseQuantity('ten', 'micro-token')).toThrow('expected a token amount such as "10000 token", got "ten"')
  expect(() => parseQuantity('5 m', 's')).toThrow('expected a duration such as "5 min", got "5 m"')
  expect(() => parseQuantity('5 token', 'micro-dollar')).toThrow(
    'expected a dollar amount such as "2000 USD", got "5 token"',
  )
  expect(() => parseQuantity('5', 's')).toThrow('got "5"')
  expect(() => parseQuantity('5 s', '1')).toThrow('expected a number such as 0.3 or "30 %", got "5 s"')
  expect(() => parseQuantity('1e999 s', 's')).toThrow('got "1e999 s"')
  expect(() => parseQuantity('1 s + 1 s', 's')).toThrow('got "1 s + 1 s"')
})

test('a bare number is read where it needs no unit, and zero everywhere', () => {
  expect(readAmount(0.3, '1')).toBe(0.3)
  expect(readAmount(0, 's')).toBe(0)
  expect(() => readAmount(300, 's')).toThrow('expected a duration such as "5 min", got 300')
  expect(() => readAmount(null, 's')).toThrow('got null')
  expect(() => readAmount(undefined, 's')).toThrow('got nothing')
})

test('base units are printed in a unit that fits', () => {
  expect(formatQuantity(0.0021, 's')).toBe('2.1 ms')
  expect(formatQuantity(300, 's')).toBe('5 min')
  expect(formatQuantity(0, 's')).toBe('0 s')
  expect(formatQuantity(-90, 's')).toBe('-1.5 min')
  expect(formatQuantity(1_500_000, 'micro-token')).toBe('1.5 token')
  expect(formatQuantity(1 / 300, '1/s')).toBe('12/h')
  expect(formatQuantity(0.3, '1')).toBe('0.3')
})

test('what is printed is read back to six digits, in every unit', () => {
  const units: Unit[] = [
    '1',
    's',
    '1/s',
    '1/s^0.5',
    'query/s',
    'micro-token/query',
    'micro-dollar/s',
    'USD/token',
    'byte/s',
    'J',
    'W',
    'credit/s',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...units), fc.double({ min: 1e-9, max: 1e15, noNaN: true }), (unit, value) => {
      expect(parseQuantity(formatQuantity(value, unit), unit) / value).toBeCloseTo(1, 5)
    }),
  )
})
