/** Selection: the racing nodes of queries, drawn by alias tables without replacement; the rule is that of `selection.ts`. */
import {
  again_query,
  copies_node,
  menu_dearest,
  menu_members,
  menuLists_list,
  nodes_operator,
  operators_posted,
  queries_cap,
  queries_menu,
  queries_racers,
  racers,
  slotStride,
  slots_slot,
  stamps_query,
  width,
  words_word,
} from './columns'

const NOBODY: i32 = -1
/** Bytes of a slot: threshold, member below it, member from it on. */
const SLOT: usize = 12

/**
 * Draws the racing nodes of queries `from` to before `to` from the words at hand; a draw is refused at most `tries` times in
 * a row. Returns how many queries need more words than that; they are listed in `again`.
 */
export function selectRows(from: i32, to: i32, tries: i32): i32 {
  const K = racers
  const stamps = stamps_query
  const operators = nodes_operator
  const posted = operators_posted
  const counts = queries_racers
  const menus = queries_menu
  const caps = queries_cap
  const bytes = <usize>width << 2
  const copyBytes = <usize>K << 2
  let unfinished = 0
  let begin = words_word
  let copy = copies_node + <usize>from * copyBytes
  // The list at hand: neighbours often see the same one.
  let menu: i32 = -1
  let members: u64 = 0
  let most: usize = 0
  let slots: usize = 0
  let dearest: f64 = 0
  for (let q = from; q < to; q++, begin += bytes, copy += copyBytes) {
    const seen = <i32>load<u16>(menus + (<usize>q << 1))
    if (seen != menu) {
      menu = seen
      const list = <usize>load<u16>(menuLists_list + (<usize>menu << 1))
      const n = <i32>load<u32>(menu_members + (list << 2))
      members = <u64>n
      most = <usize>min(n, K) << 2
      slots = slots_slot + list * <usize>slotStride
      dearest = load<f64>(menu_dearest + (list << 3))
    }
    const limit = load<f64>(caps + (<usize>q << 3))
    const anyPrice = limit >= dearest
    const taken = q + 1
    const end = copy + most
    const last = begin + bytes
    let next = copy
    let word = begin
    let spare = begin + (copyBytes << 1)
    let use = begin
    let refused = 0
    while (next < end) {
      const half = load<u32>(use) >> 1
      const slot = slots + <usize>((<u64>half * members) >> 31) * SLOT
      // The sign of the difference picks the member: a branch would be foreseen wrongly once a query.
      const i = load<i32>(slot + (<usize>((<u32>(load<i32>(slot) - 1 - <i32>half)) >> 31) << 2), 4)
      if (i == NOBODY) {
        if (next == copy) break
      } else {
        const stamp = stamps + (<usize>i << 2)
        if (load<i32>(stamp) != taken) {
          if (anyPrice || load<f64>(posted + (<usize>load<u32>(operators + (<usize>i << 2)) << 3)) <= limit) {
            store<i32>(stamp, taken)
            store<i32>(next, i)
            next += 4
            word += 8
            use = word
            refused = 0
            continue
          }
        }
      }
      refused++
      if (spare == last || refused == tries) {
        store<i32>(again_query + (<usize>unfinished << 2), q)
        unfinished++
        break
      }
      use = spare
      spare += 4
    }
    store<u8>(counts + <usize>q, <u8>((next - copy) >> 2))
  }
  return unfinished
}
