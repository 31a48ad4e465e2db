import { expect, test } from 'vitest'
import { exactUnits, figure, grouped, percentage, shortened } from './figures.ts'

test('a figure has four significant digits', () => {
  expect([0.00123456, 0.5, 12.3456, 1234.56, 123456, -98765.4].map(figure)).toEqual([
    '0.001235',
    '0.5000',
    '12.35',
    '1,235',
    '123,500',
    '-98,770',
  ])
})

test('a shortened figure has three digits and says how many thousands it is in', () => {
  expect([0, 0.000001, 0.0123456, 999.4, 999.5, 12_345, 5.1e6, 999.6e6, 2e12, 3e15].map(shortened)).toEqual([
    '0',
    '0.000001',
    '0.0123',
    '999',
    '1k',
    '12.3k',
    '5.1M',
    '1bn',
    '2tn',
    '3000tn',
  ])
})

test('a small whole number stays whole, the very small and the very large get an exponent', () => {
  expect([0, -0, 7, 2016, 9999.6, 1.5e-7, 2e12].map(figure)).toEqual([
    '0',
    '0',
    '7',
    '2016',
    '10,000',
    '1.500e-7',
    '2.000e+12',
  ])
})

test('no value is a hyphen, never a zero', () => {
  expect(figure(NaN)).toBe('-')
  expect(percentage(NaN)).toBe('-')
  expect(percentage(0.1234)).toBe('12.3 %')
})

test('micro-units become units without losing one of them', () => {
  expect(exactUnits('9007199254740993')).toBe('9,007,199,254.740993')
  expect(exactUnits('-1')).toBe('-0.000001')
  expect(exactUnits('0')).toBe('0.000000')
})

test('grouped(numeral) leaves the decimals alone', () => {
  expect(['1', '123', '1234', '-1234567.8901', '100000'].map(grouped)).toEqual([
    '1',
    '123',
    '1,234',
    '-1,234,567.8901',
    '100,000',
  ])
})
