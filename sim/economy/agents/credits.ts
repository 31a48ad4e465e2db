/** Compute credits: their price in the tick. */
import type { World } from '../world.ts'

export function priceCredits({ tables, scenario, agents }: World): void {
  if (agents.length > 0) tables.creditMarket.price[0] = Math.round(scenario.agents.credits.price)
}
