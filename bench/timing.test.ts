import { describe, expect, it } from 'vitest'
import { alternate, figure, measure, ratios } from './timing.ts'

const protocol = { runs: 3, warmup: 1, quick: false }

/** Busy for some milliseconds. */
function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

describe('timing', () => {
  it('lets works take turns, each prepared anew, and keeps what follows the warm-up', () => {
    const log: string[] = []
    const work = (name: string, count: number) => ({
      name,
      prepare: () => log.push(`${name}?`),
      run: () => {
        log.push(name)
        return count
      },
    })
    const [a, b] = alternate([work('a', 2), work('b', 5)], protocol)
    expect(log).toEqual(Array.from({ length: 4 }, () => ['a?', 'a', 'b?', 'b']).flat())
    expect([a.name, a.count, a.costs.length]).toEqual(['a', 2, 3])
    expect([b.name, b.count, b.costs.length]).toEqual(['b', 5, 3])
  })

  it('counts nanoseconds a thing, preparation not included', () => {
    const run = () => {
      spin(2)
      return 1000
    }
    const [cost] = measure([{ name: 'spin', prepare: () => spin(20), run }], 'turn', protocol)
    // 2 ms over 1,000 things are 2,000 ns; with the preparation they would be 22,000.
    expect(cost.unit).toBe('ns/turn')
    expect(cost.min).toBeGreaterThanOrEqual(2000)
    expect(cost.min).toBeLessThan(22_000)
  })

  it('divides series run by run', () => {
    const above = { name: 'a', count: 1, costs: [6, 10, 3] }
    const below = { name: 'b', count: 1, costs: [2, 5, 6] }
    expect(ratios(above, below)).toEqual([3, 2, 0.5])
    expect(figure('ratio', '', 0, ratios(above, below))).toMatchObject({ min: 0.5, median: 2, max: 3, runs: 3 })
  })
})
