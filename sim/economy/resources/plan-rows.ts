/** Rows of the planner: places and ways in every tick of a window as the markets had it and as planned. */

import type { Field, OutputTable, Sink } from '../../measure/output.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { endsWindow, windowOf } from './window.ts'

const HOUR = 3600

const text = (name: string, doc: string): Field => ({ name, type: 'string', unit: '1', doc })
const value = (name: string, unit: string, doc: string): Field => ({ name, type: 'number', unit, doc })
const tick: Field = { name: 'tick', type: 'integer', unit: 'tick', doc: 'number of the tick, from 0' }

const REGIONS: OutputTable = {
  doc: 'one row a place and tick of a planned window: local prices beside the planner’s; written as the window ends',
  fields: [
    tick,
    text('region', 'name of the region'),
    text('good', 'name of the good'),
    value('price', 'USD/unit', 'local price'),
    value('planned_price', 'USD/unit', 'worth of one more unit to the planner'),
    value('consumed', 'unit/h', 'consumed'),
    value('planned_consumed', 'unit/h', 'what the planner would have consumed'),
    value('produced', 'unit/h', 'made by producers and operators'),
    value('planned_produced', 'unit/h', 'what the planner would have made'),
  ],
}

const WAYS: OutputTable = {
  doc: 'one row a way and tick of a planned window; written as the window ends',
  fields: [
    tick,
    text('way', 'name of the way'),
    text('from', 'region where it begins'),
    text('good', 'good that enters'),
    text('to', 'region where it ends'),
    text('into', 'good that arrives'),
    value('carried', 'unit/h', 'what entered'),
    value('planned_carried', 'unit/h', 'what the planner would have sent'),
  ],
}

/** Tables that a planner adds to what a run writes. */
export function planOutput(scenario: Scenario) {
  return windowOf(scenario) > 0 ? { regions: REGIONS, ways: WAYS } : {}
}

/** Writes the rows of a window that ends in this tick. */
export function recordPlan(world: World, sink: Sink): void {
  if (!endsWindow(world)) return
  const { tables, resources, scenario, tickLength } = world
  const { windowPlaces, plannedPlaces, windowWays, plannedWays } = tables
  const rate = (units: number) => (units * HOUR) / tickLength
  const region = (place: number) => scenario.regions[place % resources.regions].name
  const good = (place: number) => scenario.resources.goods[Math.floor(place / resources.regions)].name
  const ticks = windowOf(scenario)
  for (let t = 0; t < ticks; t++) {
    const at = world.tick + 1 - ticks + t
    for (let p = 0; p < resources.places.length; p++) {
      const row = t * resources.places.length + p
      sink.row('regions', [
        at,
        region(p),
        good(p),
        windowPlaces.price[row] / MICRO,
        plannedPlaces.price[row] / MICRO,
        rate(windowPlaces.consumed[row]),
        rate(plannedPlaces.consumed[row]),
        rate(windowPlaces.produced[row]),
        rate(plannedPlaces.produced[row]),
      ])
    }
    for (const [w, { name, from, to }] of resources.ways.entries()) {
      const row = t * resources.ways.length + w
      const ends = [region(from), good(from), region(to), good(to)]
      sink.row('ways', [at, name, ...ends, rate(windowWays.carried[row]), rate(plannedWays.carried[row])])
    }
  }
}
