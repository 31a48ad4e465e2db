/**
 * What customers see at the start of a tick: the published fee, cost and speed of every node for every class, and the
 * lists, weighted by the selection rule and ready for alias sampling. Running ticks read these and nothing newer.
 */
import { buildAlias } from '../../engine/alias.ts'
import { exp, log } from '../../engine/numerics.ts'
import { STATE } from '../operators/tables.ts'
import { publicSpeed } from '../protocol/governance/public-quality.ts'
import type { World } from '../world.ts'
import { HALF_WORDS, OUTSIDE } from './selection.ts'
import { stretchOf } from './service.ts'
import { SERVICE, SLOT } from './tables.ts'

/** Fees, costs and speeds of all nodes for all classes. */
export function publishOffers(world: World): void {
  const { scenario, tables, classes } = world
  const { fee, scale, work, effort } = tables.offers
  const { service } = tables.services
  const { operator, servers, load, spread } = tables.nodes
  const { posted, quality, group } = tables.operators
  const queueing = scenario.market.service === 'queue'
  const common = publicSpeed(world)
  for (let i = 0; i < operator.length; i++) {
    const o = operator[i]
    const speed = common * (quality[o] > 0 ? exp(-scenario.quality.effect * log(1 + quality[o])) : 1)
    const wait = queueing ? 1 : stretchOf(servers[i], load[i])
    const skills = world.groups[group[o]].skills
    for (let cls = 0; cls < classes; cls++) {
      const { price, work: needed } = scenario.classes[cls]
      const skill = skills[cls]
      const row = i * classes + cls
      fee[row] = Math.round(posted[o] * price * (1 + skill.bonus))
      scale[row] = tables.nodes.scale[i] * speed * wait * needed * skill.latency
      work[row] = needed * speed * skill.latency
      effort[row] = needed * skill.cost
      service[row * SERVICE] = scale[row]
      service[row * SERVICE + 1] = spread[i]
    }
  }
}

/** Whether the operator of a node is in the market with enough stake and the node is up as the tick starts. */
export function available({ tables, scenario, start }: World, i: number): boolean {
  const { operator, downFrom, downUntil } = tables.nodes
  const { state, stake, firstNode, nodes } = tables.operators
  const o = operator[i]
  if (state[o] !== STATE.active || stake[o] < scenario.staking.minimum) return false
  if (i - firstNode[o] >= nodes[o]) return false
  if (tables.operators.jailedUntil[o] > 0) return false
  return !(start >= downFrom[i] && start < downUntil[i])
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
    member[first + n++] = i
    if (posted[o] < least) least = posted[o]
    if (posted[o] > most) most = posted[o]
  }
  tables.menu.cheapest[list] = least
  tables.menu.dearest[list] = most
  return world.weigh(world, list, first, n)
}

/**
 * Share of demand that operator `o`, who is not in the market, would have there by selection weight; lists count by the
 * demand of their customers. Writes over the lists, which the next tick publishes anew.
 */
export function shareWith(world: World, o: number): number {
  const { tables, lists, scratch } = world
  const { weight, member } = tables.menus
  const { operator } = tables.nodes
  const { firstNode, nodes, stake } = tables.operators
  for (let i = 0; i < operator.length; i++) {
    const entering = operator[i] === o && i - firstNode[o] < nodes[o] && stake[o] >= world.scenario.staking.minimum
    scratch.open[i] = entering || available(world, i) ? 1 : 0
  }
  let share = 0
  for (let list = 0; list < lists.first.length; list++) {
    const demand = tables.menuDemand.share[list]
    if (demand === 0) continue
    const first = list * (operator.length + 1)
    const n = listMembers(world, list)
    let own = 0
    let all = 0
    for (let row = first; row < first + n; row++) {
      // Revenue is shared by those inside.
      if (member[row] === OUTSIDE) continue
      all += weight[row]
      if (operator[member[row]] === o) own += weight[row]
    }
    if (own > 0) share += (demand * own) / all
  }
  return share
}
