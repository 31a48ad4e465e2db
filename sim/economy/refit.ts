/**
 * Fits a restored state to the rules of another scenario. Who there is, and what was drawn for everybody at the start, is
 * state and stays; rules, prices of the network, length and shocks are the scenario's. Where the population is another
 * one the state cannot be fitted, and says what differs.
 */
import { resize } from '../engine/memory.ts'
import { NUMBERS } from '../engine/pending.ts'
import { EVENT } from './events.ts'
import { LEARNED } from './operators/learning-tables.ts'
import { replaceProposals } from './protocol/governance/proposals.ts'
import { layRulings } from './rulings.ts'
import type { World } from './world.ts'

/** Tables that grow during a run; all others have the rows that the scenario gives. */
const GROWING: ReadonlySet<string> = new Set(['calendar', 'calendarEvents', 'flights', 'jobs', 'transits'])
/** The subject of an event is its kind times this plus its agent. */
const AGENTS = 4_294_967_296
/** When an outage began that never was: the event that asks whether it lasts finds that it does not. */
const NEVER = -1

/**
 * Checks that the state in `world` is one of the scenario's population at a time of its clock, where `rows` are those that
 * the scenario gives by table, and puts the scenario's shocks in place of those that were to come.
 */
export function refit(world: World, rows: Readonly<Record<string, number>>): void {
  if (LEARNED.some(name => world.memory.rows(name) !== rows[name])) forgetLessons(world, rows)
  checkRows(world, rows)
  checkGroups(world)
  const { clock, time } = world.tables
  if (clock.now[0] !== time.tick[0] * world.tickLength)
    throw refusal(`ticks of ${clock.now[0] / time.tick[0]} s as before`, `${world.tickLength} s`)
  replaceShocks(world)
  replaceProposals(world)
  // Until a vote has changed them, votable parameters are those of the scenario.
  if (world.tables.rulingsMade.next[0] === 0) layRulings(world)
}

/** Where other operators learn, or on other grids, all begin anew: rows that are added are zero. */
function forgetLessons({ memory }: World, rows: Readonly<Record<string, number>>): void {
  resize(memory, Object.fromEntries(LEARNED.map(name => [name, 0])))
  resize(memory, Object.fromEntries(LEARNED.map(name => [name, rows[name]])))
}

function checkRows({ memory, racers }: World, rows: Readonly<Record<string, number>>): void {
  for (const [name, given] of Object.entries(rows)) {
    const had = memory.declaration[name as keyof typeof memory.declaration].rows
    if (!GROWING.has(name) && had !== given) throw refusal(`${had} rows of ${name} as before`, `${given}`)
  }
  const jobs = memory.rows('flights') * racers
  if (memory.rows('jobs') !== jobs)
    throw refusal(`${memory.rows('jobs') / memory.rows('flights')} nodes in a race as before`, `${racers}`)
}

/** The same sums may be shared out otherwise: every operator, node and customer must be in its group. */
function checkGroups({ tables, groups, customers, sovereigns, agents, rows, scenario }: World): void {
  for (const [g, { name, first, count, mostNodes }] of groups.entries()) {
    if (tables.operators.group.subarray(first, first + count).some(group => group !== g))
      throw refusal('every operator in its group as before', `others in "${name}"`)
    let node = rows[g].nodes
    for (let k = 0; k < count; k++) {
      if (tables.operators.firstNode[first + k] !== node || tables.operators.mostNodes[first + k] !== mostNodes[k])
        throw refusal('as many nodes of every operator as before', `others in "${name}"`)
      node += mostNodes[k]
    }
  }
  for (const [g, { spec, first, count }] of customers.groups.entries())
    if (tables.customers.group.subarray(first, first + count).some(group => group !== g))
      throw refusal('every customer in its group as before', `others in "${spec.name}"`)
  for (const [g, { spec, first, count }] of agents.entries())
    if (tables.agents.group.subarray(first, first + count).some(group => group !== g))
      throw refusal('every agent in its group as before', `others in "${spec.name}"`)
  for (const [g, { name, count }] of scenario.trade.bots.entries()) {
    const { first } = tables.botGroups
    const end = g + 1 < first.length ? first[g + 1] : tables.bots.group.length
    if (end - first[g] !== count) throw refusal('every bot in its group as before', `others in "${name}"`)
  }
  for (const [g, { spec, first, count, firstSlot }] of sovereigns.entries())
    if (
      tables.sovereigns.group.subarray(first, first + count).some(group => group !== g) ||
      tables.sovereigns.firstSlot[first] !== firstSlot
    )
      throw refusal('every sovereign and slot in its group as before', `others in "${spec.name}"`)
}

/** Beginnings of shocks that are to come: those of the scenario stay or are scheduled, all others no longer apply. */
function replaceShocks({ scenario, calendar, tables }: World): void {
  const { number } = tables.calendarEvents
  const now = calendar.now
  const scheduled = new Set<number>()
  for (let event = NUMBERS; event < number.length; event += NUMBERS) {
    // Places whose event has run hold times that are over.
    if (number[event] < now || Math.floor(number[event + 2] / AGENTS) !== EVENT.shock) continue
    const s = number[event + 2] - EVENT.shock * AGENTS
    if (scenario.shocks[s]?.at === number[event]) scheduled.add(s)
    else {
      number[event + 2] = EVENT.longOutage * AGENTS
      number[event + 3] = NEVER
    }
  }
  for (const [s, { at }] of scenario.shocks.entries())
    if (at >= now && !scheduled.has(s)) calendar.schedule(at, 0, EVENT.shock, s)
}

function refusal(expected: string, got: string): Error {
  return new Error(`fork: expected ${expected}, got ${got}`)
}
