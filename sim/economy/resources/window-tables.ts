/** The window of the planner: what was bid and traded in its ticks so far, and what is planned for them as it ends. */
import { f64, table } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { ResourceMarket } from './market.ts'
import { windowOf } from './window.ts'

/** Rows of a tick lie together, those of the window's first tick first. */
export function windowTables(scenario: Scenario, { places, bids, ways, stores }: ResourceMarket) {
  const ticks = windowOf(scenario)
  const once = Math.min(1, ticks)
  return {
    windowBids: table(ticks * bids.length, {
      quantity: f64('1', 'units bid for in a tick of the window'),
      low: f64('micro-dollar', 'least price of a unit of it'),
      high: f64('micro-dollar', 'highest price of a unit of it'),
    }),
    windowPlaces: table(ticks * places.length, {
      price: f64('micro-dollar', 'local price in a tick of the window'),
      consumed: f64('1', 'units consumed in it'),
      produced: f64('1', 'units produced in it'),
    }),
    windowWays: table(ticks * ways.length, { carried: f64('1', 'units that entered in a tick of the window') }),
    windowStores: table(ticks * stores.length, {
      charged: f64('1', 'units that went in, in a tick of the window'),
      discharged: f64('1', 'units that came out'),
      level: f64('1', 'units in store after it'),
    }),
    windowStart: table(once * stores.length, { level: f64('1', 'units in store before the window') }),
    windowWelfare: table(once, { reached: f64('micro-dollar', 'welfare of the markets in the window so far') }),
    plannedPlaces: table(
      ticks * places.length,
      {
        price: f64('micro-dollar', 'worth of one more unit in a tick of the window'),
        consumed: f64('1', 'units that the planner would have consumed in it'),
        produced: f64('1', 'units that it would have produced'),
      },
      { scratch: true },
    ),
    plannedWays: table(
      ticks * ways.length,
      { carried: f64('1', 'units that the planner would have sent in a tick of the window') },
      { scratch: true },
    ),
    planTally: table(once, {
      time: f64('s', 'length of the last window that has ended'),
      reached: f64('micro-dollar', 'welfare of the markets in it'),
      possible: f64('micro-dollar', 'welfare of the plan'),
      worth: f64('micro-dollar', 'what the markets consumed at the planner’s prices'),
      gap: f64('micro-dollar', 'differences of prices from these, over what was consumed'),
    }),
  }
}
