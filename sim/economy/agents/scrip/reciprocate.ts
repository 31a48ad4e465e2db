/**
 * Reciprocity: what agents have neither an own machine nor credits for, others do on their idle machines, before anything is
 * bought on the spot. It costs no money: a unit of scrip, or a debt among partners.
 */
import { block, fraction } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { sumOf } from '../../../measure/sum.ts'
import { draw } from '../../../scenario/quantity.ts'
import { MICRO } from '../../accounts.ts'
import { drawnPurpose, PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import { Agenda } from '../agenda.ts'
import { ticketOf, wantLess } from '../sharing.ts'
import { workable } from '../stocks/use.ts'
import { AGENT } from '../tables.ts'
import type { Circle } from './circle.ts'
import { askPartner } from './partners.ts'
import { Volunteers } from './volunteers.ts'

const agenda = new Agenda()
const volunteers = new Volunteers()
const words = new Int32Array(4)

/** Issues the scrip; no more is ever issued, and none is taken back. */
export function issueScrip({ tables, circle, key }: World): void {
  if (circle?.books.rule !== 'scrip') return
  const purpose = drawnPurpose('agentScrip')
  const { scrip } = tables.purses
  scrip.set(draw(circle.books.initial, circle.members.length, { key, purpose, first: 0 }))
  tables.scripIssue.issued[0] = sumOf(scrip)
}

/** Checks that there is as much scrip as was issued. Throws with both. */
export function checkScrip({ tables, circle }: World): void {
  if (circle?.books.rule !== 'scrip') return
  const issued = tables.scripIssue.issued[0]
  const held = sumOf(tables.purses.scrip)
  if (held !== issued) throw new Error(`reciprocity: expected the ${issued} scrip that were issued, got ${held}`)
}

export function reciprocate(world: World): void {
  const { tables, circle } = world
  if (!circle) return
  for (const column of Object.values(tables.reciprocityTotals)) column.fill(0)
  gather(world, circle)
  const { group } = tables.agents
  const { asked, taken, given } = tables.reciprocityTotals
  agenda.sort()
  const size = Math.round(circle.unit * MICRO)
  for (let k = 0; k < agenda.length; k++) {
    const member = agenda.row[k]
    const i = circle.members[member]
    asked[group[i]]++
    const helper = helperOf(world, circle, member, agenda.word[k])
    if (helper < 0) continue
    taken[group[i]]++
    given[group[circle.members[helper]]]++
    takeHelp(world, member, i, size)
  }
}

/** Puts what members ask of others on the agenda, and notes what their machines have left. */
function gather(world: World, { members, unit, books }: Circle): void {
  const { tables, key, tick } = world
  const { state, waiting, capacity } = tables.agents
  const { own, redeemed, helped } = tables.agentWork
  const { idle, short } = tables.circleWork
  const { scrip } = tables.purses
  const size = Math.round(unit * MICRO)
  const stocked = tables.stocks.level.length > 0
  agenda.clear()
  volunteers.clear(members.length)
  for (let m = 0; m < members.length; m++) {
    const i = members[m]
    const awake = state[i] === AGENT.awake
    const due = stocked ? Math.min(waiting[i], workable(world, i)) : waiting[i]
    helped[i] = 0
    idle[m] = awake ? Math.max(0, Math.floor((capacity[i] - own[i]) / size)) : 0
    short[m] = awake ? due - own[i] - redeemed[i] : 0
    if (books.rule === 'scrip' && idle[m] > 0 && scrip[m] < books.threshold) volunteers.add(m)
    for (let n = 0; (n + 1) * size <= short[m]; n++) {
      block(words, key, n, i, tick, PURPOSE.reciprocity)
      agenda.add(fraction(words[0], words[1]), m, words[2])
    }
  }
}

/** The member who does a unit for `member`; -1 where nobody does. */
function helperOf({ tables }: World, circle: Circle, member: number, word: number): number {
  const { books } = circle
  if (books.rule === 'bilateral') return askPartner(tables, circle, books.limit, member, word)
  const { scrip } = tables.purses
  const { idle } = tables.circleWork
  if (scrip[member] === 0 || volunteers.count === 0) return -1
  const at = Math.floor(unit(word) * volunteers.count)
  const helper = volunteers.member[at]
  scrip[member]--
  scrip[helper]++
  idle[helper]--
  if (idle[helper] === 0 || scrip[helper] >= books.threshold) volunteers.remove(at)
  return helper
}

/** Agent `i`, place `member` of the circle, has work of `size` done: first what it could not have bought, then what it would have. */
function takeHelp(world: World, member: number, i: number, size: number): void {
  const { tables } = world
  const { spot, helped } = tables.agentWork
  const { short } = tables.circleWork
  helped[i] += size
  short[member] -= size
  const saved = Math.max(0, spot[i] - short[member])
  if (saved === 0) return
  tables.agentTally.spot[tables.agents.group[i]] -= saved
  wantLess(tables.agentWants, ticketOf(world, i), spot[i], spot[i] - saved)
  spot[i] -= saved
}
