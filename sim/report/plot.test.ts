import { expect, test } from 'vitest'
import { areaPlot, bandPlot } from './plot.ts'

const column = (line: string, x: number) => line[14 + x]
const constant = (value: number) => Float64Array.of(value, value, value)
const time = Float64Array.of(300, 600, 900)

test('a band draws the middle between its quartiles, top value at the top', () => {
  const lines = bandPlot({ title: 'price, token', time, low: constant(2), middle: constant(6), high: constant(8) })
  expect(lines[0]).toBe('price, token')
  expect(lines).toHaveLength(1 + 11 + 2)
  // Range 2 to 8 in steps of 2: 0.6 a line; 6 lies 3.33 lines below the top, so in the lower half of line 3.
  expect(
    lines
      .slice(1, 12)
      .map(line => column(line, 40))
      .join(''),
  ).toBe('░░░▄░░░░░░░')
  expect([lines[1], lines[6], lines[11]].map(line => line.slice(0, 14))).toEqual([
    '           8 ┤',
    '           5 ┤',
    '           2 ┤',
  ])
})

test('the band follows the values from left to right', () => {
  const rising = Float64Array.of(0, 5, 10)
  const lines = bandPlot({ title: '', time, low: rising, middle: rising, high: rising })
  const [left, middle, right] = [0, 32, 63].map(x => lines.findIndex(line => '▀▄'.includes(column(line, x) ?? ' ')))
  expect([left, middle, right]).toEqual([11, 6, 1])
})

test('an area is filled from zero to the value, to an eighth of a line', () => {
  const lines = areaPlot({ title: 'operators', time, value: constant(5) })
  expect(lines[1].startsWith('           6 ┤')).toBe(true)
  // 0.6 a line, zero in the centre of the last: 5 / 0.6 + 0.5 = 8.83 lines.
  const cells = lines
    .slice(1, 12)
    .map(line => column(line, 3) ?? ' ')
    .join('')
  expect(cells).toBe('  ▇████████')
})

test('time is in the unit that suits the run', () => {
  const at = (...seconds: number[]) =>
    areaPlot({ title: '', time: Float64Array.from(seconds), value: constant(1) })
      .at(-1)!
      .trim()
      .split(/\s+/)
  expect(at(5, 50, 95)).toEqual(['5', '50', '95', 's'])
  expect(at(300, 600, 900)).toEqual(['5', '10', '15', 'min'])
  expect(at(0, 3600, 7200)).toEqual(['0', '1', '2', 'h'])
  expect(at(0, 86400 * 5, 86400 * 10)).toEqual(['0', '5', '10', 'days'])
})

test('gaps stay empty and a curve without a value says so', () => {
  const gap = areaPlot({ title: 'x', time, value: Float64Array.of(3, NaN, 3) })
  expect(
    gap
      .slice(1, 12)
      .map(line => column(line, 32) ?? ' ')
      .join('')
      .trim(),
  ).toBe('')
  expect(areaPlot({ title: 'x', time, value: constant(NaN) })).toEqual(['x: no value'])
  expect(bandPlot({ title: 'y', time, low: constant(NaN), middle: constant(NaN), high: constant(NaN) })).toEqual([
    'y: no value',
  ])
})

test('a constant of any size, zero and negatives included, is a line within its range', () => {
  for (const value of [0, 1e-6, 7, 123456, -3]) {
    const lines = bandPlot({ title: '', time, low: constant(value), middle: constant(value), high: constant(value) })
    expect(lines.filter(line => '▀▄'.includes(column(line, 10) ?? ' '))).toHaveLength(1)
  }
})
