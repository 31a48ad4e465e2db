/**
 * Arrivals: how much work agents are given in a tick, by the law of their group.
 *
 * Where tasks come one by one, the hazard column holds what is left of the gap until the next one, in expected tasks; each
 * tick eats what it expects, and every crossing is a task. The gap is exponential of mean 1, or exactly 1 where tasks are regular.
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
  const { rate, hazard } = tables.agents
  const factor = loadFactor(world, g, world.start)
  const expectedPerRate = factor * tickLength
  const work = Math.round(group.spec.tasks.work * MICRO)
  switch (law.law) {
    case 'poisson':
      for (let i = from; i < to; i++) {
        const expected = rate[i] * expectedPerRate
        const left = hazard[i]
        if (left < expected) given[i] = work * countTasks(world, i, expected)
        else {
          hazard[i] = left - expected
          given[i] = 0
        }
      }
      break
    case 'bursty':
      for (let i = from; i < to; i++) {
        const share = burstShare(world, i, law)
        const expected = rate[i] * expectedPerRate * (1 + share * (law.times - 1))
        if (hazard[i] < expected) given[i] = work * countTasks(world, i, expected)
        else {
          hazard[i] -= expected
          given[i] = 0
        }
      }
      break
    case 'regular':
      for (let i = from; i < to; i++) {
        const expected = rate[i] * expectedPerRate
        const count = Math.max(0, Math.ceil(expected - hazard[i]))
        hazard[i] += count - expected
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

/**
 * Load of group `g` in a tick that starts at `start` (s) as a multiple of its rates: pattern, records, shocks. `read` says what a
 * record has for a time.
 */
export function loadFactor({ agents, scenario, tickLength }: World, g: number, start: number, read = valueAt): number {
  const { pattern, multiples } = agents[g].spec.tasks
  const recorded = multiples ? Math.max(0, read(multiples, start)) : 1
  return multiple(pattern, start + tickLength / 2) * recorded * agentShock(scenario, g, start)
}

/** Tasks that agent `i` is given in a tick in which it expects so many; its gap is shorter than the tick. */
function countTasks({ tables, key, tick }: World, i: number, expected: number): number {
  if (expected >= MANY) return poisson(expected, key, PURPOSE.task, tick, i)
  const { hazard } = tables.agents
  let left = hazard[i]
  let count = 0
  while (left < expected) {
    if (count % 4 === 0) blocks(words, 1, key, count >> 2, i, tick, PURPOSE.task)
    left += exponential(words[count & 3])
    count++
  }
  hazard[i] = left - expected
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
