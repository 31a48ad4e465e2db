/**
 * Arrivals: how much work agents are given in a tick, by the law of their group.
 *
 * Where tasks come one by one, an agent knows at which load its next one comes: load is the time since the start, each tick
 * multiplied by the load of the group in it. So who is given nothing in a tick needs no more than a comparison. Gaps between
 * tasks are exponential, or all the same where tasks are regular, and end sooner the higher an agent’s rate is.
 */
import { blocks } from '../../engine/random.ts'
import { lowerBound } from '../../engine/search.ts'
import { exponential, normal, poisson } from '../../engine/variates.ts'
import { valueAt } from '../../scenario/series.ts'
import type { Trace } from '../../scenario/trace.ts'
import { MICRO } from '../accounts.ts'
import { PURPOSE } from '../purposes.ts'
import { multiple } from '../queries/demand.ts'
import { agentShock } from '../shocks/shocks.ts'
import type { World } from '../world.ts'
import type { AgentGroup } from './groups.ts'

/** From here on a Poisson number is drawn at once, not gap by gap: gaps have no memory. */
const MANY = 10

const words = new Int32Array(4)

/** Writes into `agentWork.given` what work agents `from` to before `to` of group `g` are given in this tick, micro-credits. */
export function arrive(world: World, g: number, from: number, to: number): void {
  const { tables, tickLength } = world
  const group = world.agents[g]
  const { law } = group.spec.tasks
  const { given } = tables.agentWork
  const { rate, next } = tables.agents
  const factor = loadFactor(world, g, world.start)
  const load = tables.agentLoads.sum[g]
  const until = load + factor * tickLength
  const work = Math.round(group.spec.tasks.work * MICRO)
  switch (law.law) {
    case 'poisson':
      for (let i = from; i < to; i++)
        if (next[i] < until) given[i] = work * countTasks(world, i, load, until)
        else if (given[i] > 0) given[i] = 0
      break
    case 'bursty':
      for (let i = from; i < to; i++) {
        // What a burst adds to the load brings the next task nearer.
        const nearer = burstShare(world, i, law) * (law.times - 1) * (until - load)
        if (nearer !== 0) next[i] -= nearer
        given[i] = next[i] >= until ? 0 : work * countTasks(world, i, load - nearer, until)
      }
      break
    case 'regular':
      for (let i = from; i < to; i++) {
        const count = next[i] >= until ? 0 : Math.ceil((until - next[i]) * rate[i])
        if (count > 0) next[i] += count / rate[i]
        given[i] = work * count
      }
      break
    case 'normal':
      for (let i = from; i < to; i++)
        given[i] = rate[i] > 0 ? amountOf(world, i, rate[i] * tickLength, law.deviation, factor * work) : 0
      break
    case 'traced':
      deal(world, group, group.trace!, factor * work, law.speed, from, to)
  }
}

/** Adds the tick that ends to the load of each group. */
export function addLoads(world: World): void {
  const { sum } = world.tables.agentLoads
  for (let g = 0; g < sum.length; g++) sum[g] += loadFactor(world, g, world.start) * world.tickLength
}

/**
 * Load of group `g` in a tick that starts at `start` (s) as a multiple of its rates: pattern, records, shocks. `read` says what a
 * record has for a time.
 */
export function loadFactor({ agents, scenario, tickLength }: World, g: number, start: number, read = valueAt): number {
  const { pattern, multiples } = agents[g].spec.tasks
  const recorded = multiples ? Math.max(0, read(multiples, start)) : 1
  return multiple(pattern, start + tickLength / 2) * recorded * agentShock(scenario, g, start)
}

/** Tasks that agent `i`, whose next one is due, is given while the load grows from `load` to `until`. */
function countTasks({ tables, key, tick }: World, i: number, load: number, until: number): number {
  const { next, rate } = tables.agents
  const expected = rate[i] * (until - load)
  if (expected >= MANY) {
    blocks(words, 1, key, 0, i, tick + 1, PURPOSE.taskHazard)
    next[i] = until + exponential(words[0]) / rate[i]
    return poisson(expected, key, PURPOSE.task, tick, i)
  }
  let at = next[i]
  let count = 0
  for (; at < until; count++) {
    if (count % 4 === 0) blocks(words, 1, key, count >> 2, i, tick, PURPOSE.task)
    at += exponential(words[count & 3]) / rate[i]
  }
  next[i] = at
  return count
}

/** Share of the tick that agent `i` spends in bursts; calm and bursts change at exact times. */
function burstShare(
  { tables, key, tick, tickLength }: World,
  i: number,
  { calm, burst }: { readonly calm: number; readonly burst: number },
): number {
  const { bursting, left } = tables.agentBursts
  if (left[i] >= tickLength) {
    left[i] -= tickLength
    return bursting[i]
  }
  let time = 0
  let inBursts = 0
  for (let change = 0; ; change++) {
    const spell = Math.min(left[i], tickLength - time)
    inBursts += bursting[i] * spell
    time += spell
    left[i] -= spell
    if (left[i] > 0) return inBursts / tickLength
    if (change % 4 === 0) blocks(words, 1, key, change >> 2, i, tick, PURPOSE.burst)
    bursting[i] = 1 - bursting[i]
    left[i] = exponential(words[change & 3]) * (bursting[i] === 1 ? burst : calm)
  }
}

/** A normal number of tasks, none where it is negative, as work. */
function amountOf({ key, tick }: World, i: number, mean: number, deviation: number, work: number): number {
  blocks(words, 1, key, 0, i, tick, PURPOSE.taskAmount)
  return Math.max(0, Math.round((mean + deviation * normal(words[0], words[1])) * work))
}

/** Deals the requests of the tick to the agents of a group. */
function deal(
  { tables, start, end }: World,
  { first, count }: AgentGroup,
  trace: Trace,
  work: number,
  speed: number,
  from: number,
  to: number,
): void {
  const { given } = tables.agentWork
  const begin = lowerBound(trace.time, start * speed)
  const until = lowerBound(trace.time, end * speed)
  for (let i = from; i < to; i++) given[i] = dealt(trace, begin, until, i - first, count, work)
}

/**
 * Work of those requests in rows `begin` to before `until` that agent `k` of `count` is given, where a request of size 1 is
 * `work`: they go round in turn, request k of the trace to agent k.
 */
export function dealt({ size }: Trace, begin: number, until: number, k: number, count: number, work: number): number {
  let sum = 0
  for (let row = begin + ((k - (begin % count) + count) % count); row < until; row += count)
    sum += Math.round(size[row] * work)
  return sum
}
