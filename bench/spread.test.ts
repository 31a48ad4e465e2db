import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEVEL, spread } from './spread.ts'

describe('the spread of runs', () => {
  it('takes the extremes for the interval of 7 runs: both miss the median with probability 2 / 128', () => {
    const { min, median, max, interval, level } = spread([7, 3, 11, 2, 5, 17, 13])
    expect([min, median, max]).toEqual([2, 7, 17])
    expect(interval).toEqual([2, 17])
    expect(level).toBeCloseTo(1 - 2 / 128, 15)
  })

  it('drops one run at each end of 9: they miss the median with probability 2 (1 + 9) / 512', () => {
    const { median, interval, level } = spread([9, 1, 8, 2, 7, 3, 6, 4, 50])
    expect(median).toBe(6)
    expect(interval).toEqual([2, 9])
    expect(level).toBeCloseTo(1 - 20 / 512, 15)
  })

  it('drops two at each end of 12: 2 (1 + 12 + 66) / 4096 is within a twentieth, with 220 more it is not', () => {
    const { median, interval, level } = spread([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(median).toBe(6.5)
    expect(interval).toEqual([3, 10])
    expect(level).toBeCloseTo(1 - 158 / 4096, 15)
  })

  it('says how little 3 runs and 1 run tell', () => {
    expect(spread([3, 1, 2])).toEqual({ runs: 3, min: 1, median: 2, max: 3, interval: [1, 3], level: 0.75 })
    expect(spread([4])).toEqual({ runs: 1, min: 4, median: 4, max: 4, interval: [4, 4], level: 0 })
  })

  it('needs a value', () => {
    expect(() => spread([])).toThrow('spread: expected one value or more, got none')
  })

  it('counts, over all ways in which runs fall below or above the median, as many hits as it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 14 }), runs => {
        const { interval, level } = spread(Array.from({ length: runs }, (_, at) => at + 1))
        let hits = 0
        for (let below = 0; below < 2 ** runs; below++) {
          const count = [...below.toString(2)].filter(bit => bit === '1').length
          // With `count` values below it the median lies between the count-th value and the next.
          if (interval[0] <= count && count < interval[1]) hits++
        }
        expect(hits / 2 ** runs).toBeCloseTo(level, 12)
        expect(level >= LEVEL || interval[1] === runs).toBe(true)
      }),
    )
  })
})
