/**
 * Sharing: who gets compute where less can be used than is wanted.
 *
 * Evenly: nobody gets more than another who wants as much, and small wants are met first: all get what they want up to one
 * level (max-min fairness; Bertsekas and Gallager 1992, 6.5.2). The level follows from how many want how much, counted by
 * octaves. Below the level's octave wants are met whole; in it, and beyond it up to its end, all get the same part of what
 * they want beyond its beginning.
 *
 * By lot: agents draw one of as many tickets. Wants are met whole up to a ticket; those who drew it get the same part.
 */
import { f64, type Table, table } from '../../engine/memory.ts'
import { block } from '../../engine/random.ts'
import { unit } from '../../engine/variates.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'

/** Powers of two up to the largest whole number that a double counts; and tickets. */
const OCTAVES = 53
/** In place of a ticket where compute is shared evenly. */
export const EVENLY = -1

const words = new Int32Array(4)
const WORDS = 4_294_967_296

const WANTS = {
  ahead: f64('1', 'agents that want to use credits, by octave of how many or by ticket'),
  aheadSum: f64('micro-credit', 'credits that they want to use'),
  spot: f64('1', 'agents that want to buy on the spot, likewise'),
  spotSum: f64('micro-credit', 'compute that they want to buy'),
} as const

/** Whether less compute may be there than is wanted. */
export const isLimited = ({ capacity, operators }: Scenario['agents']['credits']) =>
  capacity !== undefined || operators !== undefined

/** What a thread counts of the compute that agents want; nothing where there is any amount of it. */
export const wantTallies = ({ agents: { groups, credits } }: Scenario) => ({
  agentWants: table(groups.length > 0 && isLimited(credits) ? OCTAVES : 0, WANTS),
})

type Wants = Table<typeof WANTS>

/** The ticket of agent `i` in this tick; EVENLY where compute is shared without lots. */
export function ticketOf({ scenario, key, tick }: World, i: number): number {
  if (scenario.agents.credits.rationing === 'even') return EVENLY
  block(words, key, 0, i, tick, PURPOSE.computeLot)
  return Math.floor(unit(words[0]) * OCTAVES)
}

/** Counts that an agent with this ticket wants to use `ahead` credits and to buy `spot`, both in whole micro-credits. */
export function want(wants: Wants, ticket: number, ahead: number, spot: number): void {
  if (wants.ahead.length === 0) return
  if (ahead > 0) {
    const row = ticket === EVENLY ? octaveOf(ahead) : ticket
    wants.ahead[row]++
    wants.aheadSum[row] += ahead
  }
  if (spot > 0) {
    const row = ticket === EVENLY ? octaveOf(spot) : ticket
    wants.spot[row]++
    wants.spotSum[row] += spot
  }
}

/** Counts that an agent with this ticket that wanted to buy `spot` micro-credits now wants only `less`. */
export function wantLess(wants: Wants, ticket: number, spot: number, less: number): void {
  if (wants.spot.length === 0) return
  const row = ticket === EVENLY ? octaveOf(spot) : ticket
  wants.spot[row]--
  wants.spotSum[row] -= spot
  want(wants, ticket, 0, less)
}

/**
 * What of `wanted` micro-credits an agent gets: evenly, all up to `level` and `share` of what it wants from there to twice the
 * level; by lot, all with a ticket before `level`, and `share` of it with that ticket.
 */
export function granted(wanted: number, ticket: number, level: number, share: number): number {
  if (ticket === EVENLY) return wanted <= level ? wanted : level + Math.floor(Math.min(wanted - level, level) * share)
  return ticket < level ? wanted : ticket === level ? Math.floor(wanted * share) : 0
}

/** Shares out the compute of the tick: credits are good before anything is sold on the spot. */
export function shareCompute({ tables, lanes, scenario }: World): void {
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
  const most = creditMarket.capacity[0]
  const wants = lanes.map(({ agentWants }) => agentWants)
  const room = Math.max(0, most - ahead)
  const find = scenario.agents.credits.rationing === 'even' ? levelOf : lastTicket
  const prepaid = ahead > most ? find(wants, 'ahead', 'aheadSum', most) : ALL
  const bought = spot > room ? find(wants, 'spot', 'spotSum', room) : ALL
  creditMarket.redeemedLevel[0] = prepaid.level
  creditMarket.redeemedShare[0] = prepaid.share
  creditMarket.spotLevel[0] = bought.level
  creditMarket.spotShare[0] = bought.share
  creditMarket.load[0] = most > 0 && most < Infinity ? (ahead + spot) / most : 0
}

const ALL = { level: Infinity, share: 0 } as const

/** The level, a power of two, up to which wants are met where less than all can be, and the share beyond it. */
function levelOf(lanes: readonly Wants[], count: 'ahead' | 'spot', sum: 'aheadSum' | 'spotSum', room: number) {
  let above = 0
  for (const wants of lanes) for (const agents of wants[count]) above += agents
  let left = room
  let level = 1
  for (let octave = 0; octave < OCTAVES; octave++, level *= 2) {
    let agents = 0
    let wanted = 0
    for (const wants of lanes) {
      agents += wants[count][octave]
      wanted += wants[sum][octave]
    }
    // All from here on get the level; then those of the octave what they want beyond, and larger ones as much again.
    const beyond = left - above * level
    if (beyond < 0) break
    above -= agents
    const more = wanted - agents * level + above * level
    if (beyond < more) return { level, share: beyond / more }
    left -= wanted
  }
  return { level: 0, share: 0 }
}

/** The ticket up to which wants are met where less than all can be, and the share of those who drew it. */
function lastTicket(lanes: readonly Wants[], _: 'ahead' | 'spot', sum: 'aheadSum' | 'spotSum', room: number) {
  let left = room
  for (let ticket = 0; ; ticket++) {
    let wanted = 0
    for (const wants of lanes) wanted += wants[sum][ticket]
    if (wanted > left) return { level: ticket, share: left / wanted }
    left -= wanted
  }
}

/** The power of two at or below a whole number of at least 1. */
function octaveOf(amount: number): number {
  return amount < WORDS ? 31 - Math.clz32(amount) : 63 - Math.clz32(amount / WORDS)
}
