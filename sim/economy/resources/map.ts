/** The map of resources: means of local prices and quantities over the ticks after warm-up, for the report. */
import type { Both, ResourceMap } from '../../measure/output.ts'
import type { World } from '../world.ts'
import { BID } from './market.ts'

const MICRO = 1e6

/** Adds this tick to the sums. */
export function noteOnMap({ tables, resources, scenario, start }: World): void {
  if (start < scenario.clock.warmup) return
  const { placeSums, waySums, places, ways, bids } = tables
  for (let p = 0; p < places.price.length; p++) {
    placeSums.price[p] += places.price[p]
    placeSums.ticks[p]++
  }
  for (const [b, { kind, place }] of resources.bids.entries())
    if (kind === BID.demand || kind === BID.must) placeSums.consumed[place] += bids.filled[b]
    else if (kind === BID.supply || kind === BID.spare) placeSums.produced[place] += bids.filled[b]
  for (let w = 0; w < ways.flow.length; w++) waySums.carried[w] += ways.flow[w]
}

/** The map as the markets had it; undefined where no resources are traded. */
export function resourceMap({ tables, resources, scenario, tickLength }: World): ResourceMap | undefined {
  const { goods } = scenario.resources
  if (goods.length === 0) return undefined
  const { placeSums, waySums } = tables
  const ticks = placeSums.ticks[0]
  const place = (p: number) => ({
    region: scenario.regions[p % resources.regions].name,
    good: goods[Math.floor(p / resources.regions)].name,
  })
  const rate = (sum: number) => marketOnly(sum / ticks / tickLength)
  return {
    regions: scenario.regions.map(({ name, longitude, latitude }) => ({ name, longitude, latitude })),
    goods: goods.map(({ name, unit }) => ({ name, unit })),
    places: resources.places.map((_, p) => ({
      ...place(p),
      price: marketOnly(placeSums.price[p] / ticks / MICRO),
      consumed: rate(placeSums.consumed[p]),
      produced: rate(placeSums.produced[p]),
    })),
    ways: resources.ways.map(({ from, to }, w) => ({
      from: place(from),
      to: place(to),
      carried: rate(waySums.carried[w]),
    })),
  }
}

const marketOnly = (market: number): Both => ({ market, planner: NaN })
