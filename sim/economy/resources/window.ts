/** The planner’s window: keeps what the markets do, tick by tick, for a plan of the same ticks as the last of them ends. */
import type { Allocation, Instance } from '../../planner/instance.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'
import { curvesOf, networkOf } from './instance.ts'
import { welfareInTick } from './tally.ts'

/** Ticks of a window; 0 without a planner. */
export function windowOf({ resources }: Scenario): number {
  if (resources.goods.length === 0) return 0
  return resources.planner?.ticks ?? resources.planner?.every ?? 0
}

/** Number of the running tick in its window, from 0; negative between windows and without a planner. */
function tickInWindow({ scenario, tick }: World): number {
  const { planner } = scenario.resources
  const ticks = windowOf(scenario)
  return planner && ticks > 0 ? (tick % planner.every) - (planner.every - ticks) : -1
}

/** Whether the running tick is the last of a window. */
export function endsWindow(world: World): boolean {
  const at = tickInWindow(world)
  return at >= 0 && at === windowOf(world.scenario) - 1
}

/** Notes what stores hold before the first tick of a window. */
export function openWindow(world: World): void {
  if (tickInWindow(world) !== 0) return
  const { stores, windowStart, windowWelfare } = world.tables
  windowStart.level.set(stores.level)
  windowWelfare.reached[0] = 0
}

/** Keeps what was bid and traded in this tick, if it is one of a window. */
export function keepTick(world: World): void {
  const { tables } = world
  const at = tickInWindow(world)
  if (at < 0) return
  const { bids, places, placeTrade, ways, stores, storeTrade, windowBids, windowPlaces, windowWays, windowStores } =
    tables
  windowBids.quantity.set(bids.quantity, at * bids.quantity.length)
  windowBids.low.set(bids.low, at * bids.low.length)
  windowBids.high.set(bids.high, at * bids.high.length)
  windowPlaces.price.set(places.price, at * places.price.length)
  windowWays.carried.set(ways.flow, at * ways.flow.length)
  windowStores.charged.set(storeTrade.charged, at * stores.level.length)
  windowStores.discharged.set(storeTrade.discharged, at * stores.level.length)
  windowStores.level.set(stores.level, at * stores.level.length)
  windowPlaces.consumed.set(placeTrade.consumed, at * places.price.length)
  windowPlaces.produced.set(placeTrade.produced, at * places.price.length)
  tables.windowWelfare.reached[0] += welfareInTick(world)
}

/** The window that ends in this tick as the planner sees it: its stores must hold in the end what they do. */
export function instanceOf(world: World): Instance {
  const { windowBids, windowStart, stores, bids } = world.tables
  const curves = byTick(windowOf(world.scenario), bids.quantity.length, (from, to) =>
    curvesOf(world, {
      quantity: windowBids.quantity.subarray(from, to),
      low: windowBids.low.subarray(from, to),
      high: windowBids.high.subarray(from, to),
    }),
  )
  return {
    demand: curves.map(({ demand }) => demand),
    supply: curves.map(({ supply }) => supply),
    ...networkOf(world, windowStart.level, stores.level),
  }
}

/** What the markets did in the window that ends in this tick. */
export function marketAllocation(world: World): Allocation {
  const { places, ways, stores, windowPlaces, windowWays, windowStores } = world.tables
  const parts = (column: Float64Array, rows: number) =>
    byTick(windowOf(world.scenario), rows, (from, to) => column.slice(from, to))
  return {
    consumed: parts(windowPlaces.consumed, places.price.length),
    produced: parts(windowPlaces.produced, places.price.length),
    carried: parts(windowWays.carried, ways.flow.length),
    charged: parts(windowStores.charged, stores.level.length),
    discharged: parts(windowStores.discharged, stores.level.length),
    level: parts(windowStores.level, stores.level.length),
  }
}

/** What `part` makes of the rows of each tick. */
function byTick<T>(ticks: number, rows: number, part: (from: number, to: number) => T): T[] {
  return Array.from({ length: ticks }, (_, t) => part(t * rows, (t + 1) * rows))
}
