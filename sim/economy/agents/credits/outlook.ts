/** Outlook: what the agents of each group work out of posted and expected prices, once for all of them. */
import { normalQuantile } from '../../../engine/numerics.ts'
import { quantileOfSorted } from '../../../measure/quantile.ts'
import type { World } from '../../world.ts'
import { expectedPrice } from '../forecasts.ts'
import type { Buyer } from './rules.ts'

/** Probability of enough that nobody exceeds, however cheap it is to hold credits. */
const SUREST = 0.999

export function lookOut(world: World): void {
  for (const [g, buyer] of world.creditMarket.buyers.entries()) if (buyer) lookOutFor(world, g, buyer)
}

/** Ticks for which a credit bought now is good for certain. */
export function lifeOf({ creditMarket: { lots, window } }: World): number {
  return lots === undefined ? Infinity : (lots.ring - 1) * window
}

function lookOutFor(world: World, g: number, buyer: Buyer): void {
  const { tables, tick } = world
  const { buys, ticks, deviations, mean } = tables.creditBuyers
  const { rule } = buyer
  const price = tables.creditMarket.price[0]
  const life = lifeOf(world)
  buys[g] = 1
  ticks[g] = Math.min(buyer.ticks, life)
  deviations[g] = 0
  switch (rule.rule) {
    case 'threshold':
      buys[g] = Number(price <= (rule.price ?? quantileOfSorted(remembered(world, buyer).sort(), rule.quantile)))
      break
    case 'newsvendor': {
      const ratio = tick % buyer.ticks === 0 ? (rule.ratio ?? criticalRatio(world, g, buyer.ticks)) : 0
      buys[g] = Number(ratio > 0)
      if (ratio > 0) deviations[g] = normalQuantile(Math.min(SUREST, ratio))
      break
    }
    case 'predictive':
      deviations[g] = rule.safety
      if (buyer.planned > 0) foresee(world, g, buyer)
      else {
        ticks[g] = Math.min(life, ticksUntilCheaper(world, g, buyer.ticks))
        // What is needed now is as cheap on the spot.
        const { open, factor } = world.scenario.agents.credits.spot
        buys[g] = Number(!(ticks[g] === 1 && open && factor <= 1))
      }
      break
    case 'formula': {
      const prices = remembered(world, buyer)
      mean[g] = prices.reduce((sum, price) => sum + price, 0) / prices.length
    }
  }
}

/** The prices that agents of a group remember, in no order. */
function remembered({ tables, tick }: World, { memory }: Buyer): Float64Array {
  const { price } = tables.creditPrices
  const count = Math.min(memory, tick + 1)
  return Float64Array.from({ length: count }, (_, back) => price[(tick - back) % price.length])
}

/**
 * Newsvendor's ratio for a purchase that is to last `n` ticks: Cu / (Cu + Co). A credit that lacks is bought on the spot, or
 * else the work waits a tick and is bought for next time; one that is left is held for n ticks and saves one next time.
 */
function criticalRatio(world: World, g: number, n: number): number {
  const { tables, scenario, agents, tickLength } = world
  const { spot, holding } = scenario.agents.credits
  const { delay, work } = agents[g].spec.tasks
  const price = tables.creditMarket.price[0]
  const next = expectedPrice(world, g, n)
  let instead = next + delay / work
  if (spot.open) {
    instead = 0
    for (let ahead = 0; ahead < n; ahead++) instead += (spot.factor * expectedPrice(world, g, ahead)) / n
  }
  const short = instead - price
  const long = price - (n < lifeOf(world) ? next : 0) + holding * tickLength * n
  if (short <= 0) return 0
  return long <= 0 ? 1 : short / (short + long)
}

/** Ticks until compute is no dearer, ahead or on the spot, less what holding one bought now until then costs; at most `horizon`. */
function ticksUntilCheaper(world: World, g: number, horizon: number): number {
  const price = world.tables.creditMarket.price[0]
  const { spot, holding } = world.scenario.agents.credits
  const factor = spot.open ? Math.min(1, spot.factor) : 1
  for (let ahead = 1; ahead < horizon; ahead++)
    if (factor * expectedPrice(world, g, ahead) - holding * world.tickLength * ahead <= price) return ahead
  return horizon
}

/** Writes down the prices that a group expects in the ticks of its horizon. */
function foresee(world: World, g: number, { firstPlanned, planned }: Buyer): void {
  const { price } = world.tables.creditPlan
  for (let ahead = 0; ahead < planned; ahead++) price[firstPlanned + ahead] = expectedPrice(world, g, ahead)
}
