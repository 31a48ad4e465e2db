import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Agenda } from './agenda.ts'

test('entries come in the order of their times, those before the tick first', () => {
  const times = fc.array(fc.double({ min: -1, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 3000 })
  const agenda = new Agenda()
  fc.assert(
    fc.property(times, times => {
      agenda.clear()
      for (const [k, time] of times.entries()) agenda.add(time, k, -k)
      agenda.sort()
      const rows = Array.from(agenda.row.subarray(0, agenda.length))
      for (let k = 1; k < rows.length; k++) expect(times[rows[k]]).toBeGreaterThan(times[rows[k - 1]] - 1e-9)
      expect(new Set(rows).size).toBe(times.length)
      expect(rows.every((row, k) => agenda.word[k] === -row)).toBe(true)
    }),
  )
})

test('of equal times the order is by lot, whatever their rows', () => {
  const agenda = new Agenda()
  for (const [row, word] of [5, -3, 9, 0].entries()) agenda.add(0.5, row, word)
  agenda.sort()
  expect([...agenda.row.subarray(0, 4)]).toEqual([1, 3, 0, 2])
})
