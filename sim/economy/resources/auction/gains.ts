/** Gains from trade: what a session has reached, and the most that trade within each place could have brought. */
import type { World } from '../../world.ts'
import { isBuying } from '../bids.ts'

/** Writes both to the tally. */
export function tallyGains(world: World): void {
  const { tables, resources } = world
  const { trades, reached, largest } = tables.auctionTally
  trades[0] = 0
  reached[0] = 0
  largest[0] = 0
  for (let p = 0; p < resources.places.length; p++) {
    trades[0] += tables.auctionPlaces.trades[p]
    tallyPlace(world, p)
  }
}

function tallyPlace({ tables, resources }: World, p: number): void {
  const { worth, size, order } = tables.auctionLots
  const { reached, largest } = tables.auctionTally
  const perBid = worth.length / resources.bids.length
  const first = resources.firstBid[p] * perBid
  const last = resources.firstBid[p + 1] * perBid
  // Buyers from the front, the dearest first, sellers from the back, the cheapest last.
  let buyers = first
  let sellers = last
  for (let b = resources.firstBid[p]; b < resources.firstBid[p + 1]; b++) {
    const buying = isBuying(resources.bids[b].kind)
    reached[0] += (buying ? 1 : -1) * tables.bids.value[b]
    for (let lot = b * perBid; lot < (b + 1) * perBid; lot++) {
      if (buying) order[buyers++] = lot
      else order[--sellers] = lot
    }
  }
  const dearest = (a: number, b: number) => worth[b] - worth[a]
  order.subarray(first, buyers).sort(dearest)
  order.subarray(sellers, last).sort(dearest)
  let buyer = first
  let seller = last - 1
  let wanted = 0
  let offered = 0
  while (buyer < buyers && seller >= sellers && worth[order[buyer]] > worth[order[seller]]) {
    if (wanted === 0) wanted = size[order[buyer]]
    if (offered === 0) offered = size[order[seller]]
    const units = Math.min(wanted, offered)
    largest[0] += units * (worth[order[buyer]] - worth[order[seller]])
    wanted -= units
    offered -= units
    if (wanted === 0) buyer++
    if (offered === 0) seller--
  }
}
