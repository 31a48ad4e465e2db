/**
 * Tatonnement: carriers and prices move in turns until both rest. In a round
 *
 * 1. the carriers of each way see the prices at its ends and send more by response x gain of a unit;
 * 2. the price of each place moves until local net supply, and what is coming, leave an excess of inertia x change.
 *
 * Each moves by what is seen in its own place, and all at once: no order matters. What is coming counts with twice its last
 * change, so prices foresee it. This is an Arrow-Hurwicz process with foresight, the primal-dual method of Chambolle and
 * Pock (2011): it converges wherever supply rises and demand falls, if response and inertia are in the proportion of `pace`.
 */
import type { World } from '../world.ts'
import { settlePrice } from './net-supply.ts'
import { pace } from './pace.ts'

/** Finds prices and flows, from those of the last tick on. */
export function tatonnement(world: World): void {
  const { tables, resources, scenario } = world
  const { clearing } = scenario.resources
  if (clearing.rule !== 'tatonnement') return
  const { rounds, tolerance } = clearing
  const tally = tables.resourceTally
  tally.rounds[0] = 0
  tally.excess[0] = 0
  if (resources.ways.length === 0) return
  pace(world)
  for (let round = 1; round <= rounds; round++) {
    const gain = carry(world)
    const excess = movePrices(world)
    tally.rounds[0] = round
    tally.excess[0] = Math.max(excess, gain)
    if (tally.excess[0] <= tolerance) return
  }
}

/** Carriers move. Returns the largest gain that was left to them a unit, over the usual price of what they carry. */
function carry({ tables, resources }: World): number {
  const { quote } = tables.places
  const { flow } = tables.ways
  const { response } = tables.wayTrade
  const { net, usual } = tables.netSupply
  const { from, to, cost, growth, most, output } = resources.columns
  net.fill(0)
  let largest = 0
  for (let w = 0; w < flow.length; w++) {
    const a = from[w]
    const b = to[w]
    const gain = output[w] * quote[b] - quote[a] - cost[w]
    const wanted = (flow[w] + response[w] * gain) / (1 + response[w] * growth[w])
    const next = wanted > 0 ? (wanted < most[w] ? wanted : most[w]) : 0
    const change = next - flow[w]
    net[a] -= next + change
    net[b] += output[w] * (next + change)
    flow[w] = next
    const left = Math.abs(change) / (response[w] * usual[a])
    if (left > largest) largest = left
  }
  return largest
}

/** Prices move. Returns the largest excess, over what could be traded in its place. */
function movePrices(world: World): number {
  const { quote } = world.tables.places
  const { net, inertia, scale } = world.tables.netSupply
  let largest = 0
  for (let p = 0; p < quote.length; p++) {
    if (inertia[p] === 0) continue
    const next = settlePrice(world, p, net[p], inertia[p], quote[p])
    const excess = (inertia[p] * Math.abs(next - quote[p])) / scale[p]
    if (excess > largest) largest = excess
    quote[p] = next
  }
  return largest
}
