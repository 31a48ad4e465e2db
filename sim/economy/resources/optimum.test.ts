import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSolver } from '../../planner/highs.ts'
import type { Piece } from '../../planner/instance.ts'
import { isShort, plan } from '../../planner/plan.ts'
import { welfareOf } from '../../planner/welfare.ts'
import { economies, scenarioFor, settled } from './economies.ts'
import { instanceOf, marketAllocation } from './window.ts'

const solver = await loadSolver()

test.each([
  [200, 0.995],
  [1000, 0.9999],
])('local prices alone reach what a planner could: %i rounds, %f of it', (rounds, share) => {
  fc.assert(
    fc.property(economies, economy => {
      const world = settled(scenarioFor(economy, { rounds }, { every: 1 }))
      const best = plan(instanceOf(world), solver)
      if (isShort(best)) throw new Error('there is nothing that must be served')
      const reached = welfareOf(instanceOf(world), marketAllocation(world))
      expect(reached).toBeGreaterThanOrEqual(share * best.welfare)
      expect(reached).toBeLessThanOrEqual(best.welfare * (1 + 1e-9) + 1e-6)
    }),
    { numRuns: 30 },
  )
})

/** What a piece gains at best at `price`: the part of its area that is on the right side of it. */
function surplus({ width, from, to }: Piece, price: number, sign: number): number {
  const [best, least] = [sign * (from - price), sign * (to - price)]
  if (best <= 0) return 0
  return least >= 0 ? (width * (best + least)) / 2 : (width * best * best) / (best - least) / 2
}

test('local prices support the plan: at them nobody could gain more than all do in it together', () => {
  fc.assert(
    fc.property(economies, economy => {
      const world = settled(scenarioFor(economy, { rounds: 20_000, tolerance: 1e-8 }, { every: 1 }))
      const instance = instanceOf(world)
      const best = plan(instance, solver)
      if (isShort(best)) throw new Error('there is nothing that must be served')
      const price = world.tables.places.price.map(value => value / 1e6)
      let gains = 0
      for (const [p, curve] of instance.demand[0].entries())
        for (const piece of curve) gains += surplus(piece, price[p], 1)
      for (const [p, curve] of instance.supply[0].entries())
        for (const piece of curve) gains += surplus(piece, price[p], -1)
      for (const { from, to, capacity, cost, yield: output } of instance.ways)
        gains += capacity * Math.max(0, output * price[to] - price[from] - cost)
      // By duality they come to no less.
      expect(gains).toBeLessThanOrEqual(best.welfare * (1 + 1e-6) + 1e-3)
    }),
    { numRuns: 40 },
  )
})
