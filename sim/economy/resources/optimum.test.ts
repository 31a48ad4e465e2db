import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadedSolver, loadSolver } from '../../planner/highs.ts'
import { isShort, plan } from '../../planner/plan.ts'
import { welfareOf } from '../../planner/welfare.ts'
import { economies, scenarioFor, settled } from './economies.ts'
import { instanceOf, marketAllocation } from './window.ts'

await loadSolver()

test('local prices alone reach what a planner could, but for a part in a thousand', () => {
  fc.assert(
    fc.property(economies, economy => {
      const world = settled(scenarioFor(economy, {}, { every: 1 }))
      const best = plan(instanceOf(world), loadedSolver())
      if (isShort(best)) throw new Error('there is nothing that must be served')
      const reached = welfareOf(instanceOf(world), marketAllocation(world))
      expect(reached).toBeGreaterThanOrEqual(0.999 * best.welfare)
      expect(reached).toBeLessThanOrEqual(best.welfare * (1 + 1e-9) + 1e-6)
    }),
    { numRuns: 60 },
  )
})
