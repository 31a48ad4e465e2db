/**
 * The heap: the near future of the calendar, in exact order of time, phase and sequence number.
 *
 * It has four children a node, which lie side by side in memory. Running an event leaves a gap at the
 * root; the next event that comes here falls in there without a detour by the end.
 */
import { type CalendarTables, ROOT } from './pending.ts'

export class Heap {
  private readonly places: CalendarTables['calendar']
  private readonly events: CalendarTables['calendarEvents']
  private readonly clock: CalendarTables['clock']

  constructor({ calendar, calendarEvents, clock }: CalendarTables) {
    this.places = calendar
    this.events = calendarEvents
    this.clock = clock
  }

  /** Adds an event. */
  add(time: number, event: number): void {
    this.rise(time, event, ROOT + this.clock.near[0]++)
  }

  /** Adds an event by the gap. */
  fill(time: number, event: number): void {
    this.sink(time, event, ROOT + ++this.clock.near[0])
    this.clock.gap[0] = 0
  }

  /** Puts the first `length` places, filled in any order, into that of a heap. */
  arrange(length: number): void {
    const { time, event } = this.places
    for (let at = ROOT + 1; at < ROOT + length; at++) this.rise(time[at], event[at], at)
    this.clock.near[0] = length
  }

  /** Closes the gap at the root with the last event. */
  close(): void {
    const { time, event } = this.places
    const last = ROOT + this.clock.near[0]
    if (last > ROOT) this.sink(time[last], event[last], last)
    this.clock.gap[0] = 0
  }

  /** Seconds, time of the first event; Infinity when there is none. */
  peek(): number {
    const { near, gap } = this.clock
    const time = this.places.time
    if (near[0] === 0) return Infinity
    if (gap[0] === 0) return time[ROOT]
    let soonest = Infinity
    for (let child = ROOT + 1; child <= ROOT + 4 && child <= ROOT + near[0]; child++) {
      soonest = Math.min(soonest, time[child])
    }
    return soonest
  }

  /** Lets an event rise from a place past every parent that comes after it. */
  private rise(time: number, event: number, at: number): void {
    const { time: times, event: events } = this.places
    const number = this.events.number
    while (at > ROOT) {
      const parent = (at + 8) >> 2
      const sooner = times[parent]
      if (sooner < time || (sooner === time && number[events[parent] + 1] < number[event + 1])) break
      times[at] = sooner
      events[at] = events[parent]
      at = parent
    }
    times[at] = time
    events[at] = event
  }

  /** Lets an event sink from the root past every child that comes before it; `end` is where the heap ends. */
  private sink(time: number, event: number, end: number): void {
    const { time: times, event: events } = this.places
    const number = this.events.number
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
      if (time < soonest || (time === soonest && number[event + 1] < number[events[first] + 1])) break
      times[gap] = soonest
      events[gap] = events[first]
      gap = first
    }
    times[gap] = time
    events[gap] = event
  }

  /** Place in the heap, from `from` to before `end`, of the event that comes first. */
  private firstOf(from: number, end: number): number {
    const { time, event } = this.places
    const number = this.events.number
    let first = from
    for (let i = from + 1; i < end; i++) {
      if (time[i] < time[first] || (time[i] === time[first] && number[event[i] + 1] < number[event[first] + 1])) {
        first = i
      }
    }
    return first
  }
}
