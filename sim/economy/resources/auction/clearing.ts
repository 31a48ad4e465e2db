/** Clearing by double auction: a session in every place, carriers between them; local prices are what was paid on average. */
import type { World } from '../../world.ts'
import { cancelCrossings } from '../ration.ts'
import type { Ways } from './carriers.ts'
import { tallyGains } from './gains.ts'
import { cutLots } from './lots.ts'
import { holdSession } from './session.ts'

/** Trades the bids of this tick. Where nothing is traded the last price stands. */
export function holdAuction(world: World): void {
  const { tables, resources, scenario, key, tick } = world
  const { clearing } = scenario.resources
  if (clearing.rule !== 'auction') return
  cutLots(world)
  holdSession(tables, clearing, resources.ways.length > 0 ? waysOf(world) : undefined, key, tick)
  cancelCrossings(world)
  const { price } = tables.places
  const { volume, turnover } = tables.auctionPlaces
  for (let p = 0; p < price.length; p++) if (volume[p] > 0) price[p] = turnover[p] / volume[p]
  tallyGains(world)
}

/** The ways, with nothing on them yet. */
function waysOf({ tables, resources }: World): Ways {
  const { flow } = tables.ways
  const { paid, earned } = tables.wayTrade
  for (const column of [flow, paid, earned]) column.fill(0)
  return { ...resources.columns, flow, paid, earned }
}
