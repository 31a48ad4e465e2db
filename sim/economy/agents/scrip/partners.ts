/** Debts between partners: bytes for bytes, up to a limit between each two. */
import { unit } from '../../../engine/variates.ts'
import type { World } from '../../world.ts'
import type { Circle } from './circle.ts'

/** The partner who does a unit for `member`, by lot among those idle whom it does not owe `limit` already; -1 where there is none. */
export function askPartner(
  tables: World['tables'],
  circle: Circle,
  limit: number,
  member: number,
  word: number,
): number {
  const partners = 2 * circle.steps.length
  let willing = 0
  for (let k = 0; k < partners; k++) if (isWilling(tables, circle, limit, member, k)) willing++
  let skip = Math.floor(unit(word) * willing)
  for (let k = 0; k < partners && willing > 0; k++) {
    if (!isWilling(tables, circle, limit, member, k) || skip-- > 0) continue
    const helper = partnerOf(circle, member, k)
    tables.debts.balance[pairOf(circle, member, k)] -= sideOf(k)
    tables.circleWork.idle[helper]--
    return helper
  }
  return -1
}

/** What `member` has done for all its partners less what they have done for it, units. */
export function netBalance({ debts }: World['tables'], circle: Circle, member: number): number {
  let net = 0
  for (let k = 0; k < 2 * circle.steps.length; k++) net += sideOf(k) * debts.balance[pairOf(circle, member, k)]
  return net
}

function isWilling({ circleWork, debts }: World['tables'], circle: Circle, limit: number, member: number, k: number) {
  const owned = sideOf(k) * debts.balance[pairOf(circle, member, k)]
  return owned > -limit && circleWork.idle[partnerOf(circle, member, k)] > 0
}

/** Partner `k` of `member`: the even ones are a step on, the odd ones as far back. */
function partnerOf({ members, steps }: Circle, member: number, k: number): number {
  const step = k % 2 === 0 ? steps[k >> 1] : members.length - steps[k >> 1]
  return (member + step) % members.length
}

/** Row of the debt between `member` and its partner `k`: it is with the one from whom the steps are counted. */
function pairOf(circle: Circle, member: number, k: number): number {
  const first = k % 2 === 0 ? member : partnerOf(circle, member, k)
  return first * circle.steps.length + (k >> 1)
}

/** Whose balance that row tells: 1 that of the member, -1 that of its partner. */
const sideOf = (k: number) => (k % 2 === 0 ? 1 : -1)
