import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { firstDifference, type Outcome, referenceBench } from './reference.ts'

const compiler = spawnSync('g++', ['--version']).error === undefined
const small = { rounds: 1, warmup: 0 }

describe.skipIf(!compiler)('the race market in C++', () => {
  it('gives the same money, races, latencies and prices as the engine', () => {
    const result = referenceBench({ ...small, customers: 2_000, operators: 45, perTick: 3, ticks: 30 })
    // 30 ticks of 6,000 queries on average; five standard deviations of a Poisson count are 2,121.
    expect(Math.abs(result!.queries - 180_000)).toBeLessThan(2_121)
  })

  it('draws again as the engine does where the racers are nearly all nodes', () => {
    const result = referenceBench({ ...small, customers: 500, operators: 3, nodes: 2, perTick: 2, ticks: 30 })
    expect(Math.abs(result!.queries - 30_000)).toBeLessThan(866)
  })

  it('races all nodes where there are fewer than five, and returns fees where no answer is right', () => {
    const result = referenceBench({ ...small, customers: 300, operators: 4, perTick: 1, accuracy: 0.5, ticks: 20 })
    expect(Math.abs(result!.queries - 6_000)).toBeLessThan(387)
  })

  it('tells what a query costs on both sides', () => {
    const result = referenceBench({ customers: 300, operators: 50, ticks: 4, rounds: 3, warmup: 0 })!
    for (const { min, median } of [result.ours, result.cpp]) {
      expect(min).toBeGreaterThan(0)
      expect(median).toBeGreaterThanOrEqual(min)
    }
    // A round's ratio lies between those of the farthest rounds.
    expect(result.ratio.min).toBeGreaterThanOrEqual(result.ours.min / result.cpp.max)
    expect(result.ratio.max).toBeLessThanOrEqual(result.ours.max / result.cpp.min)
  })
})

describe('the first difference of two outcomes', () => {
  const outcome = (lines: Record<string, number[]>): Outcome => new Map(Object.entries(lines))
  const expected = outcome({ raced: [7], wallet: [1, 2, 3] })

  it('is none where all that is expected is there', () => {
    expect(firstDifference(expected, outcome({ wallet: [1, 2, 3], raced: [7], nanoseconds: [5] }))).toBeUndefined()
  })

  it('is named with its row', () => {
    expect(firstDifference(expected, outcome({ raced: [7], wallet: [1, 9, 8] }))).toBe('wallet[1]: expected 2, got 9')
  })

  it('is a name that is missing or has another length', () => {
    expect(firstDifference(expected, outcome({ raced: [7] }))).toBe('wallet: expected 3 numbers, got none')
    expect(firstDifference(expected, outcome({ raced: [7], wallet: [1] }))).toBe('wallet: expected 3 numbers, got 1')
  })
})
