/** Chains: which one a pool is on, and the ways over bridges from each to home and back. Home is chain 0. */
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'

type Trade = Scenario['trade']

export const HOME = 0
/** In place of a bridge: none. */
export const NONE = -1

/** Number of chains, home among them. */
export const chainCount = ({ chains }: Trade) => Math.max(1, chains.length)

/** Number of the chain of that name; home where it is empty. */
export function chainOf({ chains }: Trade, name: string): number {
  return name === '' ? HOME : chains.findIndex(chain => chain.name === name)
}

/** Name of bridge `b`. */
export const bridgeName = ({ name, from, to }: Trade['bridges'][number]) => (name === '' ? `${from}-${to}` : name)

/** By chain: the bridge to take, and the part of what is sent that shares of fees leave. */
export interface Routes {
  /** First bridge of the way home, and what arrives by the whole way; NONE and 0 where there is none, 1 at home. */
  readonly homeward: readonly number[]
  readonly keptHomeward: readonly number[]
  /** The same from home to the chain, over one bridge. */
  readonly outward: readonly number[]
  readonly keptOutward: readonly number[]
  /** Chain where each bridge begins, and where it ends. */
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/** The ways on which the least is lost to shares of fees, of such the fastest; of several bridges outward likewise. */
export function routesOf(trade: Trade): Routes {
  const chains = chainCount(trade)
  const from = trade.bridges.map(bridge => chainOf(trade, bridge.from))
  const to = trade.bridges.map(bridge => chainOf(trade, bridge.to))
  const homeward = Array<number>(chains).fill(NONE)
  const keptHomeward = homeward.map<number>((_, c) => (c === HOME ? 1 : 0))
  const time = homeward.map<number>((_, c) => (c === HOME ? 0 : Infinity))
  // A best way has fewer bridges than there are chains.
  for (let round = 1; round < chains; round++)
    for (const [b, { fee, delay }] of trade.bridges.entries()) {
      const kept = (1 - fee) * keptHomeward[to[b]]
      const needed = delay + time[to[b]]
      const better = kept > keptHomeward[from[b]] || (kept === keptHomeward[from[b]] && needed < time[from[b]])
      if (from[b] === HOME || kept === 0 || !better) continue
      homeward[from[b]] = b
      keptHomeward[from[b]] = kept
      time[from[b]] = needed
    }
  const outward = homeward.map(() => NONE)
  for (const [b, { fee, delay }] of trade.bridges.entries()) {
    if (from[b] !== HOME) continue
    const best = trade.bridges[outward[to[b]]]
    if (!best || fee < best.fee || (fee === best.fee && delay < best.delay)) outward[to[b]] = b
  }
  const keptOutward = outward.map((b, c) => (c === HOME ? 1 : b === NONE ? 0 : 1 - trade.bridges[b].fee))
  return { homeward, keptHomeward, outward, keptOutward, from, to }
}

/** Whether pool `p` holds dollars on the home chain. */
export function isLocal({ scenario: { trade } }: World, p: number): boolean {
  const { chain, quote } = trade.pools[p]
  return chainOf(trade, chain) === HOME && quote === 'dollars'
}

/**
 * Dollars that a token on chain `c` is worth to whoever brings it home, and costs whoever brings it there, where one is worth
 * `price` at home; by the shares of fees alone. No more than nothing, and infinite, where no bridge leads there.
 */
export function landedPrices(
  { routes }: World,
  c: number,
  price: number,
): { readonly worth: number; readonly cost: number } {
  return { worth: price * routes.keptHomeward[c], cost: price / routes.keptOutward[c] }
}
