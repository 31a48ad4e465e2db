/** Plans with a fee for each purchase: each agent sizes its lots over the ticks of its horizon, anew in each tick. */
import { MICRO } from '../../accounts.ts'
import type { World } from '../../world.ts'
import { expectedLoads, loadError } from '../forecasts.ts'
import { firstOrder } from './lot-sizing.ts'
import { lifeOf } from './outlook.ts'
import type { Buyer } from './rules.ts'

let loads = new Float64Array(0)
let needed = new Float64Array(0)

/**
 * Micro-credits, less waiting work, up to which agent `i` buys in this tick by its cheapest plan, with `safety` standard
 * deviations of the work of the ticks that it buys for; -Infinity where that does not buy now.
 */
export function plannedLevel(world: World, i: number, { firstPlanned, planned }: Buyer, safety: number): number {
  const { tables, scenario } = world
  const { credits, waiting, capacity } = tables.agents
  const { fee, holding, spot } = scenario.agents.credits
  if (needed.length <= planned) {
    loads = new Float64Array(planned)
    needed = new Float64Array(planned + 1)
  }
  expectedLoads(world, i, planned, loads)
  const error = loadError(world, i)
  const position = credits[i] - waiting[i]
  let stock = position - safety * error
  for (let ahead = 0; ahead < planned; ahead++) {
    stock -= Math.max(0, loads[ahead] - capacity[i])
    needed[ahead + 1] = Math.max(needed[ahead], -stock / MICRO)
  }
  const ticks = firstOrder(tables.creditPlan.price.subarray(firstPlanned, firstPlanned + planned), needed, planned, {
    fee,
    holding: holding * world.tickLength,
    spot: spot.open ? spot.factor : Infinity,
    life: lifeOf(world),
  })
  return ticks === 0 ? -Infinity : position + needed[ticks] * MICRO + safety * (loadError(world, i, ticks) - error)
}
