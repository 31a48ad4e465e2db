/** What the market for compute credits remembers, and what its buyers work out. */
import { f64, table, u8 } from '../../../engine/memory.ts'
import type { Scenario } from '../../../scenario/schema.ts'
import { lotTable } from '../lots.ts'
import { buyersOf, lotsOfCredits, memoryOf, selfTuned } from './rules.ts'

export function creditTables(scenario: Scenario, operators: number) {
  const { groups } = scenario.agents
  const buyers = buyersOf(scenario)
  const buying = buyers.some(buyer => buyer !== undefined)
  const agents = groups.reduce((sum, { count }) => sum + count, 0)
  const planned = buyers.reduce((sum, buyer) => sum + (buyer?.planned ?? 0), 0)
  return {
    creditPrices: table(buying ? memoryOf(buyers) : 0, {
      price: f64('micro-token', 'price of a credit in one of the last ticks'),
    }),
    // What the agents of a group have worked out of the prices of the tick.
    creditBuyers: table(
      buying ? groups.length : 0,
      {
        buys: u8('1', '1: they buy in this tick, if they lack anything'),
        ticks: f64('tick', 'ticks, from the running one, whose work they buy for'),
        deviations: f64('1', 'standard deviations above the mean of that work'),
        mean: f64('micro-token', 'mean of the prices that they remember'),
      },
      { scratch: true },
    ),
    creditPlan: table(planned, { price: f64('micro-token', 'price that they expect in a tick') }, { scratch: true }),
    orderPolicy: table(groups.some(({ buying }) => selfTuned(buying)) ? agents : 0, {
      reorder: f64('micro-credit', 's: credits less waiting work at or below which it orders'),
      upTo: f64('micro-credit', 'S: credits less waiting work up to which it orders'),
    }),
    computeOffers: table(
      scenario.agents.credits.operators ? operators : 0,
      {
        offered: f64('query', 'queries of work 1 that an operator could serve in this tick besides'),
        work: f64('query', 'queries of work 1 that the compute takes which agents have used of it'),
      },
      { scratch: true },
    ),
    creditLots: lotTable([lotsOfCredits(scenario)], 'micro-credit'),
  }
}
