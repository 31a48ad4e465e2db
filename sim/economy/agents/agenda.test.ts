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
      const rows = Array.from(agenda.sorted().subarray(0, agenda.length), k => agenda.row[k])
      const expected = times.map((_, k) => k).sort((a, b) => times[a] - times[b] || a - b)
      expect(rows.map(k => times[k])).toEqual(expected.map(k => times[k]))
      expect(new Set(rows).size).toBe(times.length)
      expect(rows.every(k => agenda.word[k] === (-k | 0))).toBe(true)
    }),
  )
})
