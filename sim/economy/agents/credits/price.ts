/** The price of compute credits in a tick: fixed, by a pattern, recorded, or by how much compute is wanted and sold. */
import { diagnose } from '../../../scenario/formula.ts'
import { valueAt } from '../../../scenario/series.ts'
import { weightOf } from '../../operators/scores.ts'
import { multiple } from '../../queries/demand.ts'
import type { World } from '../../world.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Posts the price of a credit and of compute on the spot, and remembers it. */
export function priceCredits(world: World): void {
  const { tables, scenario, tick } = world
  if (world.agents.length === 0) return
  const { price, spotPrice } = tables.creditMarket
  price[0] = priceOf(world)
  spotPrice[0] = price[0] * scenario.agents.credits.spot.factor
  const remembered = tables.creditPrices.price
  if (remembered.length > 0) remembered[tick % remembered.length] = price[0]
}

function priceOf(world: World): number {
  return priceAt(world, world.start, world.tables.token.price[0]) ?? byFormula(world, baseOf(world))
}

/** Price without pattern or load, where a token is worth `token`. */
function baseOf({ scenario, charter, tables }: World, token = tables.token.price[0]): number {
  const { price, currency } = scenario.agents.credits
  return currency === 'dollar' ? price * (charter.token.price / token) : price
}

/**
 * Price of a credit in a tick that starts at `start` (s), if a token is worth `token` then; undefined where it follows from a
 * formula. `read` says what a record has for a time.
 */
export function priceAt(world: World, start: number, token: number, read = valueAt): number | undefined {
  const { pricing } = world.scenario.agents.credits
  switch (pricing.rule) {
    case 'fixed':
      return baseOf(world, token)
    case 'pattern':
      return baseOf(world, token) * multiple(pricing.pattern, start + world.tickLength / 2)
    case 'series':
      return Math.max(0, read(pricing.prices, start)) / pricing.credits / token
    default:
      return undefined
  }
}

const out = new Float64Array(1)

function byFormula(world: World, base: number): number {
  const { tables, start, creditMarket, tick } = world
  const program = creditMarket.pricing!
  const inputs = {
    base,
    load: tables.creditMarket.meanLoad[0],
    sold: tables.creditMarket.meanSold[0],
    hour: (start % DAY) / HOUR,
    day: Math.floor(start / DAY) % 7,
    time: start,
  }
  program.run(inputs, 1, out)
  if (!(out[0] >= 0 && out[0] < Infinity))
    throw new Error(
      `agents.credits.pricing: expected a price that is finite and not negative at tick ${tick}, got ${diagnose(program, inputs, 0) ?? out[0]}`,
    )
  return out[0]
}

/** Counts what was wanted and sold in this tick, over what can be used: the price of the next moves by it. */
export function noteLoad({ tables, scenario, tickLength }: World, soldAhead: number): void {
  const { smoothing } = scenario.agents.credits
  const { capacity, load, meanLoad, meanSold } = tables.creditMarket
  if (!(capacity[0] > 0 && capacity[0] < Infinity)) return
  const weight = smoothing === 0 ? 1 : weightOf(tickLength, smoothing)
  meanLoad[0] += weight * (load[0] - meanLoad[0])
  meanSold[0] += weight * (soldAhead / capacity[0] - meanSold[0])
}
