/**
 * Sharing: where less compute can be used than is wanted, nobody gets more than another who wants as much, and small wants
 * are met first: all get what they want up to one level (max-min fairness; Bertsekas and Gallager 1992, 6.5.2).
 *
 * The level follows from how many want how much, counted by octaves. Below the level's octave wants are met whole; in it,
 * and beyond it up to its end, all get the same part of what they want beyond its beginning.
 */
import { f64, type Table, table } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'

/** Powers of two up to the largest whole number that a double counts. */
const OCTAVES = 53
const WORDS = 4_294_967_296

const WANTS = {
  ahead: f64('1', 'agents that want to use credits, by octave of how many'),
  aheadSum: f64('micro-credit', 'credits that they want to use'),
  spot: f64('1', 'agents that want to buy on the spot, by octave of how much'),
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

/** Counts that an agent wants to use `ahead` credits and to buy `spot`, both in whole micro-credits. */
export function want(wants: Wants, ahead: number, spot: number): void {
  if (wants.ahead.length === 0) return
  if (ahead > 0) {
    const octave = octaveOf(ahead)
    wants.ahead[octave]++
    wants.aheadSum[octave] += ahead
  }
  if (spot > 0) {
    const octave = octaveOf(spot)
    wants.spot[octave]++
    wants.spotSum[octave] += spot
  }
}

/** Counts that an agent that wanted to buy `spot` micro-credits now wants only `less`. */
export function wantLess(wants: Wants, spot: number, less: number): void {
  if (wants.spot.length === 0) return
  wants.spot[octaveOf(spot)]--
  wants.spotSum[octaveOf(spot)] -= spot
  want(wants, 0, less)
}

/** What of `wanted` micro-credits an agent gets where wants are met up to `level`, and `share` of them from there to twice the level. */
export function granted(wanted: number, level: number, share: number): number {
  return wanted <= level ? wanted : level + Math.floor(Math.min(wanted - level, level) * share)
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
  const prepaid = ahead > most ? levelOf(wants, 'ahead', 'aheadSum', most) : ALL
  const bought = spot > room ? levelOf(wants, 'spot', 'spotSum', room) : ALL
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

/** The power of two at or below a whole number of at least 1. */
function octaveOf(amount: number): number {
  return amount < WORDS ? 31 - Math.clz32(amount) : 63 - Math.clz32(amount / WORDS)
}
