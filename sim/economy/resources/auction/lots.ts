/** Lots: every bid of the tick is cut into equal ones, dealt out to traders, each of whom trades his best first. */
import type { World } from '../../world.ts'
import { isBuying } from '../bids.ts'
import { BID } from '../market.ts'

/** Part of a step by which a limit may miss a price that it is meant to be. */
const ROUNDED = 1e-9

/** Cuts the bids of this tick, seats the traders and prints the price list of each place. */
export function cutLots(world: World): void {
  const { tables, resources, scenario } = world
  const { clearing } = scenario.resources
  if (clearing.rule !== 'auction') return
  const { traders, lots, prices, constrained } = clearing
  const { auctionTraders, auctionLots, auctionPlaces } = tables
  const { quantity, low, high } = tables.bids
  const perBid = traders * lots
  setSteps(world)
  for (const [b, { place, kind }] of resources.bids.entries()) {
    const buys = isBuying(kind)
    for (let j = 0; j < traders; j++) {
      const t = b * traders + j
      auctionTraders.place[t] = place
      auctionTraders.source[t] = b
      auctionTraders.buys[t] = buys ? 1 : 0
      auctionTraders.next[t] = traders
      auctionTraders.end[t] = (b + 1) * perBid
      auctionTraders.lot[t] = quantity[b] > 0 ? b * perBid + j : (b + 1) * perBid
      auctionTraders.quote[t] = 0
    }
    const step = auctionPlaces.step[place]
    for (let k = 0; k < perBid; k++) {
      const lot = b * perBid + k
      const passed = ((k + 0.5) / perBid) * (high[b] - low[b])
      const worth = buys ? high[b] - passed : low[b] + passed
      auctionLots.worth[lot] = worth
      auctionLots.size[lot] = quantity[b] / perBid
      auctionLots.left[lot] = auctionLots.size[lot]
      auctionLots.limit[lot] = constrained ? limitOf(buys, worth / step, prices) : buys ? prices : 1
    }
  }
  for (let p = 0; p < resources.places.length; p++) {
    auctionPlaces.first[p] = resources.firstBid[p] * traders
    auctionPlaces.end[p] = resources.firstBid[p + 1] * traders
    auctionPlaces.trades[p] = 0
    auctionPlaces.volume[p] = 0
    auctionPlaces.turnover[p] = 0
  }
}

/** The last price that loses nothing; one that cannot be quoted where every price loses. */
function limitOf(buys: boolean, worth: number, prices: number): number {
  return buys
    ? Math.min(prices, Math.max(0, Math.floor(worth + ROUNDED)))
    : Math.min(prices + 1, Math.max(1, Math.ceil(worth - ROUNDED)))
}

/** Sets the step of prices of each place: the highest price, or else twice the dearest bid for its good, in equal parts. */
function setSteps({ tables, resources, scenario }: World): void {
  const { clearing, ceiling } = scenario.resources
  if (clearing.rule !== 'auction') return
  const { step } = tables.auctionPlaces
  const { quantity, high } = tables.bids
  step.fill(0)
  for (const [b, { place, kind }] of resources.bids.entries()) {
    const first = place - (place % resources.regions)
    if (kind !== BID.must && quantity[b] > 0) step[first] = Math.max(step[first], 2 * high[b])
  }
  for (let p = 0; p < step.length; p++) {
    const first = p - (p % resources.regions)
    step[p] = p === first ? (clearing.highest ?? (step[p] || ceiling)) / clearing.prices : step[first]
  }
}
