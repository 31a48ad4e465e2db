/**
 * The planner: as a window ends it takes the allocation of most welfare for the same ticks, with the same demand, supply, ways
 * and stores. Nobody acts on it; it says how far the markets got.
 */

import type { Instance, Plan } from '../../planner/instance.ts'
import { isShort, plan, type Shortage } from '../../planner/plan.ts'
import { loadedSolver } from '../../planner/solver.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { endsWindow, instanceOf, keepTick, windowOf } from './window.ts'

/** Keeps this tick for the planner, and plans the window that ends with it. Throws where no plan serves what must be. */
export function planResources(world: World): void {
  keepTick(world)
  if (!endsWindow(world)) return
  const instance = instanceOf(world)
  const planned = plan(instance, loadedSolver())
  if (isShort(planned)) throw new Error(shortageText(world, planned))
  checkCeiling(world, instance, planned)
  writePlan(world, planned)
  tallyPlan(world, planned)
}

/** What is missing most, as one line. */
function shortageText({ scenario, resources, tick }: World, shortages: readonly Shortage[]): string {
  const { place, period, of, missing } = shortages.reduce((most, one) => (one.missing > most.missing ? one : most))
  const good = scenario.resources.goods[Math.floor(resources.places.indexOf(place) / resources.regions)]
  const first = tick + 1 - windowOf(scenario)
  const kept = of === 'store' ? ' in store' : ''
  const more = shortages.length > 1 ? `, and there are ${shortages.length - 1} more such shortages` : ''
  return `resources.planner: expected demand that can be met, got ${Number(missing.toPrecision(6))} ${good.unit} too little of ${place}${kept} in tick ${first + period}${more}`
}

/** Markets serve nobody above the ceiling: to be judged by the same measure, the planner must not have to. */
function checkCeiling({ scenario, tick }: World, { places, demand }: Instance, { price }: Plan): void {
  const ceiling = scenario.resources.ceiling / MICRO
  for (let t = 0; t < demand.length; t++)
    for (let p = 0; p < places.length; p++)
      if (demand[t][p][0]?.from === Number.POSITIVE_INFINITY && price[t][p] > ceiling * (1 + 1e-6))
        throw new Error(
          `resources.planner: expected demand that can be met at resources.ceiling (${ceiling} USD), got ${Number(price[t][p].toPrecision(6))} USD for ${places[p]} in tick ${tick + 1 - demand.length + t}`,
        )
}

function writePlan({ tables }: World, { price, consumed, produced, carried }: Plan): void {
  const { plannedPlaces, plannedWays } = tables
  for (let t = 0; t < price.length; t++) {
    const first = t * price[t].length
    for (let p = 0; p < price[t].length; p++) plannedPlaces.price[first + p] = price[t][p] * MICRO
    plannedPlaces.consumed.set(consumed[t], first)
    plannedPlaces.produced.set(produced[t], first)
    plannedWays.carried.set(carried[t], t * carried[t].length)
  }
}

function tallyPlan(world: World, { welfare }: Plan): void {
  const { planTally, plannedPlaces, windowPlaces, windowWelfare } = world.tables
  planTally.time[0] = windowOf(world.scenario) * world.tickLength
  planTally.reached[0] = windowWelfare.reached[0]
  planTally.possible[0] = welfare * MICRO
  planTally.worth[0] = 0
  planTally.gap[0] = 0
  for (let row = 0; row < windowPlaces.price.length; row++) {
    const units = windowPlaces.consumed[row]
    if (units === 0) continue
    planTally.worth[0] += units * Math.abs(plannedPlaces.price[row])
    planTally.gap[0] += units * Math.abs(windowPlaces.price[row] - plannedPlaces.price[row])
  }
}
