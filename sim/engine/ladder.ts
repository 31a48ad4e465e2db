/**
 * The ladder: the far future of the calendar, in buckets that are not sorted until their time has come
 * (after Tang, Goh and Thng 2005, ACM TOMACS 15(3), 175-204).
 *
 * A rung divides a stretch of time into equal buckets, lists of events. When the heap is empty the next
 * bucket goes there; one with many events becomes a rung of its own instead, below the others. The last
 * bucket of a rung is open to the end, so that the last of the topmost rung holds whatever comes later. It
 * is never empty, and once it is due the rung is gone: no rungs, nothing in the ladder.
 *
 * Which bucket of a rung an event belongs to is one formula, the same whenever it is asked: rounding
 * makes it grow with time, so no event ends up behind a later one.
 */
import type { Heap } from './heap.ts'
import { type CalendarTables, PER_BUCKET, ROOT, RUNGS } from './pending.ts'

const BUCKETS = 2048 // most in one rung: their lists' heads stay in the first cache
const BUCKET = 32 // a bucket of more events is divided before it goes to the heap
const HEAP = 128 // a longer heap is divided as well

export class Ladder {
  private readonly heap: Heap
  private readonly places: CalendarTables['calendar']
  private readonly events: CalendarTables['calendarEvents']
  private readonly rungs: CalendarTables['calendarRungs']
  private readonly clock: CalendarTables['clock']

  constructor(heap: Heap, { calendar, calendarEvents, calendarRungs, clock }: CalendarTables) {
    this.heap = heap
    this.places = calendar
    this.events = calendarEvents
    this.rungs = calendarRungs
    this.clock = clock
  }

  /** Adds an event to the bucket of its time, if that is not yet in the heap; tells whether it did. */
  add(time: number, event: number): boolean {
    const depth = this.clock.rungs[0]
    const { start, perSecond, passed, buckets, first } = this.rungs
    for (let rung = 0; rung < depth; rung++) {
      const place = (time - start[rung]) * perSecond[rung]
      if (place < passed[rung]) continue
      const { next, bucket } = this.places
      const at = first[rung] + Math.floor(Math.min(place, buckets[rung] - 1))
      next[event >> 2] = bucket[at]
      bucket[at] = event
      this.clock.far[0]++
      return true
    }
    return false
  }

  /** Divides the heap, if it has become so long that this is worth it. */
  relieve(): void {
    const { near, scheduled, divisible } = this.clock
    const length = near[0]
    if (length <= HEAP || scheduled[0] < divisible[0]) return
    if (this.divide(length)) this.refill()
    else divisible[0] = scheduled[0] + length
  }

  /** Moves the next events into the empty heap; there are some as long as there is a rung. */
  refill(): void {
    const { rungs, scheduled, divisible } = this.clock
    const { passed, buckets, first } = this.rungs
    for (;;) {
      const rung = rungs[0] - 1
      const bucket = this.places.bucket
      const last = first[rung] + buckets[rung] - 1
      let at = first[rung] + passed[rung]
      while (at < last && bucket[at] === 0) at++
      if (at === last) rungs[0] = rung
      else passed[rung] = at + 1 - first[rung]
      const length = this.empty(at)
      if (length > BUCKET && this.divide(length)) continue
      this.heap.arrange(length)
      divisible[0] = scheduled[0] + length
      return
    }
  }

  /** Moves the events of a bucket to the places of the heap, in no order; returns how many they are. */
  private empty(at: number): number {
    const { time, event, next, bucket } = this.places
    const number = this.events.number
    let place = ROOT
    for (let each = bucket[at]; each !== 0; each = next[each >> 2]) {
      time[place] = number[each]
      event[place] = each
      place++
    }
    bucket[at] = 0
    this.clock.far[0] -= place - ROOT
    return place - ROOT
  }

  /** Makes the events in the first places of the heap a rung below the others, unless they cannot be told apart. */
  private divide(length: number): boolean {
    const { time, event, next, bucket } = this.places
    const { start, perSecond, passed, buckets, first } = this.rungs
    const rung = this.clock.rungs[0]
    if (rung === RUNGS) return false
    let soonest = Infinity
    let latest = 0
    for (let at = ROOT; at < ROOT + length; at++) {
      soonest = Math.min(soonest, time[at])
      if (time[at] < Infinity) latest = Math.max(latest, time[at])
    }
    const count = Math.min(BUCKETS, Math.floor(length / PER_BUCKET))
    const scale = count / (latest - soonest)
    // Infinite when all come at one time, not positive when none ever comes.
    if (!(scale > 0 && scale < Infinity)) return false

    const base = rung === 0 ? 0 : first[rung - 1] + buckets[rung - 1]
    for (let at = ROOT; at < ROOT + length; at++) {
      const to = base + Math.floor(Math.min((time[at] - soonest) * scale, count - 1))
      const each = event[at]
      next[each >> 2] = bucket[to]
      bucket[to] = each
    }
    start[rung] = soonest
    perSecond[rung] = scale
    passed[rung] = 0
    buckets[rung] = count
    first[rung] = base
    this.clock.rungs[0] = rung + 1
    this.clock.far[0] += length
    return true
  }
}
