/**
 * Selection: which nodes race for a query.
 *
 * The next node is drawn with probability proportional to the remaining weight (Plackett-Luce). Drawing from all and
 * drawing again when the node is taken or too dear has exactly that law; after a few refusals in a row a fresh word
 * draws from the remaining weights themselves, so a node with nearly all the weight costs no endless redraws.
 */
import { blocks } from '../../engine/random.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'

/** Member of a menu that stands for the outside option. */
export const OUTSIDE = 0xffffffff

/** Draws of one node before the remaining weights are summed; one word each, so 16 racers use at most 16 blocks. */
const TRIES = 3
const BLOCKS = 16
const words = new Int32Array(4 * BLOCKS)

/** Draws the racing nodes of queries `from` to `to`. A query whose first draw is the outside option gets none. */
export function select(world: World, from: number, to: number): void {
  const { tables, lists, key, tick, racers: K } = world
  const { cut, alias, member } = tables.menus
  const { members, dearest } = tables.menu
  const { operator } = tables.nodes
  const { posted } = tables.operators
  const { cap, customer, index, menu, racers } = tables.queries
  const { node } = tables.copies
  const stamp = tables.stamps.query
  const stride = operator.length + 1
  // Enough for most queries: a word for each racer and some to spare.
  const likely = Math.min(BLOCKS, Math.ceil((K + 2) / 4))
  stamp.fill(0)
  for (let q = from; q < to; q++) {
    const m = lists.of[menu[q]]
    const first = m * stride
    const n = members[m]
    const limit = cap[q]
    const anyPrice = limit >= dearest[m]
    const copy = q * K
    const taken = q + 1
    const counter = index[q] * BLOCKS
    blocks(words, likely, key, counter, customer[q], tick, PURPOSE.selection)
    let ready = 4 * likely
    let used = 0
    let count = 0
    while (count < K && count < n) {
      let i = -1
      for (let tries = 0; tries < TRIES; tries++) {
        if (used === ready) ready = drawAll(world, q)
        const word = words[used++] >>> 0
        const slot = first + Math.floor((word * n) / 4294967296)
        const drawn = member[word < cut[slot] ? slot : first + alias[slot]]
        if (
          drawn === OUTSIDE ? count === 0 : stamp[drawn] !== taken && (anyPrice || posted[operator[drawn]] <= limit)
        ) {
          i = drawn
          break
        }
      }
      if (i < 0) {
        if (used === ready) ready = drawAll(world, q)
        i = drawRemaining(world, m, taken, limit, count > 0, words[used++] >>> 0)
        if (i < 0) break
      }
      if (i === OUTSIDE) break
      stamp[i] = taken
      node[copy + count++] = i
    }
    racers[q] = count
  }
}

/** All words that query `q` can need, the first ones once more: rare, after more refusals than usual. */
function drawAll({ tables, key, tick }: World, q: number): number {
  const { customer, index } = tables.queries
  blocks(words, BLOCKS, key, index[q] * BLOCKS, customer[q], tick, PURPOSE.selection)
  return 4 * BLOCKS
}

/** The member of menu `m` drawn by `word` in proportion to the weights that may still be drawn; -1: there are none. */
function drawRemaining(
  { tables }: World,
  m: number,
  taken: number,
  limit: number,
  begun: boolean,
  word: number,
): number {
  const { weight, member } = tables.menus
  const { operator } = tables.nodes
  const { posted } = tables.operators
  const stamp = tables.stamps.query
  const first = m * (operator.length + 1)
  const end = first + tables.menu.members[m]
  const may = (i: number) => (i === OUTSIDE ? !begun : stamp[i] !== taken && posted[operator[i]] <= limit)
  let total = 0
  for (let row = first; row < end; row++) if (may(member[row])) total += weight[row]
  let left = ((word + 0.5) / 4294967296) * total
  let last = -1
  for (let row = first; row < end; row++) {
    if (!may(member[row])) continue
    last = member[row]
    left -= weight[row]
    if (left < 0) break
  }
  return last
}
