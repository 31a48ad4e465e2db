/** Theory of compute credits: what (s, S) policies and newsvendors cost where work is steady and all compute is bought ahead. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import {
  demandOf,
  newsvendorCost,
  newsvendorLevel,
  optimalOrderPolicy,
  orderPolicyCost,
  periodCost,
} from '../../measure/theory/inventory.ts'
import { MICRO } from '../accounts.ts'
import { AGENT } from '../agents/tables.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import { isZero } from './static.ts'

const HOUR = 3600

export function creditPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { agents, tickLength } = world
  if (!isPlain(world)) return []
  return agents.flatMap(({ spec }, g) => {
    const cost = isSteadyGroup(world, g) ? costOf(world, g) : undefined
    if (!cost) return []
    return predict(metrics, `wallet_cost_${spec.name}`, (cost.amount / tickLength) * HOUR, cost.source)
  })
}

/** Whether credits are for ever, always to be had and used, at one price, and nothing can be bought on the spot. */
function isPlain({ scenario }: World): boolean {
  const { credits } = scenario.agents
  const priced = credits.price === 0 || (credits.pricing.rule === 'fixed' && credits.currency === 'token')
  const unlimited = credits.capacity === undefined && credits.life === undefined && !credits.spot.open
  return priced && unlimited && scenario.shocks.length === 0
}

/** Whether the agents of a group are alike, get the same work on average in every tick and can pay for what they want. */
function isSteadyGroup({ tables, agents }: World, g: number): boolean {
  const { spec, first, count } = agents[g]
  const { tasks, forecast } = spec
  const { pattern } = tasks
  const own = tables.agents
  const steady = pattern.daily === 0 && pattern.weekend === 1 && pattern.growth === 0 && !tasks.multiples
  if (!steady || !isZero(spec.capacity) || tasks.rate.kind !== 'constant' || tasks.deadline !== undefined) return false
  if (spec.buying.rule === 'newsvendor' && forecast.load.method !== 'none') return false
  for (let i = first; i < first + count; i++)
    if (own.wallet[i] < own.upkeep[i] || own.state[i] !== AGENT.awake) return false
  return true
}

/** Cost of a tick, in token, by the rule of group `g`. */
function costOf(
  { scenario, agents, tickLength }: World,
  g: number,
): { readonly amount: number; readonly source: string } | undefined {
  const { credits } = scenario.agents
  const { buying, tasks } = agents[g].spec
  if (tasks.rate.kind !== 'constant') return undefined
  const { work, law } = tasks
  const mean = tasks.rate.value * tickLength
  // A period is a tick, a unit the work of a task.
  const costs = {
    fee: credits.fee / MICRO,
    holding: (credits.holding * tickLength * work) / MICRO,
    penalty: tasks.delay / MICRO,
  }
  const paid = (mean * work * credits.price) / MICRO
  if (buying.rule === 'sS' && law.law === 'poisson') {
    const demand = demandOf(mean)
    const [s, S] = [(buying.reorder ?? 0) / work, (buying.upTo ?? 0) / work]
    if (buying.upTo === undefined)
      return { amount: paid + optimalOrderPolicy(demand, costs).cost, source: 'cheapest (s, S) policy' }
    if (!(Number.isInteger(s) && Number.isInteger(S))) return undefined
    return { amount: paid + orderPolicyCost(demand, costs, s, S), source: 'renewal of an (s, S) policy' }
  }
  if (buying.rule !== 'newsvendor' || buying.every > tickLength || costs.fee > 0) return undefined
  const ratio = buying.ratio ?? costs.penalty / (costs.penalty + costs.holding)
  if (law.law === 'normal' && law.deviation > 0) {
    const level = newsvendorLevel(ratio, mean, law.deviation)
    return { amount: paid + newsvendorCost(costs, mean, law.deviation, level), source: 'newsvendor, normal demand' }
  }
  if (law.law !== 'poisson') return undefined
  const level = newsvendorLevel(ratio, mean, Math.sqrt(mean))
  return { amount: paid + periodCost(demandOf(mean), costs, level), source: 'newsvendor, Poisson demand' }
}
