/** The map of the resource economy: what places and ways were like after warm-up, as the markets had it and as planned. */

import { f64, table, u32 } from '../../engine/memory.ts'
import type { Both, ResourceMap } from '../../measure/output.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import type { ResourceMarket } from './market.ts'
import { endsWindow, windowOf } from './window.ts'

export function mapTables({ places, ways }: ResourceMarket) {
  return {
    mapTicks: table(Math.min(1, places.length), {
      ticks: u32('tick', 'ticks after warm-up that are summed: with a planner those of its windows'),
    }),
    mapPlaces: table(places.length, {
      price: f64('micro-dollar', 'sum of local prices'),
      consumed: f64('1', 'units consumed'),
      produced: f64('1', 'units produced'),
      plannedPrice: f64('micro-dollar', 'sum of the planner’s prices'),
      plannedConsumed: f64('1', 'units that the planner would have consumed'),
      plannedProduced: f64('1', 'units that it would have produced'),
    }),
    mapWays: table(ways.length, {
      carried: f64('1', 'units that entered'),
      plannedCarried: f64('1', 'units that the planner would have sent'),
    }),
  }
}

/** Adds the ticks that are known as this one ends. */
export function mapResources(world: World): void {
  const { tables, scenario, resources, start, tickLength } = world
  const { mapTicks, mapPlaces, mapWays } = tables
  if (resources.places.length === 0) return
  const ticks = windowOf(scenario)
  const first = start - Math.max(0, ticks - 1) * tickLength
  if (first < scenario.clock.warmup || (ticks > 0 && !endsWindow(world))) return
  mapTicks.ticks[0] += Math.max(1, ticks)
  if (ticks === 0) {
    add(mapPlaces.price, tables.places.price)
    add(mapPlaces.consumed, tables.placeTrade.consumed)
    add(mapPlaces.produced, tables.placeTrade.produced)
    add(mapWays.carried, tables.ways.flow)
    return
  }
  const { windowPlaces, windowWays, plannedPlaces, plannedWays } = tables
  add(mapPlaces.price, windowPlaces.price)
  add(mapPlaces.consumed, windowPlaces.consumed)
  add(mapPlaces.produced, windowPlaces.produced)
  add(mapPlaces.plannedPrice, plannedPlaces.price)
  add(mapPlaces.plannedConsumed, plannedPlaces.consumed)
  add(mapPlaces.plannedProduced, plannedPlaces.produced)
  add(mapWays.carried, windowWays.carried)
  add(mapWays.plannedCarried, plannedWays.carried)
}

/** Adds a column to `sums`; rows of several ticks, one after the other, to the same sums. */
function add(sums: Float64Array, column: Float64Array): void {
  for (let row = 0; row < column.length; row++) sums[row % sums.length] += column[row]
}

/** The map of the run so far; undefined where no resources are traded. */
export function resourceMapOf({ tables, scenario, resources, tickLength }: World): ResourceMap | undefined {
  if (resources.places.length === 0) return undefined
  const { mapTicks, mapPlaces, mapWays } = tables
  const planned = windowOf(scenario) > 0
  const ticks = mapTicks.ticks[0]
  const both = (market: number, planner: number, unit: number): Both => ({
    market: market / ticks / unit,
    planner: planned ? planner / ticks / unit : Number.NaN,
  })
  const place = (p: number) => ({
    region: scenario.regions[p % resources.regions].name,
    good: scenario.resources.goods[Math.floor(p / resources.regions)].name,
  })
  return {
    regions: scenario.regions.map(({ name, longitude, latitude }) => ({ name, longitude, latitude })),
    goods: scenario.resources.goods.map(({ name, unit }) => ({ name, unit })),
    places: resources.places.map((_, p) => ({
      ...place(p),
      price: both(mapPlaces.price[p], mapPlaces.plannedPrice[p], MICRO),
      consumed: both(mapPlaces.consumed[p], mapPlaces.plannedConsumed[p], tickLength),
      produced: both(mapPlaces.produced[p], mapPlaces.plannedProduced[p], tickLength),
    })),
    ways: resources.ways.map(({ from, to }, w) => ({
      from: place(from),
      to: place(to),
      carried: both(mapWays.carried[w], mapWays.plannedCarried[w], tickLength),
    })),
  }
}
