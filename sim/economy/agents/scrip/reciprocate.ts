/**
 * Reciprocity: what agents have neither an own machine nor credits for, others do on their idle machines, before anything is
 * bought on the spot. It costs no money: a unit of scrip, or a debt among partners.
 */
import { block, fraction } from '../../../engine/random.ts'
import { unit } from '../../../engine/variates.ts'
import { draw } from '../../../scenario/quantity.ts'
import { MICRO } from '../../accounts.ts'
import { drawnPurpose, PURPOSE } from '../../purposes.ts'
import type { World } from '../../world.ts'
import { Agenda } from '../agenda.ts'
import { wantLess } from '../sharing.ts'
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
  tables.scripIssue.issued[0] = scrip.reduce((sum, units) => sum + units, 0)
}

/** Checks that there is as much scrip as was issued. Throws with both. */
export function checkScrip({ tables, circle }: World): void {
  if (circle?.books.rule !== 'scrip') return
  const issued = tables.scripIssue.issued[0]
  const held = tables.purses.scrip.reduce((sum, units) => sum + units, 0)
  if (held !== issued) throw new Error(`reciprocity: expected the ${issued} scrip that were issued, got ${held}`)
}

export function reciprocate(world: World): void {
  const { tables, circle } = world
  if (!circle) return
  for (const column of Object.values(tables.reciprocityTotals)) column.fill(0)
  gather(world, circle)
  const { group } = tables.agents
  const { asked, taken, given } = tables.reciprocityTotals
  const order = agenda.sorted()
  for (let k = 0; k < agenda.length; k++) {
    const member = agenda.row[order[k]]
    const i = circle.members[member]
    asked[group[i]]++
    const helper = askOne(world, circle, member, agenda.word[order[k]])
    if (helper < 0) continue
    taken[group[i]]++
    given[group[circle.members[helper]]]++
    takeHelp(world, i, Math.round(circle.unit * MICRO))
  }
}

/** Puts what members ask of others on the agenda, and notes what their machines have left. */
function gather({ tables, key, tick }: World, { members, unit, books }: Circle): void {
  const { state, waiting, capacity } = tables.agents
  const { own, redeemed, helped } = tables.agentWork
  const { units } = tables.idle
  const { scrip } = tables.purses
  const size = Math.round(unit * MICRO)
  agenda.clear()
  volunteers.clear(members.length)
  for (let m = 0; m < members.length; m++) {
    const i = members[m]
    helped[i] = 0
    units[m] = 0
    if (state[i] !== AGENT.awake) continue
    const beyond = waiting[i] - own[i]
    units[m] = beyond === 0 ? Math.max(0, Math.floor((capacity[i] - own[i]) / size)) : 0
    if (books.rule === 'scrip' && units[m] > 0 && scrip[m] < books.threshold) volunteers.add(m)
    const wanted = beyond > redeemed[i] ? Math.floor((beyond - redeemed[i]) / size) : 0
    for (let n = 0; n < wanted; n++) {
      block(words, key, n, i, tick, PURPOSE.reciprocity)
      agenda.add(fraction(words[0], words[1]), m, words[2])
    }
  }
}

/** The member who does a unit for `member`; -1 where nobody does. */
function askOne({ tables }: World, circle: Circle, member: number, word: number): number {
  const { books } = circle
  if (books.rule === 'bilateral') return askPartner(tables, circle, books.limit, member, word)
  const { scrip } = tables.purses
  const { units } = tables.idle
  if (scrip[member] === 0 || volunteers.count === 0) return -1
  const at = Math.floor(unit(word) * volunteers.count)
  const helper = volunteers.member[at]
  scrip[member]--
  scrip[helper]++
  units[helper]--
  if (units[helper] === 0 || scrip[helper] >= books.threshold) volunteers.remove(at)
  return helper
}

/** Agent `i` has work of `size` done by another: first what it could not have bought, then what it would have. */
function takeHelp({ tables }: World, i: number, size: number): void {
  const { waiting, group } = tables.agents
  const { own, redeemed, spot, helped } = tables.agentWork
  helped[i] += size
  const left = waiting[i] - own[i] - redeemed[i] - helped[i]
  if (spot[i] <= left) return
  tables.agentTally.spot[group[i]] -= spot[i] - left
  wantLess(tables.agentWants, spot[i], left)
  spot[i] = left
}
