/** Prospects: the share of demand that an operator outside would have in the market. */
import type { World } from '../world.ts'
import { available } from './offers.ts'
import { OUTSIDE } from './selection.ts'

/** Who is in the market for the customers of a list. */
interface Rivals {
  /** Nodes that can be drawn, but for their weights. */
  readonly nodes: Uint32Array
  /** Lowest posted price among them. */
  readonly cheapest: number
}

/** The rivals of an entrant, by list. */
export function rivalsIn(world: World): readonly Rivals[] {
  const { tables, lists } = world
  const { operator } = tables.nodes
  const { posted } = tables.operators
  const open = [...operator.keys()].filter(i => available(world, i))
  return lists.first.map((_, list) => {
    const nodes = Uint32Array.from(open.filter(i => serves(world, i, list)))
    return { nodes, cheapest: nodes.reduce((least, i) => Math.min(least, posted[operator[i]]), Infinity) }
  })
}

/**
 * Share of demand that operator `o`, who is not in the market, would have there by selection weight against `rivals`; lists
 * count by the demand of their customers. Writes over the lists, which the next tick publishes anew.
 */
export function shareWith(world: World, o: number, rivals: readonly Rivals[]): number {
  const { tables, scenario } = world
  const { weight, member } = tables.menus
  const { operator } = tables.nodes
  const { firstNode, nodes, stake, posted } = tables.operators
  if (stake[o] < scenario.staking.minimum) return 0
  let share = 0
  for (const [list, { nodes: others, cheapest }] of rivals.entries()) {
    const demand = tables.menuDemand.share[list]
    const first = list * (operator.length + 1)
    let n = others.length
    for (let i = firstNode[o]; i < firstNode[o] + nodes[o]; i++) if (serves(world, i, list)) member[first + n++] = i
    if (demand === 0 || n === others.length) continue
    member.set(others, first)
    tables.menu.cheapest[list] = Math.min(cheapest, posted[o])
    const drawn = world.weigh(world, list, first, n)
    let own = 0
    let all = 0
    for (let row = first; row < first + drawn; row++) {
      // Revenue is shared by those inside.
      if (member[row] === OUTSIDE) continue
      all += weight[row]
      if (operator[member[row]] === o) own += weight[row]
    }
    if (own > 0) share += (demand * own) / all
  }
  return share
}

/** Whether node `i` can serve the class that the customers of the list ask for. */
function serves({ tables, groups, classes, lists }: World, i: number, list: number): boolean {
  const group = tables.operators.group[tables.nodes.operator[i]]
  return groups[group].skills[lists.first[list] % classes].capable
}
