import { describe, expect, it } from 'vitest'
import { logSlope } from './slope.ts'
import { spread } from './spread.ts'
import { align, digits, figureTable, slopeText, withInterval } from './table.ts'
import { figure } from './timing.ts'

describe('tables of figures', () => {
  it('put names to the left and numbers to the right', () => {
    expect(
      align([
        ['', 'ns'],
        ['hold', '7'],
        ['a', '100'],
      ]),
    ).toBe('       ns\nhold    7\na     100')
  })

  it('tell the spread, and millions a second where the cost is in nanoseconds', () => {
    const text = figureTable([
      figure('holds', 'ns/hold', 50, [100, 125, 160]),
      figure('command', 'ms', 1, [90.55, 91, 1234]),
    ])
    expect(text.split('\n').map(line => line.trim().split(/ {2,}/))).toEqual([
      ['unit', 'min', 'median', 'interval', 'max', 'million/s'],
      ['holds', 'ns/hold', '100', '125', '100 to 160', '160', '8.00'],
      ['command', 'ms', '90.5', '91.0', '90.5 to 1234', '1234'],
    ])
  })

  it('write three digits', () => {
    expect([0, 0.02346, 1, 99.94, 314.4, 31_415.9, 1_234_567].map(digits)).toEqual([
      '0',
      '0.0235',
      '1.00',
      '99.9',
      '314',
      '31416',
      '1.23e+6',
    ])
  })

  it('write intervals beside medians and slopes', () => {
    expect(withInterval(spread([1, 2, 4]))).toBe('2.00 (1.00 to 4.00)')
    expect(slopeText(logSlope([1, 10, 100].map(x => [x, 5 * x])))).toBe('1.000 +- 0.000 (1.000 to 1.000)')
  })
})
