/**
 * Selection: which nodes race for a query.
 *
 * The next node is drawn with probability proportional to the remaining weight (Plackett-Luce). Drawing from all and
 * drawing again when the node is taken or too dear has exactly that law; after a few refusals in a row a fresh word
 * draws from the remaining weights themselves, so a node with nearly all the weight costs no endless redraws.
 */
import { blocks, blocksOfRows } from '../../engine/random.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'

/** Member of a menu that stands for the outside option. */
export const OUTSIDE = 0xffffffff

/** Draws of one node before the remaining weights are summed; one word each, so 16 racers use at most 16 blocks. */
const TRIES = 3
const BLOCKS = 16
/** Rows whose words are drawn at once: they stay in the cache. */
const ROWS = 512
const more = new Int32Array(4 * BLOCKS)

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
  const { words } = world.scratch
  stamp.fill(0)
  for (let q = from; q < to; q++) {
    if ((q - from) % ROWS === 0)
      blocksOfRows(words, likely, key, index, BLOCKS, customer, q, Math.min(to, q + ROWS), tick, PURPOSE.selection)
    const m = lists.of[menu[q]]
    const first = m * stride
    const n = members[m]
    const limit = cap[q]
    const anyPrice = limit >= dearest[m]
    const perWord = n / 4294967296
    const copy = q * K
    const taken = q + 1
    let drawn = words
    let used = ((q - from) % ROWS) * 4 * likely
    let ready = used + 4 * likely
    let count = 0
    while (count < K && count < n) {
      let i = -1
      for (let tries = 0; tries <= TRIES; tries++) {
        if (used === ready) {
          // Rare: more refusals than usual.
          used = 4 * likely
          ready = 4 * BLOCKS
          drawn = drawMore(world, q)
        }
        const word = drawn[used++] >>> 0
        if (tries === TRIES) {
          i = drawRemaining(world, m, taken, limit, count > 0, word)
          break
        }
        const slot = first + Math.floor(word * perWord)
        const candidate = member[word < cut[slot] ? slot : first + alias[slot]]
        if (
          candidate === OUTSIDE
            ? count === 0
            : stamp[candidate] !== taken && (anyPrice || posted[operator[candidate]] <= limit)
        ) {
          i = candidate
          break
        }
      }
      if (i < 0 || i === OUTSIDE) break
      stamp[i] = taken
      node[copy + count++] = i
    }
    racers[q] = count
  }
}

/** All words that query `q` can need, those drawn already included. */
function drawMore({ tables, key, tick }: World, q: number): Int32Array {
  const { customer, index } = tables.queries
  blocks(more, BLOCKS, key, index[q] * BLOCKS, customer[q], tick, PURPOSE.selection)
  return more
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
