/** Levels up to which agents buy credits, by rule. */
import { diagnose } from '../../../scenario/formula.ts'
import type { BUYING_VARIABLES } from '../../../scenario/schema/credits.ts'
import { MICRO } from '../../accounts.ts'
import type { World } from '../../world.ts'
import { loadError } from '../forecasts.ts'
import { workWithin } from './expected-work.ts'
import { plannedLevel } from './plan.ts'
import type { Buyer } from './rules.ts'
import { tune } from './tuning.ts'

/** In place of a level: no order. */
const NONE = -Infinity
/** Agents whose formula is run at a time: few enough for the cache. */
const PORTION = 512

/** Writes into `levels` the micro-credits, less waiting work, up to which each of agents `from` to before `to`, at most 512 of group `g`, buys. */
export function levelsOf(world: World, g: number, from: number, to: number, levels: Float64Array): void {
  const buyer = world.creditMarket.buyers[g]!
  const { ticks, deviations } = world.tables.creditBuyers
  switch (buyer.rule.rule) {
    case 'sS':
      byPolicy(world, g, buyer, from, to, levels)
      break
    case 'formula':
      byFormula(world, g, buyer, from, to, levels)
      break
    case 'predictive':
      if (buyer.planned > 0) {
        for (let i = from; i < to; i++) levels[i - from] = plannedLevel(world, i, buyer, deviations[g])
        break
      }
      byForecast(world, buyer, ticks[g], deviations[g], from, to, levels)
      break
    default:
      byForecast(world, buyer, ticks[g], deviations[g], from, to, levels)
  }
}

/** The work expected in so many ticks, and so many standard deviations of it. */
function byForecast(
  world: World,
  buyer: Buyer,
  ticks: number,
  deviations: number,
  from: number,
  to: number,
  levels: Float64Array,
): void {
  const { rate, capacity } = world.tables.agents
  let level = 0
  for (let i = from; i < to; i++) {
    // Those who learn nothing expect what their like do.
    const like = buyer.unlearned && i > from && rate[i] === rate[i - 1] && capacity[i] === capacity[i - 1]
    if (!like) {
      level = workWithin(world, buyer, i, ticks)
      if (deviations !== 0) level = Math.max(0, level + deviations * loadError(world, i, ticks))
    }
    levels[i - from] = level
  }
}

/** Up to S when there is s or less. */
function byPolicy(world: World, g: number, buyer: Buyer, from: number, to: number, levels: Float64Array): void {
  const { rule, ticks } = buyer
  const { tables, tick } = world
  const { credits, waiting } = tables.agents
  const { reorder, upTo } = tables.orderPolicy
  if (rule.rule === 'sS' && rule.reorder !== undefined && rule.upTo !== undefined) {
    const s = rule.reorder * MICRO
    const S = rule.upTo * MICRO
    for (let i = from; i < to; i++) levels[i - from] = credits[i] - waiting[i] <= s ? S : NONE
    return
  }
  for (let i = from; i < to; i++) {
    // All at the start, then each in its turn.
    if (tick === 0 || (tick + i) % ticks === 0) tune(world, i, g, buyer)
    levels[i - from] = credits[i] - waiting[i] <= reorder[i] ? upTo[i] : NONE
  }
}

const inputs: Record<keyof typeof BUYING_VARIABLES, Float64Array | number> = {
  credits: new Float64Array(PORTION),
  wallet: 0,
  price: 0,
  mean: 0,
  load: new Float64Array(PORTION),
  error: new Float64Array(PORTION),
  hour: 0,
  time: 0,
}

function byFormula(world: World, g: number, buyer: Buyer, from: number, to: number, levels: Float64Array): void {
  const { program } = buyer
  const { tables, start } = world
  const { credits, waiting, wallet } = tables.agents
  const { ticks, mean } = tables.creditBuyers
  const own = inputs.credits as Float64Array
  const load = inputs.load as Float64Array
  const error = inputs.error as Float64Array
  for (let i = from; i < to; i++) {
    own[i - from] = (credits[i] - waiting[i]) / MICRO
    load[i - from] = workWithin(world, buyer, i, ticks[g]) / MICRO
    error[i - from] = loadError(world, i) / MICRO
  }
  inputs.wallet = wallet.subarray(from, to)
  inputs.price = tables.creditMarket.price[0]
  inputs.mean = mean[g]
  inputs.hour = (start % 86_400) / 3600
  inputs.time = start
  program!.run(inputs, to - from, levels)
  for (let k = 0; k < to - from; k++) {
    if (!(Math.abs(levels[k]) < Infinity))
      throw new Error(
        `agents "${world.agents[g].spec.name}" buying.formula: expected a level that is finite for agent ${from + k - world.agents[g].first + 1} at tick ${world.tick}, got ${diagnose(program!, inputs, k) ?? levels[k]}`,
      )
    levels[k] *= MICRO
  }
}
