/** Expected work: what agents think that they will need credits for. */
import type { World } from '../../world.ts'
import { expectedLoad, expectedLoads } from '../forecasts.ts'
import type { Buyer } from './rules.ts'

let loads = new Float64Array(0)

/** Work that agent `i` expects in so many ticks from the running one on, beyond what its own machine does, micro-credits. */
export function workWithin(world: World, { flat }: Buyer, i: number, ticks: number): number {
  const own = world.tables.agents.capacity[i]
  if (flat) return ticks * Math.max(0, expectedLoad(world, i, 0) - own)
  if (loads.length < ticks) loads = new Float64Array(ticks)
  expectedLoads(world, i, ticks, loads)
  let sum = 0
  for (let ahead = 0; ahead < ticks; ahead++) sum += Math.max(0, loads[ahead] - own)
  return sum
}
