/**
 * The pace of tatonnement: how far carriers move by a gain, and how slowly prices give way. Usual prices make units of
 * goods comparable; usual quantities make large and small places move alike. With v the usual price of a place's good, u
 * what a way would carry if its places shared what they trade evenly among their ways, y what arrives of a unit:
 *
 *     response[w] = u[w] / max(v[from], y v[to])
 *     inertia[p]  = sum over ways of p of response |a| (v[from] + y v[to]) / v[p]      |a| 1 where it begins, y where it ends
 */
import type { World } from '../world.ts'

/** Usual price where a good has none: 1 USD. */
const PLAIN = 1e6

/** Sets response and inertia by the bids of this tick. */
export function pace(world: World): void {
  usualPrices(world)
  const { tables, resources } = world
  const { response } = tables.wayTrade
  const { inertia, scale, usual, wanted, most } = tables.netSupply
  const { from, to, output, most: capacity, degree } = resources.columns
  inertia.fill(0)
  for (let p = 0; p < scale.length; p++) scale[p] = wanted[p] + most[p]
  const typical = mean(scale) || 1
  for (let w = 0; w < response.length; w++) {
    const a = from[w]
    const b = to[w]
    const y = output[w]
    const leaving = (wanted[a] + most[a]) / degree[a]
    const arriving = (wanted[b] + most[b]) / degree[b] / y
    // A place without bids passes on what others trade.
    const even = leaving > 0 && arriving > 0 ? (leaving + arriving) / 2 : leaving + arriving || typical / degree[a]
    const units = Math.min(capacity[w], even)
    response[w] = units / Math.max(usual[a], y * usual[b])
    const worth = response[w] * (usual[a] + y * usual[b])
    inertia[a] += worth / usual[a]
    inertia[b] += (y * worth) / usual[b]
    scale[a] += units
    scale[b] += y * units
  }
}

/** The usual price of each place: the mean of what is bid for its good anywhere, or of what it is made of. */
function usualPrices({ tables, resources, scenario }: World): void {
  const { goods, regions, ways } = resources
  const { quantity, low, high } = tables.bids
  const usual = new Float64Array(goods)
  const units = new Float64Array(goods)
  for (const [b, { place }] of resources.bids.entries()) {
    if (low[b] >= scenario.resources.ceiling) continue
    const good = Math.floor(place / regions)
    usual[good] += (quantity[b] * Math.abs(low[b] + high[b])) / 2
    units[good] += quantity[b]
  }
  for (let g = 0; g < goods; g++) usual[g] = usual[g] > 0 ? usual[g] / units[g] : 0
  for (let g = 0; g < goods; g++)
    for (const { from, to, yield: output } of ways) {
      const a = Math.floor(from / regions)
      const b = Math.floor(to / regions)
      if (usual[a] > 0 && usual[b] === 0) usual[b] = usual[a] / output
      if (usual[b] > 0 && usual[a] === 0) usual[a] = usual[b] * output
    }
  for (let p = 0; p < goods * regions; p++) tables.netSupply.usual[p] = usual[Math.floor(p / regions)] || PLAIN
}

function mean(column: Float64Array): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]
  return sum / column.length
}
