/** Work: agents do what there is compute for, pay for it, and are paid for what they have done well and in time. */
import { blocks, WORDS } from '../../engine/random.ts'
import { MICRO } from '../accounts.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { hasWholeTasks, inPortions } from './groups.ts'
import { expire, type LotRows, type Lots, lotRows, recount } from './lots.ts'
import { EVENLY, granted, ticketOf } from './sharing.ts'
import { AGENT } from './tables.ts'

const words = new Int32Array(4)

/** Agents `from` to before `to` work. */
export function work(world: World, from: number, to: number): void {
  inPortions(world, from, to, workIn)
}

function workIn(world: World, g: number, from: number, to: number): void {
  const { tables, agents, tick } = world
  const { state, busy, wallet, credits, waiting, progress } = tables.agents
  const { own, redeemed, spot, helped, done } = tables.agentWork
  const { creditMarket } = tables
  const price = creditMarket.spotPrice[0]
  const [redeemedLevel, redeemedShare] = [creditMarket.redeemedLevel[0], creditMarket.redeemedShare[0]]
  const [spotLevel, spotShare] = [creditMarket.spotLevel[0], creditMarket.spotShare[0]]
  const tally = tables.agentTally
  const { spec, first, deadlines } = agents[g]
  const { tasks } = spec
  const whole = hasWholeTasks(spec)
  const limited = redeemedLevel < Infinity || spotLevel < Infinity
  const size = Math.round(tasks.work * MICRO)
  const rows = deadlines && lotRows(deadlines, tick)
  let held = 0
  let awake = 0
  let up = 0
  let retired = 0
  let stillWaiting = 0
  for (let i = from; i < to; i++) {
    held += credits[i]
    const works = state[i] === AGENT.awake
    if (works) awake++
    else if (state[i] === AGENT.retired) retired++
    if (busy[i] === 0) {
      if (works) up++
      continue
    }
    let left = waiting[i]
    let purse = wallet[i]
    let fines = 0
    let used = 0
    if (works) {
      const ticket = limited ? ticketOf(world, i) : EVENLY
      const ahead = granted(redeemed[i], ticket, redeemedLevel, redeemedShare)
      const bought = granted(spot[i], ticket, spotLevel, spotShare)
      used = own[i] + ahead + helped[i] + bought
      done[i] = used
      left -= used
      redeemed[i] = ahead
      spot[i] = bought
      credits[i] -= ahead
      held -= ahead
      if (bought > 0) {
        const paid = Math.min(purse, Math.ceil((bought * price) / MICRO))
        purse -= paid
        tally.spotPaid[g] += paid
      }
      tally.redeemed[g] += ahead
      tally.spot[g] += bought
      tally.done[g] += used
      let finished = used
      let well = used
      if (whole) {
        const count = Math.floor((progress[i] + used) / size)
        finished = count * size
        progress[i] += used - finished
        well = tasks.success < 1 ? size * countWell(world, i, count, tasks.success) : finished
      }
      const earned = Math.floor((well / size) * tasks.reward)
      fines = finished - well
      purse += earned
      tally.finished[g] += finished
      tally.well[g] += well
      tally.rewards[g] += earned
    }
    if (rows) {
      const expired = endOfTick(tables.taskLots.sum, deadlines, rows, i - first, used, left)
      if (expired > 0) {
        left -= expired
        // What had been done of the task that is lost first is lost with it.
        fines += progress[i] + expired
        tally.lost[g] += progress[i] + expired
        progress[i] = 0
      } else if (works) up++
    } else if (works && left === 0) up++
    waiting[i] = left
    stillWaiting += left
    if (works && tasks.delay > 0) {
      const owed = Math.min(purse, Math.ceil((left / size) * tasks.delay))
      purse -= owed
      tally.delays[g] += owed
    }
    if (fines > 0) {
      const owed = Math.min(purse, Math.ceil((fines / size) * tasks.penalty))
      purse -= owed
      tally.penalties[g] += owed
    }
    wallet[i] = purse
  }
  tally.held[g] += held
  tally.awake[g] += awake
  tally.up[g] += up
  tally.retired[g] += retired
  tally.waiting[g] += stillWaiting
}

/** Ends the tick for the waiting work of holder `k`; returns what of it expires. */
function endOfTick(sum: Float64Array, lots: Lots, rows: LotRows, k: number, used: number, left: number): number {
  const expired = expire(sum, rows, k, used, left)
  recount(sum, lots, k)
  return expired
}

/** How many of the `count` tasks that agent `i` has finished are done well. */
function countWell({ key, tick }: World, i: number, count: number, success: number): number {
  const least = success * WORDS
  let well = 0
  for (let task = 0; task < count; task++) {
    if (task % 4 === 0) blocks(words, 1, key, task >> 2, i, tick, PURPOSE.taskSuccess)
    if (words[task & 3] >>> 0 < least) well++
  }
  return well
}
