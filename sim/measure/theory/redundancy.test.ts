import { expect, test } from 'vitest'
import { meanWait } from './queue.ts'
import { meanResponse } from './redundancy.ts'

test('five copies on ten servers at 70 %', () => {
  expect(meanResponse(10, 5, 0.7, 1)).toBeCloseTo(0.47659191310015536, 14)
})

test('one copy is an M/M/1, a copy everywhere is one server as fast as all', () => {
  expect(meanResponse(10, 1, 0.7, 1)).toBeCloseTo(1 / 0.3, 14)
  expect(meanResponse(4, 4, 0.7, 1)).toBeCloseTo(meanWait(2.8, 4, 1) + 1 / 4, 14)
})

test('two copies on three servers by hand', () => {
  // i = 2: 1 / (3 · 2 - 1.5), i = 3: 1 / (3 · 1 - 1.5)
  expect(meanResponse(3, 2, 0.5, 1)).toBeCloseTo(1 / 4.5 + 1 / 1.5, 15)
})

test('overload and impossible copies', () => {
  expect(meanResponse(3, 2, 1, 1)).toBe(Infinity)
  expect(() => meanResponse(3, 4, 0.1, 1)).toThrow('expected 1 to 3 copies on 3 servers, got 4')
})
