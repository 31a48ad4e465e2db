/** Lots: oldest first, and gone when their life is over; against a list of lots kept one by one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from '../../engine/memory.ts'
import { expire, lotRows, lotsOf, lotTable, recount } from './lots.ts'

const tableOf = (life: number, count: number) => {
  const lots = lotsOf([{ count, life }])
  return { lots: lots[0]!, sum: allocate({ lots: lotTable(lots, '1') }).tables.lots.sum }
}

test('what has life 2 is used oldest first and expires at the end of the second tick after that in which it came', () => {
  const { lots, sum } = tableOf(2, 1)
  const end = (tick: number, used: number, held: number) => expire(sum, lotRows(lots, tick), 0, used, held)
  expect(end(0, 0, 5)).toBe(0)
  expect(end(1, 2, 3 + 4)).toBe(0) // 3 of tick 0, 4 of tick 1
  expect(end(2, 1, 2 + 4)).toBe(2)
  expect(end(3, 1, 3)).toBe(3)
  expect(end(4, 0, 0)).toBe(0)
})

test('what has no life expires at the end of its own tick, what has an endless one takes no rows', () => {
  const { lots, sum } = tableOf(0, 1)
  expect(expire(sum, lotRows(lots, 7), 0, 1, 4)).toBe(4)
  expect(lotTable(lotsOf([{ count: 9, life: undefined }]), '1').rows).toBe(0)
})

test('any sequence of lots expires as if they were kept in a list, also where idle ticks are left out and sums are counted anew', () => {
  const ticks = fc.array(fc.record({ come: fc.nat(9), use: fc.nat(12), recounts: fc.boolean() }), { maxLength: 60 })
  fc.assert(
    fc.property(fc.nat(6), fc.nat(2), ticks, (life, k, steps) => {
      const { lots, sum } = tableOf(life, 3)
      const large = 0x10_0000_0000_0000
      const list: { left: number; until: number }[] = []
      let held = 0
      for (const [tick, { come, use, recounts }] of steps.entries()) {
        list.push({ left: come, until: tick + life })
        held += come
        const used = Math.min(use, held)
        held -= used
        for (let lot = 0, left = used; left > 0; lot++) {
          const part = Math.min(left, list[lot].left)
          list[lot].left -= part
          left -= part
        }
        const due = list.filter(({ until }) => until <= tick).reduce((total, { left }) => total + left, 0)
        for (const lot of list) if (lot.until <= tick) lot.left = 0
        if (recounts) {
          // As if much had come and gone long before.
          for (let row = lots.first + k; row < sum.length; row += lots.count) sum[row] += large
          recount(sum, lots, k)
        }
        if (used === 0 && held === 0) continue
        const expired = expire(sum, lotRows(lots, tick), k, used, held)
        expect(expired).toBe(due)
        held -= expired
      }
      expect(sum.filter((value, row) => value !== 0 && row % 3 !== k)).toHaveLength(0)
    }),
  )
})
