/**
 * Links of the regions: bytes pass them, and a busy link lengthens round trips. What sovereigns have bought of it is not there for
 * the open market.
 */

import { MOST_LOAD } from '../queries/service.ts'
import { roundTrips } from '../rules.ts'
import type { World } from '../world.ts'

/** Counts the bytes of the first `n` queries: each answer passes the link of its node's region and that of the customer's. */
export function countTraffic({ tables, racers: K, sizes }: World, n: number): void {
  const { bytes: passed } = tables.traffic
  if (passed.length === 0) return
  const { bytes } = tables.classRules
  const { customer, kind, size, racers } = tables.queries
  const { node } = tables.copies
  const { region } = tables.nodes
  const home = tables.customers.region
  for (let q = 0; q < n; q++) {
    const drawn = sizes ? Math.floor(bytes[kind[q]] * size[q]) : bytes[kind[q]]
    const own = home[customer[q]]
    for (let copy = q * K; copy < q * K + racers[q]; copy++) {
      const r = region[node[copy]]
      passed[r] += drawn
      if (r !== own) passed[own] += drawn
    }
  }
}

/** After the races: the load of what the links carry for the open market. */
export function meterLinks({ tables, scenario, tickLength, totals }: World): void {
  const { load } = tables.links
  for (let r = 0; r < load.length; r++) {
    const { bandwidth = Infinity } = scenario.regions[r]
    const bytes = totals.traffic.bytes[r]
    const open = bandwidth - (scenario.sovereigns.length > 0 ? tables.auctions.bandwidthSold[r] : 0)
    load[r] = open > 0 ? bytes / (open * tickLength) : Number(bytes > 0)
  }
}

/**
 * Round trips of the tick, from the loads of the last: half of the way is on each region's link, and there takes 1 / (1 - load)
 * times as long, as in an M/M/1 queue (Kleinrock 1975). Loads are capped at 0.99.
 */
export function lengthenTrips({ tables, scenario, regions }: World): void {
  const { load } = tables.links
  if (load.length === 0) return
  const { time } = tables.trips
  time.set(roundTrips(scenario))
  const delay = (r: number) => 1 / (1 - Math.min(load[r], MOST_LOAD))
  for (let from = 0; from < regions; from++)
    for (let to = 0; to < regions; to++) time[from * regions + to] *= (delay(from) + delay(to)) / 2
}
