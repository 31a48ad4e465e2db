/** Use: what agents can do with what they hold, what that takes, what they make and what is lost. */
import { valueAt } from '../../../scenario/series.ts'
import { multiple } from '../../queries/demand.ts'
import type { World } from '../../world.ts'
import { AGENT } from '../tables.ts'
import type { Stock } from './stocks.ts'

/** Work that what agent `i` holds suffices for, micro-credit. */
export function workable({ tables, stocks }: World, i: number): number {
  const { level } = tables.stocks
  const own = stocks[tables.agents.group[i]]
  let most = Infinity
  for (let k = 0; k < own.length; k++) most = Math.min(most, workFrom(own[k], level[i + own[k].shift]))
  return most
}

/** Work that `level` suffices for after standing use, micro-credit. */
function workFrom({ spec: { perWork }, standing }: Stock, level: number): number {
  return perWork > 0 ? Math.floor(Math.max(0, level - standing) / perWork) : Infinity
}

/** Compute of the machine of agent `i` in this tick, with what it has bought for it, micro-credit. */
function machineOf({ tables, stocks }: World, i: number): number {
  const own = stocks[tables.agents.group[i]]
  let compute = tables.agents.capacity[i]
  for (let k = 0; k < own.length; k++) if (own[k].spec.compute) compute += tables.stocks.level[i + own[k].shift]
  return compute
}

/** Work that the machine of agent `i` does of what is `due`. */
export function machineWork(world: World, i: number, due: number): number {
  return Math.min(due, workable(world, i), machineOf(world, i))
}

/** What a stock's agents make in a tick, and mean to hold, as multiples of what they usually do. */
interface Factors {
  readonly production: number
  readonly target: number
}

export function factorsOf(
  { start, end, tickLength }: World,
  { spec: { pattern, multiples, targetPattern } }: Stock,
): Factors {
  const recorded = multiples ? Math.max(0, valueAt(multiples, start)) : 1
  return { production: multiple(pattern, start + tickLength / 2) * recorded, target: multiple(targetPattern, end) }
}

/** Agent `i` uses what its work and standing took, loses a part of the rest, makes more, and aims at a level. */
export function turnOver({ tables }: World, stock: Stock, i: number, factors: Factors): void {
  const { level, production, target, capacity: room } = tables.stocks
  const { own, done } = tables.agentWork
  const { state, capacity, waiting } = tables.agents
  const aim = tables.stockAims.target
  const tally = tables.stockTally
  const { index, spec, standing, kept } = stock
  const row = i + stock.shift
  const held = level[row]
  let used = 0
  let made = Math.max(0, Math.floor(production[row] * factors.production))
  if (state[i] === AGENT.awake) {
    const due = tables.stockWork.due[i]
    used = Math.min(held, standing + Math.ceil(done[i] * spec.perWork))
    if (spec.compute) made = Math.max(0, capacity[i] - own[i])
    tally.needed[index] += standing + Math.ceil(due * spec.perWork)
    if (held < standing || workFrom(stock, held) < due) tally.short[index]++
  }
  const left = Math.floor((held - used) * kept)
  level[row] = left + made
  // Who has compute to spare is not short of it.
  if (spec.compute) aim[row] = made > 0 ? 0 : Math.max(0, waiting[i] - capacity[i])
  else aim[row] = Math.min(room[row], Math.max(0, Math.round(target[row] * factors.target)))
  tally.used[index] += used
  tally.decayed[index] += held - used - left
  tally.made[index] += made
}
