/** The scenario's constants as columns, where kernels can read them. They follow from the scenario alone. */
import { f64, table, u16, u32 } from '../engine/memory.ts'
import { EXPONENTIAL_CELLS, exponentialTable } from '../engine/variates.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { World } from './world.ts'

export const ruleTables = ({ customers, classes, regions }: Scenario) => {
  const steps = customers.reduce((sum, { mix }) => sum + Math.max(1, mix.length), 0)
  return {
    menuLists: table(
      regions.length * classes.length,
      { list: u16('1', 'list that the region’s customers see for the class') },
      { scratch: true },
    ),
    mixes: table(customers.length, { first: u32('1', 'first step of the group’s mix of classes') }, { scratch: true }),
    mixSteps: table(
      steps,
      { cut: f64('1', 'random words below this mean the class'), kind: u16('1', 'class') },
      { scratch: true },
    ),
    classRules: table(
      classes.length,
      { price: f64('1', 'dearest fee as a multiple of the posted price'), sla: f64('s', 'latency that is in time') },
      { scratch: true },
    ),
    groupRules: table(
      customers.length,
      { forgetting: f64('1', 'weight of a query in a customer’s satisfaction') },
      { scratch: true },
    ),
    trips: table(
      regions.length * regions.length,
      { time: f64('s', 'round trip by region of the customer, then region of the node') },
      { scratch: true },
    ),
    exponentials: table(
      EXPONENTIAL_CELLS,
      { quantile: f64('1', 'exponential variate at the upper end of a cell of its octave') },
      { scratch: true },
    ),
  }
}

/** Fills the tables of rules. */
export function layRules({ tables, customers, lists, sla, roundTrip }: World): void {
  tables.menuLists.list.set(lists.of)
  tables.mixes.first.set(customers.mixFirst)
  tables.mixSteps.cut.set(customers.mixCut)
  tables.mixSteps.kind.set(customers.mixClass)
  tables.classRules.price.set(customers.classPrice)
  tables.classRules.sla.set(sla)
  tables.groupRules.forgetting.set(customers.forgetting)
  tables.trips.time.set(roundTrip)
  tables.exponentials.quantile.set(exponentialTable())
}
