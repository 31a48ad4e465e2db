/** Inventory: against published instances, and against every other policy. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandOf, newsvendorCost, newsvendorLevel, optimalOrderPolicy, orderPolicyCost } from './inventory.ts'

const costs = { fee: 64, holding: 1, penalty: 9 }

test('the newsvendor of Snyder and Shen: h 2, p 18, N(120, 10)', () => {
  const level = newsvendorLevel(18 / 20, 120, 10)
  expect(level / 132.815515655446).toBeCloseTo(1, 12)
  expect(newsvendorCost({ holding: 2, penalty: 18 }, 120, 10, level) / 35.09966638649737).toBeCloseTo(1, 12)
})

// mean of Poisson demand, s, S, cost
const INSTANCES = [
  [10, 6, 40, 35.022],
  [15, 10, 49, 42.698],
  [20, 14, 62, 49.173],
  [21, 15, 65, 50.406],
  [22, 16, 68, 51.632],
  [23, 17, 52, 52.757],
  [24, 18, 54, 53.518],
  [25, 19, 56, 54.262],
  [30, 23, 66, 57.819],
  [35, 28, 77, 61.215],
  [40, 33, 87, 64.512],
  [45, 37, 97, 67.776],
  [50, 42, 108, 70.975],
  [51, 43, 110, 71.611],
  [52, 44, 112, 72.246],
  [55, 47, 118, 74.149],
  [59, 51, 126, 76.679],
  [60, 52, 129, 77.306],
  [61, 52, 131, 77.929],
  [63, 54, 73, 78.287],
  [64, 55, 74, 78.402],
  [65, 56, 75, 78.518],
  [70, 62, 81, 79.037],
  [75, 67, 86, 79.554],
]

test.each(INSTANCES)('Zheng and Federgruen 1991, Poisson(%i): s = %i, S = %i, %f a period', (mean, s, S, cost) => {
  const demand = demandOf(mean)
  expect(orderPolicyCost(demand, costs, s, S)).toBeCloseTo(cost, 3)
  const best = optimalOrderPolicy(demand, costs)
  expect([best.reorder, best.upTo]).toEqual([s, S])
  expect(best.cost).toBeCloseTo(cost, 3)
})

test('Snyder and Shen, example 4.7: K 5, h 1, p 4, Poisson(6) is served best by (4, 10) at 8.0341', () => {
  const best = optimalOrderPolicy(demandOf(6), { fee: 5, holding: 1, penalty: 4 })
  expect(best).toEqual({ reorder: 4, upTo: 10, cost: expect.closeTo(8.034111561471644, 9) })
})

test('without a fee the best policy orders every time', () => {
  const { reorder, upTo } = optimalOrderPolicy(demandOf(7), { fee: 0, holding: 2, penalty: 18 })
  expect(upTo - reorder).toBe(1)
})

test('demand has the mean and the dispersion that it is to have', () => {
  const moments = (chances: Float64Array) => {
    const mean = chances.reduce((sum, p, j) => sum + j * p, 0)
    return [mean, chances.reduce((sum, p, j) => sum + (j - mean) ** 2 * p, 0) / mean]
  }
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 80, noNaN: true }), fc.double({ min: 1, max: 9, noNaN: true }), (m, r) => {
      const [mean, dispersion] = moments(demandOf(m, r))
      expect(mean / m).toBeCloseTo(1, 6)
      expect(dispersion / r).toBeCloseTo(1, 4)
    }),
  )
  const [mean, dispersion] = moments(demandOf(10, 0.5))
  expect(mean).toBeCloseTo(10, 9)
  expect(dispersion).toBeCloseTo(0.5, 9)
  expect(moments(demandOf(3, 0.02))[0]).toBeCloseTo(3, 9)
})

test('no other policy is cheaper than the one that the search finds', () => {
  const instance = fc.record({
    mean: fc.double({ min: 0.2, max: 12, noNaN: true }),
    dispersion: fc.double({ min: 0.1, max: 4, noNaN: true }),
    fee: fc.double({ min: 0, max: 60, noNaN: true }),
    penalty: fc.double({ min: 0.5, max: 20, noNaN: true }),
  })
  fc.assert(
    fc.property(instance, ({ mean, dispersion, fee, penalty }) => {
      const demand = demandOf(mean, dispersion)
      const all = { fee, holding: 1, penalty }
      const best = optimalOrderPolicy(demand, all)
      for (let s = best.reorder - 8; s <= best.reorder + 8; s++)
        for (let S = s + 1; S <= best.upTo + 12; S++)
          expect(orderPolicyCost(demand, all, s, S)).toBeGreaterThanOrEqual(best.cost - 1e-9 * best.cost)
    }),
    { numRuns: 40 },
  )
})

test('where holding or lacking costs nothing there is no best policy', () => {
  expect(() => optimalOrderPolicy(demandOf(5), { fee: 1, holding: 0, penalty: 1 })).toThrow('expected costs above 0')
})
