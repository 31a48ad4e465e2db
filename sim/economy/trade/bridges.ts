/**
 * Bridges: tokens cross from one chain to another. What is to be sent is asked for during the tick and sent as it ends, all
 * of a bridge at once: where it is more than the bridge takes, each sender sends the same part. A transfer under way is an
 * event of the calendar and a row of a table.
 */
import { f64, grow, table, u16, u32 } from '../../engine/memory.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { EVENT } from '../events.ts'
import { transfer } from '../ledger.ts'
import type { World } from '../world.ts'
import { HOME } from './chains.ts'
import { expectTokens, give, heldOn, partiesIn, take } from './holdings.ts'

/** In place of a row of transits: none. */
const NO_ROW = 0xffffffff

export function bridgeTables(scenario: Scenario) {
  const { bridges } = scenario.trade
  const crossing = bridges.length > 0 ? 1 : 0
  return {
    transits: table(16 * crossing, {
      bridge: u16('1', 'bridge'),
      party: u32('1', 'whose they are'),
      tokens: f64('micro-token', 'tokens under way; 0: the row is free'),
      spent: f64('micro-dollar', 'what they cost their party'),
      bought: f64('s', 'when they were bought, on average'),
      next: u32('1', 'next free row'),
    }),
    transitState: table(crossing, {
      free: u32('1', 'first free row of transits'),
      used: u32('1', 'rows of transits ever in use'),
    }),
    bridges: table(bridges.length, { tokens: f64('micro-token', 'tokens under way') }),
    sendRequests: table(
      bridges.length * partiesIn(scenario),
      { tokens: f64('micro-token', 'tokens to be sent, by bridge, then party') },
      { scratch: true },
    ),
    bridgeTally: table(
      bridges.length,
      {
        asked: f64('micro-token', 'tokens that were to be sent in this tick'),
        taken: f64('micro-token', 'tokens that were, fees among them'),
        fees: f64('micro-token', 'fees'),
        exposure: f64('micro-token s', 'tokens under way times time'),
      },
      { scratch: true },
    ),
    remittanceTally: table(
      bridges.length > 0 ? scenario.customers.length : 0,
      {
        tokens: f64('micro-token', 'tokens that came home in this tick'),
        spent: f64('micro-dollar', 'what they had cost'),
        time: f64('micro-token s', 'tokens times time since they were bought'),
      },
      { scratch: true },
    ),
  }
}

/** As a run begins: no row was ever used. */
export function clearTransits({ tables }: World): void {
  tables.transitState.free.fill(NO_ROW)
}

/** As a tick begins: nothing is asked for yet, and what is under way counts for all of the tick unless it arrives. */
export function openBridges({ tables, tickLength }: World): void {
  const { bridges, sendRequests, bridgeTally, remittanceTally } = tables
  if (bridges.tokens.length === 0) return
  sendRequests.tokens.fill(0)
  for (const tally of [bridgeTally, remittanceTally]) for (const column of Object.values(tally)) column.fill(0)
  for (let b = 0; b < bridges.tokens.length; b++) bridgeTally.exposure[b] = bridges.tokens[b] * tickLength
}

/**
 * Asks to send `tokens` of a party over bridge `b` as the tick ends. It sends at most what it has there then, and where all
 * ask for more than the bridge takes in a tick, its part of that; the rest stays where it is.
 */
export function send({ tables, scenario }: World, b: number, party: number, tokens: number): void {
  tables.sendRequests.tokens[b * partiesIn(scenario) + party] += tokens
}

/** Sends what was asked for. */
export function crossBridges(world: World): void {
  const { tables, scenario, tickLength } = world
  const parties = partiesIn(scenario)
  for (const [b, { capacity }] of scenario.trade.bridges.entries()) {
    const requests = tables.sendRequests.tokens.subarray(b * parties, (b + 1) * parties)
    let asked = 0
    for (let party = 0; party < parties; party++) asked += requests[party]
    tables.bridgeTally.asked[b] = asked
    let left = capacity === undefined ? asked : Math.min(asked, Math.floor(capacity * tickLength))
    const part = left / asked
    for (let party = 0; party < parties; party++) {
      const tokens = part === 1 ? requests[party] : Math.min(left, Math.floor(requests[party] * part))
      if (tokens > 0) left -= depart(world, b, party, tokens)
    }
  }
}

/** Puts up to `tokens` of a party on bridge `b`; returns what it took, 0 where its fee would use them up. */
function depart(world: World, b: number, party: number, tokens: number): number {
  const { tables, scenario, routes, calendar } = world
  const { fee: share, fixed, delay, receiver } = scenario.trade.bridges[b]
  const taken = Math.min(tokens, heldOn(world, party, routes.from[b]))
  const fee = Math.ceil(taken * share) + Math.ceil(fixed)
  if (fee >= taken) return 0
  const { spent, bought } = take(world, party, routes.from[b], taken)
  transfer(tables, receiver === 'treasury' ? 'bridgeToll' : 'bridgeFee', fee)
  const row = freeRow(world)
  const { transits, bridges, bridgeTally } = tables
  transits.bridge[row] = b
  transits.party[row] = party
  transits.tokens[row] = taken - fee
  transits.spent[row] = spent
  transits.bought[row] = bought
  bridges.tokens[b] += taken - fee
  bridgeTally.taken[b] += taken
  bridgeTally.fees[b] += fee
  expectTokens(world, party, routes.to[b], taken - fee)
  calendar.schedule(world.end + delay, 0, EVENT.crossing, row)
  return taken
}

function freeRow({ tables, memory }: World): number {
  const { free, used } = tables.transitState
  if (free[0] !== NO_ROW) {
    const row = free[0]
    free[0] = tables.transits.next[row]
    return row
  }
  const rows = memory.rows('transits')
  if (used[0] === rows) grow(memory, 'transits', 2 * rows)
  return tables.transitState.used[0]++
}

/** The transfer in `row` arrives. */
export function arrive(world: World, row: number): void {
  const { tables, scenario, routes, calendar, end } = world
  const { transits, transitState, bridges, bridgeTally, remittanceTally: tally } = tables
  const b = transits.bridge[row]
  const party = transits.party[row]
  const chain = routes.to[b]
  const lot = { tokens: transits.tokens[row], spent: transits.spent[row], bought: transits.bought[row] }
  bridges.tokens[b] -= lot.tokens
  bridgeTally.exposure[b] -= lot.tokens * (end - calendar.now)
  expectTokens(world, party, chain, -lot.tokens)
  give(world, party, chain, lot)
  if (chain === HOME && party < scenario.customers.length) {
    tally.tokens[party] += lot.tokens
    tally.spent[party] += lot.spent
    tally.time[party] += lot.tokens * (calendar.now - lot.bought)
  }
  transits.tokens[row] = 0
  transits.next[row] = transitState.free[0]
  transitState.free[0] = row
}
