/**
 * What customers see at the start of a tick: the published fee, cost and speed of every node for every class, and the
 * lists, weighted by the selection rule and ready for alias sampling. Running ticks read these and nothing newer.
 */
import { buildAlias } from '../../engine/alias.ts'
import { exp, log } from '../../engine/numerics.ts'
import { STATE } from '../operators/tables.ts'
import { publicSpeed } from '../protocol/governance/public-quality.ts'
import type { World } from '../world.ts'
import { HALF_WORDS } from './selection.ts'
import { stretchOf } from './service.ts'
import { SERVICE, SLOT } from './tables.ts'

/** Fees, costs and speeds of all nodes for all classes. */
export function publishOffers(world: World): void {
  const { scenario, tables, classes, priorities } = world
  const { fee, scale, work, effort } = tables.offers
  const { service } = tables.services
  const { operator, servers, reserved, load, spread } = tables.nodes
  const { posted, quality, group, state } = tables.operators
  const { metered: tolled } = world.taxation
  const { amount } = tables.classTolls
  const queueing = scenario.market.service === 'queue'
  const metered = scenario.terms.plan.rule === 'metered'
  const common = publicSpeed(world)
  for (let i = 0; i < operator.length; i++) {
    const o = operator[i]
    if (state[o] === STATE.candidate) continue
    const speed = common * (quality[o] > 0 ? exp(-scenario.quality.effect * log(1 + quality[o])) : 1)
    const wait = queueing ? 1 : stretchOf(Math.max(1, servers[i] - reserved[i]), load[i])
    const skills = world.groups[group[o]].skills
    for (let cls = 0; cls < classes; cls++) {
      const { price, work: needed } = scenario.classes[cls]
      const skill = skills[cls]
      const row = i * classes + cls
      const surcharge = (tolled ? amount[cls] : 0) + priorities.fee[cls]
      fee[row] = (metered ? Math.round(posted[o] * price * (1 + skill.bonus)) : 0) + surcharge
      scale[row] = tables.nodes.scale[i] * speed * wait * needed * skill.latency
      work[row] = needed * speed * skill.latency
      effort[row] = needed * skill.cost
      service[row * SERVICE] = scale[row]
      service[row * SERVICE + 1] = spread[i]
    }
  }
}

/** Whether the operator of a node is in the market with enough stake and the node is up as the tick starts. */
export function standing({ tables, scenario, start }: World, i: number): boolean {
  const { operator, downFrom, downUntil } = tables.nodes
  const { state, stake, firstNode, nodes } = tables.operators
  const o = operator[i]
  if (state[o] !== STATE.active || stake[o] < scenario.staking.minimum) return false
  if (i - firstNode[o] >= nodes[o]) return false
  if (tables.operators.jailedUntil[o] > 0) return false
  return !(start >= downFrom[i] && start < downUntil[i])
}

/** Whether a node is open to the market: it stands, and not all of its servers are reserved. */
export function available(world: World, i: number): boolean {
  const { servers, reserved } = world.tables.nodes
  return reserved[i] < servers[i] && standing(world, i)
}

/** Members, weights and alias tables of every list. Throws when a weight is negative or not finite, naming the node. */
export function publishLists(world: World): void {
  const { tables, lists, scratch } = world
  const { weight, cut, alias } = tables.menus
  const { members } = tables.menu
  const stride = tables.nodes.operator.length + 1
  for (let i = 0; i < stride - 1; i++) scratch.open[i] = available(world, i) ? 1 : 0
  for (let list = 0; list < lists.first.length; list++) {
    const first = list * stride
    const n = listMembers(world, list)
    members[list] = n
    if (n === 0) continue
    buildAlias(weight, first, n, cut, alias, scratch.alias)
    packSlots(world, first, n)
  }
}

/** Lays what a draw reads of a slot side by side. */
function packSlots({ tables }: World, first: number, n: number): void {
  const { cut, alias, member } = tables.menus
  const { slot } = tables.slots
  for (let row = first, at = first * SLOT; row < first + n; row++, at += SLOT) {
    // A slot that is one member's has no threshold: either side is that member.
    const own = cut[row] >= 2 * HALF_WORDS
    slot[at] = own ? 0 : Math.min(HALF_WORDS - 1, Math.round(cut[row] / 2))
    slot[at + 1] = member[row]
    slot[at + 2] = member[own ? row : first + alias[row]]
  }
}

/** Lists and weighs the open nodes that can serve the customers of `list`; returns how many can be drawn. */
function listMembers(world: World, list: number): number {
  const { tables, classes, scratch, lists } = world
  const cls = lists.first[list] % classes
  const barred = lists.first[list] >= world.regions * classes
  const { member } = tables.menus
  const { operator } = tables.nodes
  const { posted, group } = tables.operators
  const first = list * (operator.length + 1)
  let n = 0
  let least = Infinity
  let most = 0
  for (let i = 0; i < operator.length; i++) {
    const o = operator[i]
    if (scratch.open[i] === 0 || !world.groups[group[o]].skills[cls].capable) continue
    if (barred && lists.barring[o] === 1) continue
    member[first + n++] = i
    if (posted[o] < least) least = posted[o]
    if (posted[o] > most) most = posted[o]
  }
  tables.menu.cheapest[list] = least
  tables.menu.dearest[list] = most
  return world.weigh(world, list, first, n)
}
