/**
 * Sovereigns buy guaranteed slots and dedicated bandwidth for a period at a time, in an auction in each region. A slot is
 * one server of a node; while it is reserved, the open market does without it.
 */
import { uniform } from '../../engine/random.ts'
import { draw } from '../../scenario/quantity.ts'
import { drawnPurpose, PURPOSE } from '../purposes.ts'
import { standing } from '../queries/offers.ts'
import { soonestServer } from '../queries/queue.ts'
import { happened, type World } from '../world.ts'
import { largestRemainder, uniformPrice } from './auction.ts'
import { lotsOf, slotsOf } from './groups.ts'
import { NONE } from './tables.ts'

/** Bids for one good in one region; `row` is that of the slot or lot which they would win. */
interface Wishes {
  readonly row: number[]
  readonly price: number[]
  readonly quantity: number[]
  readonly luck: number[]
}

/** Draws the sovereigns. Nobody has won anything yet. */
export function populateSovereigns({ tables, scenario, sovereigns, key }: World): void {
  const own = tables.sovereigns
  for (const [g, group] of sovereigns.entries()) {
    const { spec, first, count } = group
    own.group.fill(g, first, first + count)
    own.value.set(draw(spec.value, count, { key, purpose: drawnPurpose('slotValue'), first }), first)
    own.bandwidthValue.set(
      draw(spec.bandwidthValue, count, { key, purpose: drawnPurpose('bandwidthValue'), first }),
      first,
    )
    const homes = spec.regions.length > 0 ? spec.regions : scenario.regions.map(({ name }) => name)
    for (let k = 0; k < count; k++) {
      own.firstSlot[first + k] = slotsOf(group, first + k)
      own.home[first + k] = scenario.regions.findIndex(({ name }) => name === homes[k % homes.length])
    }
  }
  tables.guarantees.node.fill(NONE)
  tables.guarantees.nextNode.fill(NONE)
}

/** At the start of a tick: holds the auction of the next period when it is due, and begins a period when it has come. */
export function holdAuctions(world: World): void {
  if (world.sovereigns.length === 0) return
  const { held, begun } = world.tables.auctionClock
  const { every, ahead } = world.scenario.auction
  if (held[0] === begun[0] && isDue(world, held[0] * every - ahead)) hold(world)
  if (begun[0] < held[0] && isDue(world, begun[0] * every)) begin(world)
}

/** Starts of ticks are rounded products, as `hasCome` says of their ends. */
const isDue = ({ start, tickLength }: World, time: number) => start >= time - 1e-6 * tickLength

/** Holds the auctions of the next period in all regions. */
function hold(world: World): void {
  const { auctionClock, guarantees, lots } = world.tables
  guarantees.nextNode.fill(NONE)
  lots.nextBandwidth.fill(0)
  const { forSlots, forBandwidth } = wishes(world)
  for (let r = 0; r < world.regions; r++) {
    sellSlots(world, r, forSlots[r])
    sellBandwidth(world, r, forBandwidth[r])
  }
  auctionClock.held[0]++
}

/** What sovereigns bid, by region: no more than their budgets could pay at their own bids. */
function wishes(world: World): { readonly forSlots: readonly Wishes[]; readonly forBandwidth: readonly Wishes[] } {
  const { tables, sovereigns, regions, key } = world
  const { home, value, bandwidthValue } = tables.sovereigns
  const period = tables.auctionClock.held[0]
  const none = (): Wishes => ({ row: [], price: [], quantity: [], luck: [] })
  const forSlots = Array.from({ length: regions }, none)
  const forBandwidth = Array.from({ length: regions }, none)
  const bid = (wish: Wishes, good: number, row: number, price: number, quantity: number) => {
    wish.row.push(row)
    wish.price.push(price)
    wish.quantity.push(quantity)
    wish.luck.push(uniform(key, PURPOSE.auctionTie, period, row, good))
  }
  for (const group of sovereigns) {
    const { slots, redundancy, taper, bandwidth, budget } = group.spec
    for (let s = group.first; s < group.first + group.count; s++) {
      let left = budget ?? Infinity
      let price = value[s]
      for (let k = 0; k < slots * redundancy; k++) {
        if (k > 0 && k % redundancy === 0) price *= 1 - taper
        if (price === 0 || price > left) break
        left -= price
        bid(forSlots[(home[s] + (k % redundancy)) % regions], 0, slotsOf(group, s) + k, price, 1)
      }
      const worth = bandwidthValue[s]
      if (worth === 0) continue
      const wanted = Math.min(bandwidth, Math.floor(left / (worth * redundancy)))
      for (let j = 0; j < redundancy; j++)
        bid(forBandwidth[(home[s] + j) % regions], 1, lotsOf(group, s) + j, worth, wanted)
    }
  }
  return { forSlots, forBandwidth }
}

/** Sells slots of region `r` and allots them to its nodes: as many to each as its part of the region's servers. */
function sellSlots(world: World, r: number, bids: Wishes): void {
  const { tables, scenario } = world
  const { region, servers } = tables.nodes
  const { slots: wanted, reserve } = scenario.auction
  const { name } = scenario.regions[r]
  const nodes: number[] = []
  for (let i = 0; i < region.length; i++) if (region[i] === r && standing(world, i)) nodes.push(i)
  const places = nodes.map(i => servers[i])
  const offered = Math.min(
    wanted,
    places.reduce((sum, count) => sum + count, 0),
  )
  if (offered < wanted) happened(world, 'shortage', name, `${offered} of ${wanted} slots could be offered`)
  const { price, won, sold } = uniformPrice(bids, offered, reserve)
  const { auctions, guarantees } = tables
  auctions.nextOffered[r] = offered
  auctions.nextSold[r] = sold
  auctions.nextPrice[r] = price
  if (offered > 0)
    happened(world, 'auction', name, `${sold} of ${offered} slots at ${(price * 0.0036).toPrecision(4)} USD/h`)
  // Dealt out in turn, so that the slots of one sovereign are on many nodes.
  const left = largestRemainder(sold, places)
  let at = 0
  for (const [bid, row] of bids.row.entries()) {
    if (won[bid] === 0) continue
    while (left[at] === 0) at = (at + 1) % nodes.length
    guarantees.nextNode[row] = nodes[at]
    left[at]--
    at = (at + 1) % nodes.length
  }
}

/** Sells dedicated bandwidth of region `r`. */
function sellBandwidth(world: World, r: number, bids: Wishes): void {
  const { tables, scenario } = world
  const { bandwidth: offered, bandwidthReserve } = scenario.auction
  const { price, won, sold } = uniformPrice(bids, offered, bandwidthReserve)
  tables.auctions.nextBandwidthPrice[r] = price
  tables.auctions.nextBandwidthSold[r] = sold
  for (const [bid, row] of bids.row.entries()) tables.lots.nextBandwidth[row] = won[bid]
  if (offered > 0)
    happened(
      world,
      'auction',
      scenario.regions[r].name,
      `${sold} of ${offered} byte/s at ${(price * 1000).toPrecision(4)} USD/GB`,
    )
}

/** A period begins: what was bought for it holds, and servers are withheld from the open market. */
function begin(world: World): void {
  const { tables, scenario, start, queueing } = world
  const { auctions, guarantees, lots, auctionClock } = tables
  const { reserved, servers, freeFrom } = tables.nodes
  auctions.price.set(auctions.nextPrice)
  auctions.offered.set(auctions.nextOffered)
  auctions.sold.set(auctions.nextSold)
  auctions.bandwidthPrice.set(auctions.nextBandwidthPrice)
  auctions.bandwidthSold.set(auctions.nextBandwidthSold)
  guarantees.node.set(guarantees.nextNode)
  lots.bandwidth.set(lots.nextBandwidth)
  reserved.fill(0)
  for (let row = 0; row < guarantees.node.length; row++)
    if (guarantees.node[row] !== NONE) reserved[guarantees.node[row]]++
  auctionClock.begun[0]++
  if (!queueing) return
  // A reserved server is busy until the period ends; those that are free first are taken.
  const { free } = tables.servers
  for (let i = 0; i < reserved.length; i++)
    for (let k = 0; k < reserved[i]; k++) {
      const server = soonestServer(free, freeFrom[i], servers[i])
      free[server] = Math.max(free[server], start + scenario.auction.every)
    }
}

/** Whether node `i` is to serve a slot in this period or the next. */
export function isPromised({ tables }: World, i: number): boolean {
  return tables.guarantees.node.includes(i) || tables.guarantees.nextNode.includes(i)
}
