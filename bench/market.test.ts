import { expect, test } from 'vitest'
import { measureMarket } from './market.ts'

test('a query costs what its phases cost, and no more than the whole', () => {
  const { total, phases } = measureMarket({ customers: 30_000, operators: 50 }, { runs: 2, warmup: 0, quick: true })
  expect(total.name).toBe('30,000 customers, 50 nodes')
  // 10 ticks of 30,000 queries on average; five standard deviations are 2,739.
  expect(Math.abs(total.count - 300_000)).toBeLessThan(2_739)
  const sum = phases.reduce((least, { min }) => least + min, 0)
  expect(sum).toBeLessThanOrEqual(total.max)
  expect(phases.find(({ name }) => name.endsWith(': race'))!.max).toBeGreaterThan(total.min / 2)
})
