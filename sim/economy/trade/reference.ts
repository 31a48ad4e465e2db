/**
 * The price outside: that of the token, or one of its own where the token is priced in pools, times a deviation that moves in
 * continuous time, and times what bots' trades have moved it by. It is sampled exactly, at the blocks and, between them,
 * when what a bot sees of it in a block was true.
 */
import { exp, expm1 } from '../../engine/numerics.ts'
import { block } from '../../engine/random.ts'
import { normal, poisson } from '../../engine/variates.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { expectPrices, valueAt } from '../../scenario/series.ts'
import { PURPOSE } from '../purposes.ts'
import { priceFactor } from '../shocks/shocks.ts'
import type { World } from '../world.ts'

type Trade = Scenario['trade']
type Movement = Extract<Trade['reference'], { law: 'gbm' | 'mean-reverting' | 'jumps' }>

/** Tokens of a constant product of which one, bought, raises the price by 1 %. */
const RESERVE = 1 / (1 - 1 / Math.sqrt(1.01))

const words = new Int32Array(4)

/**
 * How long before a block the price is sampled too, longest first. With fixed blocks a delay of more than one shows
 * what was true as long before an earlier block as its remainder.
 */
export function offsetsOf({ bots, blocks }: Trade): readonly number[] {
  const offsets = bots.map(({ delay }) => (blocks.law === 'fixed' ? delay % blocks.every : delay))
  return [...new Set(offsets)].filter(offset => offset > 0).sort((a, b) => b - a)
}

/** Moves the outside price on to the block at `time` (s), which is `gap` after the last; returns it, USD/token. */
export function moveReference(world: World, time: number, gap: number, offsets: readonly number[]): number {
  for (const offset of offsets) if (offset < gap) sample(world, time - offset)
  sample(world, time)
  return priceOutside(world)
}

/** Outside price in the newest sample, USD/token. */
export function priceOutside({ tables }: World): number {
  const { price } = tables.referenceSamples
  return price[(tables.reference.samples[0] - 1) % price.length]
}

/** Outside price in the newest sample that is not younger than `time` (s), or in the oldest that is kept, USD/token. */
export function priceAt({ tables, scenario }: World, time: number): number {
  const { time: sampled, price } = tables.referenceSamples
  const newest = tables.reference.samples[0] - 1
  const oldest = Math.max(0, newest + 1 - price.length)
  // Times of samples are rounded sums.
  const until = time + 1e-6 * scenario.trade.blocks.every
  let at = newest
  while (at > oldest && sampled[at % price.length] > until) at--
  return price[at % price.length]
}

function sample(world: World, time: number): void {
  const { tables, scenario } = world
  const { deviation, time: last, samples } = tables.reference
  const { time: sampled, price } = tables.referenceSamples
  const { reference } = scenario.trade
  const drawn = { purpose: PURPOSE.reference, agent: 0, step: samples[0] }
  deviation[0] =
    reference.law === 'token' || reference.law === 'trace'
      ? 0
      : deviated(world.key, reference, deviation[0], Math.max(0, time - last[0]), drawn)
  last[0] = time
  const at = samples[0]++ % price.length
  sampled[at] = time
  const { depth } = reference
  const level = depth === undefined ? levelAt(world, time) : levelAt(world, time) * pressure(world, depth)
  price[at] = deviation[0] === 0 ? level : level * exp(deviation[0])
}

/** Takes the first sample, at time 0. Throws where a trace has a price that is none. */
export function beginReference(world: World): void {
  const { tables, scenario } = world
  const { reference } = scenario.trade
  if (reference.law === 'trace') expectPrices(reference.price, 'trade.reference.price', 'token')
  tables.referenceSamples.price[0] = levelAt(world, 0)
  tables.reference.samples[0] = 1
}

/**
 * What the price outside would be without a deviation at `time` (s), USD/token: the token's, or where pools set that, the
 * scenario's; of a trace it moves as recorded, or is what was recorded.
 */
function levelAt(world: World, time: number): number {
  const { scenario, tables } = world
  const { reference } = scenario.trade
  const pooled = scenario.token.pricing.rule === 'pools'
  const level = pooled ? scenario.token.price * priceFactor(world, time) : tables.token.price[0]
  if (reference.law !== 'trace') return level
  const recorded = valueAt(reference.price, time)
  return reference.scale === 'relative'
    ? (level * recorded) / valueAt(reference.price, 0)
    : recorded * priceFactor(world, time)
}

/** The market outside in a block that found `price` (USD/token): a constant product without fee. */
interface Market {
  /** Price after the trades so far, USD/token. */
  readonly price: number
  /** What it holds, micro-units; infinite where any amount leaves its price. */
  readonly tokens: number
  readonly dollars: number
}

/** What bots find outside, after what they have traded there in a block that found `price`. */
export function outsideMarket({ tables, scenario }: World, price: number): Market {
  const { depth } = scenario.trade.reference
  if (depth === undefined) return { price, tokens: Infinity, dollars: Infinity }
  const { bought, found } = tables.reference
  const { bought: more, sold } = tables.tradeTally
  const tokens = RESERVE * depth - bought[0] - more[0] + sold[0]
  const change = (RESERVE * depth - found[0]) / tokens
  return { price: price * change * change, tokens, dollars: price * change * change * tokens }
}

/**
 * By how much bots have moved the price for good: what they have bought on net is missing of a constant product. Near the
 * start the logarithm of the price rises by 2 / reserve with each token bought (Kyle 1985); as it goes by tokens on net alone,
 * no round trip gains or moves it (Huberman and Stanzl 2004).
 */
function pressure({ tables }: World, depth: number): number {
  const { bought, found } = tables.reference
  const { bought: more, sold } = tables.tradeTally
  found[0] = bought[0] + more[0] - sold[0]
  const missing = found[0] / (RESERVE * depth)
  return 1 / ((1 - missing) * (1 - missing))
}

/**
 * The deviation x after a time t. Brownian (`gbm`): x + (m - s^2 / 2) t + s sqrt(t) Z, of mean e^(m t). With jumps of rate l
 * besides, each of a normal logarithm (Merton 1976): less l t (E e^J - 1). Ornstein-Uhlenbeck with k = log 2 / half-life:
 * x e^(-k t) + s sqrt((1 - e^(-2 k t)) / (2 k)) Z. All are exact for any t. Drawn for `agent`, which is even.
 */
export function deviated(
  key: Uint32Array,
  movement: Movement,
  x: number,
  t: number,
  { purpose, agent, step }: { purpose: number; agent: number; step: number },
): number {
  block(words, key, 0, agent, step, purpose)
  const z = normal(words[0], words[1])
  const { volatility } = movement
  if (movement.law === 'mean-reverting') {
    const k = Math.LN2 / movement.halfLife
    return x * exp(-k * t) + volatility * Math.sqrt(-expm1(-2 * k * t) / (2 * k)) * z
  }
  const diffused = x + (movement.drift - (volatility * volatility) / 2) * t + volatility * Math.sqrt(t) * z
  if (movement.law === 'gbm') return diffused
  const { every, mean, spread } = movement
  // The number of jumps is drawn as that of the odd agent behind.
  const jumps = poisson(t / every, key, purpose, step, 1 + agent)
  const jumped = jumps * mean + spread * Math.sqrt(jumps) * normal(words[2], words[3])
  return diffused - (t / every) * expm1(mean + (spread * spread) / 2) + jumped
}
