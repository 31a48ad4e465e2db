/** Work: agents do what there is compute for, pay for it, and are paid for it. */
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { AGENT } from './tables.ts'

/** Shares out the compute of the tick: credits are good before anything is sold on the spot. */
export function shareCompute({ tables, lanes, scenario, tickLength }: World): void {
  const { creditMarket } = tables
  if (scenario.agents.groups.length === 0) return
  let ahead = 0
  let spot = 0
  for (const { agentTally } of lanes)
    for (let g = 0; g < agentTally.redeemed.length; g++) {
      ahead += agentTally.redeemed[g]
      spot += agentTally.spot[g]
      // From here on they count what is used.
      agentTally.redeemed[g] = 0
      agentTally.spot[g] = 0
    }
  const { capacity } = scenario.agents.credits
  const most = capacity === undefined ? Infinity : Math.round(capacity * tickLength * MICRO)
  creditMarket.redeemedShare[0] = ahead > most ? most / ahead : 1
  const room = Math.max(0, most - ahead)
  creditMarket.spotShare[0] = spot > room ? room / spot : 1
  creditMarket.load[0] = most > 0 && most < Infinity ? (ahead + spot) / most : 0
}

/** Agents `from` to before `to` work. */
export function work(world: World, from: number, to: number): void {
  const { tables, agents } = world
  const { group, state, wallet, credits, waiting, capacity } = tables.agents
  const { redeemed, spot, done } = tables.agentWork
  const { spotPrice, redeemedShare, spotShare } = tables.creditMarket
  const tally = tables.agentTally
  const reward = agents.map(({ spec: { tasks } }) => tasks.reward / (tasks.work * MICRO))
  const delay = agents.map(({ spec: { tasks } }) => tasks.delay / (tasks.work * MICRO))
  for (let i = from; i < to; i++) {
    const g = group[i]
    tally.held[g] += credits[i]
    if (state[i] !== AGENT.awake) {
      done[i] = 0
      tally.waiting[g] += waiting[i]
      continue
    }
    const used = Math.floor(redeemed[i] * redeemedShare[0])
    const bought = Math.floor(spot[i] * spotShare[0])
    const paid = Math.min(wallet[i], Math.ceil((bought * spotPrice[0]) / MICRO))
    const own = Math.min(waiting[i], capacity[i])
    const finished = own + used + bought
    const left = waiting[i] - finished
    const earned = Math.floor(finished * reward[g])
    const owed = Math.min(wallet[i] - paid + earned, Math.ceil(left * delay[g]))
    redeemed[i] = used
    spot[i] = bought
    done[i] = finished
    waiting[i] = left
    credits[i] -= used
    wallet[i] += earned - paid - owed
    tally.held[g] -= used
    tally.redeemed[g] += used
    tally.spot[g] += bought
    tally.spotPaid[g] += paid
    tally.done[g] += finished
    tally.waiting[g] += left
    tally.rewards[g] += earned
    tally.delays[g] += owed
    tally.awake[g]++
    if (left === 0) tally.up[g]++
  }
}
