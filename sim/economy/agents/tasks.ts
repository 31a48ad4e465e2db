/**
 * Tasks: an agent gets its stipend, pays its upkeep, is given tasks, and says which compute it wants for them: that of its own
 * machine first, then its credits, then what it can buy on the spot.
 */
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { arrive } from './arrivals.ts'
import { inPortions } from './groups.ts'
import { EVENLY, ticketOf, want } from './sharing.ts'
import { machineWork, workable } from './stocks/use.ts'
import { AGENT } from './tables.ts'

/** Agents `from` to before `to` are paid, pay, and are given tasks. */
export function giveTasks(world: World, from: number, to: number): void {
  inPortions(world, from, to, give)
}

function give(world: World, g: number, from: number, to: number): void {
  arrive(world, g, from, to)
  take(world, g, from, to)
}

/** Agents of group `g` are paid, stay awake, fall dormant, wake or retire; those awake take their tasks. */
function take(world: World, g: number, from: number, to: number): void {
  const { tables, agents, scenario, tick } = world
  const { state, since, busy, wallet, credits, waiting, progress, capacity, income, upkeep } = tables.agents
  const { given, own, redeemed, spot, done } = tables.agentWork
  const tally = tables.agentTally
  const price = tables.token.price[0]
  const spotPrice = tables.creditMarket.spotPrice[0]
  const sold = scenario.agents.credits.spot.open && spotPrice <= (agents[g].spec.reservation ?? Infinity)
  const credit = sold ? spotPrice : Infinity
  const { floor, target = Infinity } = agents[g].spec
  const most = Math.round(agents[g].spec.most ?? Infinity)
  const wake = Math.max(floor, agents[g].spec.wake)
  const stocked = world.stocks[g].length > 0
  const limited = tables.agentWants.ahead.length > 0
  let stipends = 0
  let returned = 0
  let upkeeps = 0
  let allGiven = 0
  let lost = 0
  let ahead = 0
  let wanted = 0
  for (let i = from; i < to; i++) {
    const occupied = busy[i] === 1
    if (occupied) {
      own[i] = 0
      redeemed[i] = 0
      spot[i] = 0
      done[i] = 0
    }
    const come = given[i]
    allGiven += come
    if (state[i] === AGENT.retired) {
      lost += come
      continue
    }
    const stipend = income[i] > 0 ? Math.floor(income[i] / price) : 0
    stipends += stipend
    const full = wallet[i] + stipend
    const purse = Math.min(full, most)
    returned += full - purse
    const cost = upkeep[i] > 0 ? Math.ceil(upkeep[i] / price) : 0
    const awake = state[i] === AGENT.awake
    if (purse < cost || purse < (awake ? floor : wake)) {
      if (awake) {
        state[i] = AGENT.dormant
        since[i] = tick
        tally.fallen[g]++
      }
      wallet[i] = purse
      if (occupied && waiting[i] === 0) busy[i] = 0
      lost += come
      continue
    }
    if (purse >= target) {
      state[i] = AGENT.retired
      since[i] = tick
      wallet[i] = purse
      lost += come + waiting[i] + progress[i]
      tables.agents.rate[i] = 0
      tables.agents.next[i] = Infinity
      waiting[i] = 0
      progress[i] = 0
      busy[i] = 0
      continue
    }
    if (!awake) {
      state[i] = AGENT.awake
      since[i] = tick
    }
    if (stipend !== cost) wallet[i] = purse - cost
    upkeeps += cost
    if (come > 0) {
      waiting[i] += come
      busy[i] = 1
    } else if (occupied && waiting[i] === 0) busy[i] = 0
    if (stocked) tables.stockWork.due[i] = waiting[i]
    if (busy[i] === 0) continue
    const due = waiting[i]
    own[i] = stocked ? machineWork(world, i, due) : Math.min(due, capacity[i])
    const beyond = (stocked ? Math.min(due, workable(world, i)) : due) - own[i]
    if (beyond === 0) continue
    const prepaid = Math.min(beyond, credits[i])
    redeemed[i] = prepaid
    ahead += prepaid
    const short = beyond - prepaid
    const bought = credit > 0 ? Math.min(short, Math.floor((wallet[i] / credit) * MICRO)) : short
    spot[i] = bought
    wanted += bought
    want(tables.agentWants, limited ? ticketOf(world, i) : EVENLY, prepaid, bought)
  }
  tally.stipends[g] += stipends
  tally.returned[g] += returned
  tally.upkeep[g] += upkeeps
  tally.given[g] += allGiven
  tally.lost[g] += lost
  tally.redeemed[g] += ahead
  tally.spot[g] += wanted
}
