/**
 * Demand request by request: the rows of a trace that fall into the tick become queries of the group's customers,
 * each drawn evenly for its row.
 */
import { uniform, WORDS } from '../../engine/random.ts'
import { lowerBound } from '../../engine/search.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { goOutside } from './demand.ts'
import { CUSTOMER } from './tables.ts'

/** How far a tick's traces have been replayed: the table of queries may hold only a part of them at a time. */
export interface TraceCursor {
  /** Traced group whose rows come next, and the row; negative: the first of the tick. */
  trace: number
  row: number
  done: boolean
}

export const beginningOfTraces = (): TraceCursor => ({ trace: 0, row: -1, done: false })

/** Goes on filling the table of queries at row `n` with traced queries; returns the number of queries in the table. */
export function replay(world: World, cursor: TraceCursor, n = 0): number {
  const { tables, key, start, classes, traces } = world
  const { reserve, region, state } = tables.customers
  const { time, cap, size, customer, index, menu, kind } = tables.queries
  const { cheapest, members } = tables.menu
  const { list: listOf } = tables.menuLists
  const { toll } = tables.classRules
  const { first: mixFirst } = tables.mixes
  const { cut, kind: classOf } = tables.mixSteps
  for (; cursor.trace < traces.length; cursor.trace++, cursor.row = -1) {
    const { trace, group, first, count, speed } = traces[cursor.trace]
    if (cursor.row < 0) cursor.row = lowerBound(trace.time, start * speed)
    const end = world.end * speed
    for (; cursor.row < trace.time.length && trace.time[cursor.row] < end; cursor.row++) {
      if (n === time.length) return n
      const row = cursor.row
      const c = first + Math.floor(uniform(key, PURPOSE.trace, 0, group, row * 2) * count)
      const share = uniform(key, PURPOSE.trace, 0, group, row * 2 + 1) * WORDS
      let k = mixFirst[group]
      while (share >= cut[k]) k++
      const cls = classOf[k]
      const m = region[c] * classes + cls
      const list = listOf[m]
      tables.tally.asked[0]++
      tables.tally.traced[0]++
      const limit = reserve[c] - toll[cls]
      if (state[c] !== CUSTOMER.here || members[list] === 0 || cheapest[list] > limit) {
        if (state[c] === CUSTOMER.here && members[list] === 0) tables.tally.unserved[0]++
        goOutside(world, cls, trace.size[row])
        continue
      }
      time[n] = trace.time[row] / speed
      cap[n] = limit
      size[n] = trace.size[row]
      customer[n] = c
      index[n] = row
      menu[n] = m
      kind[n] = cls
      n++
    }
  }
  cursor.done = true
  return n
}
