/**
 * The event calendar: what happens next, and in which order.
 *
 * Events run by time, then by phase, then in the order they were scheduled. A heap alone shuffles equal
 * keys, so each event carries a sequence number: one seed, one history. An event is numbers and never a
 * closure, and all of them are columns of the run's memory: a copy of the buffer goes on where it stands.
 *
 * The heap has four children a node, which lie side by side in memory. Running an event leaves a gap at
 * the root; the event that its handler schedules, if any, falls in there without a detour by the end.
 */
import { f64, grow, type Memory, type Table, table, u16, u32 } from './memory.ts'

const PHASES = 32
const SEQUENCES = 281_474_976_710_656 // 2^48 events in one run; with 32 phases the order stays an exact integer
const ROOT = 3 // children of the node at p are at 4 p - 8 and after: with this root, always a multiple of 4

/** Declares room for `events` pending events; the calendar grows when they are more. */
export const calendarTable = (events: number) =>
  table(events + ROOT, {
    // In the order of the heap, from ROOT on.
    time: f64('second', 'when the event runs'),
    row: u32('row', 'where its other properties are; after the last pending event, rows that are free again'),
    // By `row`.
    order: f64('1', 'rank among events of the same time: phase and sequence number in one integer'),
    kind: u16('1', 'what the event is: an index into the handlers of the engine'),
    agent: u32('row', 'whom it is about'),
    detail: f64('1', 'a number for the handler, in the unit that the kind says'),
  })

/** Declares the state of the calendar: one row. */
export const clockTable = () =>
  table(1, {
    now: f64('second', 'time since the start of the run'),
    scheduled: f64('event', 'events scheduled since the start of the run'),
    detail: f64('1', 'detail of the event being run'),
    phase: u32('1', 'phase of the event being run'),
    kind: u32('1', 'kind of the event being run'),
    agent: u32('row', 'agent of the event being run'),
    length: u32('event', 'events still to run'),
    gap: u32('1', '1 while the root of the heap stands empty, else 0'),
    rows: u32('row', 'rows ever in use'),
  })

export type CalendarTables = {
  readonly calendar: ReturnType<typeof calendarTable>
  readonly clock: ReturnType<typeof clockTable>
}

export class Calendar {
  private readonly memory: Memory<CalendarTables>
  private readonly events: Table<CalendarTables['calendar']['columns']>
  private readonly clock: Table<CalendarTables['clock']['columns']>

  /** Continues whatever the memory holds; new memory is an empty calendar at second 0. One thread at a time. */
  constructor(memory: Memory<CalendarTables>) {
    this.memory = memory
    this.events = memory.tables.calendar
    this.clock = memory.tables.clock
  }

  /** Seconds since the start of the run. */
  get now(): number {
    return this.clock.now[0]
  }

  /** Phase of the event being run. */
  get phase(): number {
    return this.clock.phase[0]
  }

  /** What the event is: an index into the handlers of the engine. */
  get kind(): number {
    return this.clock.kind[0]
  }

  /** Row of the agent it is about. */
  get agent(): number {
    return this.clock.agent[0]
  }

  /** A number that the event carries, in the unit that its kind says. */
  get detail(): number {
    return this.clock.detail[0]
  }

  /** Events still to run. */
  get length(): number {
    return this.clock.length[0]
  }

  /**
   * Adds an event at `time`, in seconds. The current instant is allowed, an earlier phase of it is not.
   * `phase` is 0 to 31, `kind` is stored in 16 bits and `agent` in 32; others throw a RangeError, and so
   * does NaN.
   */
  schedule(time: number, phase: number, kind: number, agent: number, detail = 0): void {
    const clock = this.clock
    const now = clock.now[0]
    // NaN fails both comparisons.
    if (!(time > now || (time === now && phase >= clock.phase[0]))) {
      throw new RangeError(
        `cannot schedule second ${time}, phase ${phase}: now is second ${now}, phase ${clock.phase[0]}`,
      )
    }
    if ((phase & (PHASES - 1)) !== phase || (kind & 0xffff) !== kind || agent >>> 0 !== agent) {
      throw new RangeError(
        `cannot schedule phase ${phase}, kind ${kind}, agent ${agent}: expected phase 0 to 31, kind 0 to 65535, agent 0 to 4294967295`,
      )
    }
    const order = phase * SEQUENCES + clock.scheduled[0]++
    const row = clock.gap[0] === 1 ? this.fill(time, order) : this.append(time, order)
    const events = this.events
    events.order[row] = order
    events.kind[row] = kind
    events.agent[row] = agent
    events.detail[row] = detail
    clock.length[0]++
  }

  /** Moves to the next event before `end` and returns true, or moves to `end` and returns false. */
  next(end: number): boolean {
    const clock = this.clock
    if (!(end >= clock.now[0] && end < Infinity)) {
      throw new RangeError(`cannot run to second ${end}: now is second ${clock.now[0]}`)
    }
    if (clock.gap[0] === 1) this.close()
    const { time, order, row, kind, agent, detail } = this.events
    const soonest = time[ROOT]
    if (clock.length[0] === 0 || soonest >= end) {
      clock.now[0] = end
      clock.phase[0] = 0
      return false
    }
    const at = row[ROOT]
    clock.now[0] = soonest
    clock.phase[0] = Math.floor(order[at] / SEQUENCES)
    clock.kind[0] = kind[at]
    clock.agent[0] = agent[at]
    clock.detail[0] = detail[at]
    clock.length[0]--
    clock.gap[0] = 1
    return true
  }

  /** Seconds, time of the next event; Infinity when there is none. Looking changes nothing. */
  peek(): number {
    const { length, gap } = this.clock
    const time = this.events.time
    if (length[0] === 0) return Infinity
    if (gap[0] === 0) return time[ROOT]
    let soonest = Infinity
    for (let child = ROOT + 1; child <= ROOT + 4 && child <= ROOT + length[0]; child++) {
      soonest = Math.min(soonest, time[child])
    }
    return soonest
  }

  /** Puts an event into the gap at the root; returns the row for its other properties. */
  private fill(time: number, order: number): number {
    const row = this.events.row[ROOT]
    this.sink(time, order, row, ROOT + 1 + this.clock.length[0])
    this.clock.gap[0] = 0
    return row
  }

  /** Closes the gap at the root with the last event; the row of the event that left becomes free. */
  private close(): void {
    const { time, order, row } = this.events
    const last = ROOT + this.clock.length[0]
    const free = row[ROOT]
    if (last > ROOT) this.sink(time[last], order[row[last]], row[last], last)
    row[last] = free
    this.clock.gap[0] = 0
  }

  /** Adds an event after the last and lets it rise; returns the row for its other properties. */
  private append(time: number, order: number): number {
    const events = this.events
    const length = this.clock.length[0]
    if (ROOT + length === events.time.length) grow(this.memory, 'calendar', ROOT + Math.max(64, 2 * length))
    const { time: times, row: rows, order: orders } = events
    let at = ROOT + length
    const row = length < this.clock.rows[0] ? rows[at] : this.clock.rows[0]++
    while (at > ROOT) {
      const parent = (at + 8) >> 2
      const sooner = times[parent]
      if (sooner < time || (sooner === time && orders[rows[parent]] < order)) break
      times[at] = sooner
      rows[at] = rows[parent]
      at = parent
    }
    times[at] = time
    rows[at] = row
    return row
  }

  /** Lets an event sink from the root past every child that comes before it; `end` is where the heap ends. */
  private sink(time: number, order: number, row: number, end: number): void {
    const { time: times, row: rows, order: orders } = this.events
    let gap = ROOT
    for (let child = 4; child < end; child = 4 * gap - 8) {
      let first = child
      if (child + 3 < end) {
        // Comparisons are counted, not branched on: half of such branches would be predicted wrongly.
        const a = times[child]
        const b = times[child + 1]
        const c = times[child + 2]
        const d = times[child + 3]
        const left = child + Number(b < a)
        const right = child + 2 + Number(d < c)
        first = left + Math.imul(right - left, Number(times[right] < times[left]))
        if (a === b || c === d || times[left] === times[right]) first = this.firstOf(child, child + 4)
      } else {
        first = this.firstOf(child, end)
      }
      const soonest = times[first]
      if (time < soonest || (time === soonest && order < orders[rows[first]])) break
      times[gap] = soonest
      rows[gap] = rows[first]
      gap = first
    }
    times[gap] = time
    rows[gap] = row
  }

  /** Place in the heap, from `from` to before `end`, of the event that comes first. */
  private firstOf(from: number, end: number): number {
    const { time, row, order } = this.events
    let first = from
    for (let i = from + 1; i < end; i++) {
      if (time[i] < time[first] || (time[i] === time[first] && order[row[i]] < order[row[first]])) first = i
    }
    return first
  }
}
