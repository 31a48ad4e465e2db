/**
 * Selection: which nodes race for a query.
 *
 * The next node is drawn with probability proportional to the remaining weight (Plackett-Luce). Drawing from all and
 * drawing again when the node is taken or too dear has exactly that law; after a few refusals in a row a fresh word
 * draws from the remaining weights themselves, so a node with nearly all the weight costs no endless redraws.
 */
import { blocks, WORDS } from '../../engine/random.ts'
import { kernelsOf } from '../kernels.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { SLOT } from './tables.ts'
import { drawWords, ROWS } from './words.ts'

/** Member of a menu that stands for the outside option. */
export const OUTSIDE = 0xffffffff

/** Draws of one node before the remaining weights are summed; one word each, so 16 racers use at most 16 blocks. */
const TRIES = 3
const BLOCKS = 16
/** The outside option as a member of a slot: these are signed, as words are taken without their last bit. */
const NOBODY = OUTSIDE | 0
export const HALF_WORDS = WORDS / 2
const more = new Int32Array(4 * BLOCKS)

/** Draws the racing nodes of queries `from` to `to`. A query whose first draw is the outside option gets none. */
export function select(world: World, from: number, to: number): void {
  for (let q = from; q < to; q += ROWS) {
    const end = Math.min(to, q + ROWS)
    drawWords(world, q, end)
    selectDrawn(world, q, end)
  }
}

/** As `select` for at most ROWS queries, whose words have been drawn. */
export function selectDrawn(world: World, from: number, to: number): void {
  const { again, stamps } = world.tables
  stamps.query.fill(0)
  const unfinished = kernelsOf(world).selectRows(from, to, TRIES)
  for (let row = 0; row < unfinished; row++) selectFurther(world, again.query[row], to + 1 + again.query[row])
}

/** Draws the racing nodes that query `q` still lacks, from words of its own; `taken` stamps the nodes drawn. */
function selectFurther(world: World, q: number, taken: number): void {
  const { tables, key, tick, racers: K } = world
  const { slot } = tables.slots
  const { operator } = tables.nodes
  const { posted } = tables.operators
  const { cap, customer, index, menu, racers } = tables.queries
  const { node } = tables.copies
  const stamp = tables.stamps.query
  blocks(more, BLOCKS, key, index[q] * BLOCKS, customer[q], tick, PURPOSE.selection)
  const m = tables.menuLists.list[menu[q]]
  const n = tables.menu.members[m]
  const limit = cap[q]
  const first = m * (operator.length + 1) * SLOT
  let count = racers[q]
  for (let k = 0; k < count; k++) stamp[node[q * K + k]] = taken
  let refused = 0
  for (let used = 0; count < K && count < n; used++) {
    let i = 0
    if (refused === TRIES) i = drawRemaining(world, m, taken, limit, count > 0, more[used] >>> 0)
    else {
      const half = more[used] >>> 1
      const at = first + Math.floor(half * (n / HALF_WORDS)) * SLOT
      i = slot[half < slot[at] ? at + 1 : at + 2]
      if (i === NOBODY ? count > 0 : stamp[i] === taken || posted[operator[i]] > limit) {
        refused++
        continue
      }
    }
    if (i === NOBODY) break
    stamp[i] = taken
    node[q * K + count++] = i
    refused = 0
  }
  racers[q] = count
}

/** The member of menu `m` drawn by `word` in proportion to the weights that may still be drawn; NOBODY: there are none, or it is the outside option. */
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
  let left = ((word + 0.5) / WORDS) * total
  let last = NOBODY
  for (let row = first; row < end; row++) {
    if (!may(member[row])) continue
    last = member[row] | 0
    left -= weight[row]
    if (left < 0) break
  }
  return last
}
