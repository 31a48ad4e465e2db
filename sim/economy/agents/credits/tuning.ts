/** Agents that find s and S by themselves: the cheapest policy for the work that they expect, and how far they err. */
import { exp, log } from '../../../engine/numerics.ts'
import { demandOf, type OrderPolicy, optimalOrderPolicy } from '../../../measure/theory/inventory.ts'
import { MICRO } from '../../accounts.ts'
import type { World } from '../../world.ts'
import { loadError } from '../forecasts.ts'
import { workWithin } from './expected-work.ts'
import type { Buyer } from './rules.ts'

/** Units that the mean of a tick, and an order, is at most cut into: finer does not change what policies cost. */
const UNITS = { mean: 64, order: 256 }
/** Steps of the logarithm of what policies are searched for: as fine as their costs are flat about the best. */
const STEP = 1 / 32

/** Sets s and S of agent `i`: for the mean of the work that it expects until it does so again, as Bollapragada and Morton [1999] for demand that moves. */
export function tune(world: World, i: number, g: number, buyer: Buyer): void {
  const { tables, scenario, agents, tickLength } = world
  const { reorder, upTo } = tables.orderPolicy
  const mean = workWithin(world, buyer, i, buyer.ticks) / buyer.ticks
  const { fee, spot } = scenario.agents.credits
  const holding = scenario.agents.credits.holding * tickLength
  const { work, delay } = agents[g].spec.tasks
  // What lacks is bought on the spot, or else waits a tick.
  const penalty = spot.open ? (spot.factor - 1) * tables.creditMarket.price[0] : delay / work
  reorder[i] = 0
  upTo[i] = 0
  if (!(mean > 0 && penalty > 0)) return
  const order = Math.sqrt((2 * fee * mean) / MICRO / holding)
  let unit = work * MICRO
  while (mean > UNITS.mean * unit || order * MICRO > UNITS.order * unit) unit *= 2
  const error = loadError(world, i)
  const dispersion = Math.min(64, Math.max(1 / 64, (error * error) / mean / unit))
  const policy = policyFor(
    near(mean / unit),
    near(dispersion),
    near(penalty / holding),
    fee > 0 ? near((fee * MICRO) / holding / unit) : undefined,
  )
  reorder[i] = policy.reorder * unit
  upTo[i] = policy.upTo * unit
}

const near = (value: number) => Math.round(log(value) / STEP)

/** What was found, by what was asked: no state, for the answer to a question is always the same. */
const found = new Map<string, OrderPolicy>()

/** The best policy for a mean, a dispersion, and a penalty and a fee over the cost of holding a unit, all in steps of their logarithms. */
function policyFor(mean: number, dispersion: number, penalty: number, fee: number | undefined): OrderPolicy {
  const key = `${mean} ${dispersion} ${penalty} ${fee}`
  const known = found.get(key)
  if (known) return known
  const at = (steps: number) => exp(steps * STEP)
  const costs = { fee: fee === undefined ? 0 : at(fee), holding: 1, penalty: at(penalty) }
  const policy = optimalOrderPolicy(demandOf(at(mean), at(dispersion)), costs)
  found.set(key, policy)
  return policy
}
