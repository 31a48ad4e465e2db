/** Theory of scrip: with a threshold, any way to share it out is as likely as any other. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { scripHeld } from '../../measure/theory/exchange.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

const SOURCE = 'Kash, Friedman and Halpern 2007: the most even spread of scrip below the threshold'
/** Most of the agents who ask for something in a tick: what more do leaves fewer to help the last. */
const FEW = 0.005
/** Agents from which a share of them is one of very many. */
const MANY = 400

/**
 * How many have how much scrip, and how much is asked for in vain, where all members are alike, each task asks others for one
 * unit, seldom, and what nobody does is bought.
 */
export function scripPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, circle, tables, tickLength, agents } = world
  if (circle?.books.rule !== 'scrip' || circle.members.length < MANY) return []
  const members = agents.filter((_, g) => circle.groups[g])
  const [{ spec, first }] = members
  const { tasks, capacity } = spec
  const own = tables.agents.capacity[first] / MICRO
  const alike = members.length === 1 && tasks.rate.kind === 'constant' && capacity.kind === 'constant'
  const units = Math.floor((tasks.work - own) / circle.unit)
  const seldom = alike && tables.agents.rate[first] * tickLength <= FEW
  const bought = scenario.agents.credits.capacity === undefined && metrics[`dormant_${spec.name}`].mean === 0
  const steady = tasks.pattern.daily === 0 && tasks.pattern.growth === 0 && tasks.pattern.weekend === 1
  if (
    !seldom ||
    units !== 1 ||
    own < circle.unit ||
    !bought ||
    !steady ||
    tasks.multiples ||
    scenario.shocks.length > 0
  )
    return []
  const { scrip } = tables.purses
  const mean = scrip.reduce((sum, held) => sum + held, 0) / scrip.length
  const held = scripHeld(mean, circle.books.threshold)
  return [
    ...Array.from(held, (share, units) => predict(metrics, `scrip_${units}`, share, SOURCE)).flat(),
    ...predict(metrics, `unmet_${spec.name}`, held[0], SOURCE),
  ]
}
