/**
 * Tasks: an agent gets its stipend, pays its upkeep, is given tasks, and says which compute it wants for them: that of its own
 * machine first, then its credits, then what it can buy on the spot.
 */
import { blocks } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
import { valueAt } from '../../scenario/series.ts'
import { MICRO } from '../accounts.ts'
import { PURPOSE } from '../purposes.ts'
import { multiple } from '../queries/demand.ts'
import type { World } from '../world.ts'
import { AGENT } from './tables.ts'

const words = new Int32Array(4)

/** Agents `from` to before `to` are paid, pay, and are given tasks. */
export function giveTasks(world: World, from: number, to: number): void {
  const { tables, tickLength } = world
  const { group, state, wallet, credits, rate, hazard, waiting, capacity, income, upkeep } = tables.agents
  const { given, redeemed, spot } = tables.agentWork
  const tally = tables.agentTally
  const price = tables.token.price[0]
  const { open } = world.scenario.agents.credits.spot
  const credit = open ? tables.creditMarket.spotPrice[0] : Infinity
  const factor = world.agents.map((_, g) => loadFactor(world, g) * tickLength)
  const work = world.agents.map(({ spec }) => Math.round(spec.tasks.work * MICRO))
  for (let i = from; i < to; i++) {
    const g = group[i]
    const stipend = Math.floor(income[i] / price)
    wallet[i] += stipend
    tally.stipends[g] += stipend
    const cost = Math.ceil(upkeep[i] / price)
    const awake = wallet[i] >= cost
    state[i] = awake ? AGENT.awake : AGENT.dormant
    const expected = rate[i] * factor[g]
    let come = 0
    if (hazard[i] >= expected) hazard[i] -= expected
    else come = work[g] * countTasks(world, i, expected)
    given[i] = come
    tally.given[g] += come
    if (!awake) {
      tally.lost[g] += come
      redeemed[i] = 0
      spot[i] = 0
      continue
    }
    wallet[i] -= cost
    tally.upkeep[g] += cost
    waiting[i] += come
    const beyond = Math.max(0, waiting[i] - capacity[i])
    const ahead = Math.min(beyond, credits[i])
    redeemed[i] = ahead
    spot[i] = Math.min(beyond - ahead, credit > 0 ? Math.floor((wallet[i] / credit) * MICRO) : Infinity)
    tally.redeemed[g] += ahead
    tally.spot[g] += spot[i]
  }
}

/** Load of group `g` in this tick as a multiple of its rates: pattern, records, shocks. */
export function loadFactor({ agents, shock, start, tickLength }: World, g: number): number {
  const { pattern, multiples } = agents[g].spec.tasks
  const recorded = multiples ? Math.max(0, valueAt(multiples, start)) : 1
  return multiple(pattern, start + tickLength / 2) * recorded * shock.agents[g]
}

/** Tasks that agent `i` is given in a tick in which it expects so many; its gap is shorter than the tick. */
function countTasks({ tables, key, tick }: World, i: number, expected: number): number {
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
