import { expect, test } from 'vitest'
import { Curves } from './curves.ts'

const field = (name: string) => ({ name, type: 'number', unit: '1', doc: name }) as const
const fields = ['tick', 'price', 'label'].map(field)

test('a short table comes back row by row', () => {
  const curves = new Curves(fields, ['price', 'tick'])
  for (const row of [
    [0, 2.5, 'x'],
    [1, NaN, 'x'],
    [2, 4, 'x'],
  ])
    curves.add(row)
  expect([...curves.of('price')]).toEqual([2.5, NaN, 4])
  expect([...curves.of('tick')]).toEqual([0, 1, 2])
})

test('a long table keeps at most 512 points, each the mean of equally many rows', () => {
  const curves = new Curves(fields, ['tick', 'price'])
  const rows = 512 * 4 + 11
  for (let tick = 0; tick < rows; tick++) curves.add([tick, tick % 2 === 0 ? 3 : NaN, 'x'])
  const ticks = curves.of('tick')
  const size = 8 // 512 points of 1, 2 and 4 rows have been full
  expect(ticks).toHaveLength(Math.ceil(rows / size))
  for (let point = 0; point < Math.floor(rows / size); point++) expect(ticks[point]).toBe(point * size + (size - 1) / 2)
  expect(ticks.at(-1)).toBe((2056 + 2058) / 2)
  expect(new Set(curves.of('price'))).toEqual(new Set([3]))
})

test('a column that the table does not have has no value, an unknown curve is refused', () => {
  const curves = new Curves(fields, ['tick', 'hhi'])
  curves.add([0, 1, 'x'])
  expect([...curves.of('hhi')]).toEqual([NaN])
  expect(() => curves.of('gini')).toThrow('curves: expected one of tick, hhi, got gini')
})
