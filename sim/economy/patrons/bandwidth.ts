/**
 * Links of the regions: bytes pass them, and a busy link lengthens round trips. What sovereigns have bought of it is not there for
 * the open market.
 */

import { MOST_LOAD } from '../queries/service.ts'
import { roundTrips } from '../rules.ts'
import type { World } from '../world.ts'

/** Counts the bytes of the first `n` queries: each answer passes the link of its node's region and that of the customer's. */
export function countTraffic({ tables, racers: K, sizes, regions }: World, n: number): void {
  const { bytes: passed } = tables.traffic
  if (passed.length === 0) return
  const { bytes } = tables.classRules
  const { customer, kind, size, racers } = tables.queries
  const { node } = tables.copies
  const { region } = tables.nodes
  const home = tables.customers.region
  for (let q = 0; q < n; q++) {
    const drawn = sizes ? Math.floor(bytes[kind[q]] * size[q]) : bytes[kind[q]]
    if (regions === 1) {
      passed[0] += drawn * racers[q]
      continue
    }
    // The barred have places of their own, but the links of their regions.
    const own = home[customer[q]] % regions
    let abroad = 0
    for (let copy = q * K; copy < q * K + racers[q]; copy++) {
      const r = region[node[copy]]
      passed[r] += drawn
      if (r !== own) abroad++
    }
    passed[own] += drawn * abroad
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
  for (let pair = 0; pair < time.length; pair++) {
    // Places of customers are the regions and, where some are barred, the regions once more.
    const from = Math.floor(pair / regions) % regions
    time[pair] *= (delay(from) + delay(pair % regions)) / 2
  }
}
