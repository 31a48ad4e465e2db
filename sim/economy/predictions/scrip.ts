/** Theory of scrip: with a threshold, any way to share it out is as likely as any other. */

import { exp } from '../../engine/numerics.ts'
import type { Estimate, Prediction } from '../../measure/output.ts'
import { sumOf } from '../../measure/sum.ts'
import { scripHeld, unservedShare } from '../../measure/theory/exchange.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

const SOURCE = 'Kash, Friedman and Halpern 2007: the most even spread of scrip below the threshold'
/** Most tasks of an agent in a tick: more leave too few idle for the last to ask. */
const FEW = 0.01
/** Tasks of one agent in a tick that are reckoned with: more have a chance of less than FEW to that power. */
const MOST = 8
/** Agents from which a share of them is one of very many. */
const MANY = 400

/**
 * How many have how much scrip, and how much is asked for in vain, where all members are alike, a task asks others for one unit,
 * seldom, and what nobody does is bought.
 */
export function scripPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { circle, tables, tickLength, agents } = world
  if (circle?.books.rule !== 'scrip' || circle.members.length < MANY) return []
  const members = agents.filter((_, g) => circle.groups[g])
  if (members.length !== 1 || !isPlain(world, members[0].spec)) return []
  const [{ spec, first }] = members
  const own = tables.agents.capacity[first] / MICRO
  const rate = tables.agents.rate[first] * tickLength
  const units = (tasks: number) => Math.max(0, Math.floor((tasks * spec.tasks.work - own) / circle.unit))
  if (units(1) !== 1 || own < circle.unit || rate > FEW || metrics[`dormant_${spec.name}`].mean > 0) return []
  const { scrip } = tables.purses
  const held = scripHeld(sumOf(scrip) / scrip.length, circle.books.threshold)
  // What an agent's own machine has no room for it asks for at once, of all its tasks of a tick.
  const asked = new Float64Array(units(MOST) + 1)
  for (let tasks = 0, chance = exp(-rate); tasks <= MOST; chance *= rate / ++tasks) asked[units(tasks)] += chance
  return [
    ...Array.from(held, (share, units) => predict(metrics, `scrip_${units}`, share, SOURCE)).flat(),
    ...predict(metrics, `unmet_${spec.name}`, unservedShare(held, asked), SOURCE),
  ]
}

/** Whether tasks come alike to all at all times, and compute on the spot is there for all. */
function isPlain({ scenario }: World, { tasks, capacity, stocks }: World['agents'][number]['spec']): boolean {
  const { pattern, rate, law, multiples } = tasks
  const { spot, capacity: most } = scenario.agents.credits
  const steady = pattern.daily === 0 && pattern.growth === 0 && pattern.weekend === 1 && !multiples
  const alike = rate.kind === 'constant' && capacity.kind === 'constant' && law.law === 'poisson'
  return steady && alike && spot.open && most === undefined && stocks.length === 0 && scenario.shocks.length === 0
}
