/**
 * The event calendar: what happens next, and in which order.
 *
 * Events run by time, then by phase, then in the order they were scheduled: one seed, one history. An
 * event is numbers and never a closure, and all of them are columns of the run's memory: a copy of the
 * buffer goes on where it stands. The near future is sorted in a heap, small enough for the cache; the
 * far future lies in the buckets of a ladder. The heap is never empty while events are pending.
 */
import { Heap } from './heap.ts'
import { Ladder } from './ladder.ts'
import { resize } from './memory.ts'
import { type CalendarMemory, type CalendarTables, NUMBERS, ROOT, rowsFor } from './pending.ts'

export { calendarTables } from './pending.ts'

const PHASES = 32
const SEQUENCES = 281_474_976_710_656 // 2^48 events in one run; with 32 phases the order stays an exact integer
const AGENTS = 4_294_967_296

export class Calendar {
  private readonly memory: CalendarMemory
  private readonly places: CalendarTables['calendar']
  private readonly events: CalendarTables['calendarEvents']
  private readonly clock: CalendarTables['clock']
  private readonly heap: Heap
  private readonly ladder: Ladder

  /** Continues whatever the memory holds; new memory is an empty calendar at second 0. One thread at a time. */
  constructor(memory: CalendarMemory) {
    this.memory = memory
    this.places = memory.tables.calendar
    this.events = memory.tables.calendarEvents
    this.clock = memory.tables.clock
    this.heap = new Heap(memory.tables)
    this.ladder = new Ladder(this.heap, memory.tables)
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
    return this.clock.near[0] + this.clock.far[0]
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
    const gap = clock.gap[0] === 1
    const event = gap ? this.places.event[ROOT] : this.place()
    const number = this.events.number
    number[event] = time
    number[event + 1] = phase * SEQUENCES + clock.scheduled[0]++
    number[event + 2] = kind * AGENTS + agent
    number[event + 3] = detail
    if (clock.rungs[0] > 0 && this.ladder.add(time, event)) {
      if (gap) this.heap.close()
    } else if (gap) {
      this.heap.fill(time, event)
    } else {
      this.heap.add(time, event)
      this.ladder.relieve()
    }
  }

  /** Moves to the next event before `end` and returns true, or moves to `end` and returns false. */
  next(end: number): boolean {
    const clock = this.clock
    if (!(end >= clock.now[0] && end < Infinity)) {
      throw new RangeError(`cannot run to second ${end}: now is second ${clock.now[0]}`)
    }
    if (clock.gap[0] === 1) this.free()
    const { time, event: events } = this.places
    const soonest = time[ROOT]
    if (clock.near[0] === 0 || soonest >= end) {
      clock.now[0] = end
      clock.phase[0] = 0
      return false
    }
    const event = events[ROOT]
    const number = this.events.number
    const subject = number[event + 2]
    const kind = Math.floor(subject / AGENTS)
    clock.now[0] = soonest
    clock.phase[0] = Math.floor(number[event + 1] / SEQUENCES)
    clock.kind[0] = kind
    clock.agent[0] = subject - kind * AGENTS
    clock.detail[0] = number[event + 3]
    clock.gap[0] = 1
    if (--clock.near[0] === 0 && clock.rungs[0] > 0) {
      this.free()
      this.ladder.refill()
    }
    return true
  }

  /** Seconds, time of the next event; Infinity when there is none. Looking changes nothing. */
  peek(): number {
    return this.heap.peek()
  }

  /** Closes the gap in the heap; the place of the event that left becomes free. */
  private free(): void {
    const { event, next } = this.places
    const left = event[ROOT]
    next[left >> 2] = this.clock.free[0]
    this.clock.free[0] = left
    this.heap.close()
  }

  /** Takes a free place for an event. */
  private place(): number {
    const clock = this.clock
    const free = clock.free[0]
    if (free > 0) {
      clock.free[0] = this.places.next[free >> 2]
      return free
    }
    const event = NUMBERS * ++clock.rows[0]
    const events = this.events.number.length / NUMBERS - 1
    if (clock.rows[0] > events) resize(this.memory, rowsFor(Math.max(64, 2 * events)))
    return event
  }
}
