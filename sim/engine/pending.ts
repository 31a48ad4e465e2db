/**
 * The memory of the event calendar: tables for the events that have yet to run.
 *
 * The numbers of one event lie side by side, four in a row of one column. Among a million events each is
 * a miss of the cache when its turn comes, and a column for each property would be one miss for each.
 */
import { f64, type Memory, type Tables, table, u32 } from './memory.ts'

/** First place of the heap: the children of the node at p are at 4 p - 8 and after, always a multiple of 4. */
export const ROOT = 3

/** Numbers of one event; it is known by where the first of them is, and 0 is no event. */
export const NUMBERS = 4

/** Rungs of the ladder, and how few events there may be for each of its buckets: together they fit any ladder. */
export const RUNGS = 8
export const PER_BUCKET = 8

/** Rows of the tables that grow, for so many pending events. */
export const rowsFor = (events: number) => ({
  calendar: events + ROOT,
  calendarEvents: NUMBERS * (events + 1),
})

/** Declares an empty calendar with room for `events` pending events; it grows when they are more. */
export const calendarTables = (events: number) => ({
  clock: table(1, {
    now: f64('second', 'time since the start of the run'),
    scheduled: f64('event', 'events scheduled since the start of the run'),
    divisible: f64('event', 'number of `scheduled` from which it may be worth dividing the heap'),
    detail: f64('1', 'detail of the event being run'),
    phase: u32('1', 'phase of the event being run'),
    kind: u32('1', 'kind of the event being run'),
    agent: u32('row', 'agent of the event being run'),
    near: u32('event', 'events in the heap'),
    far: u32('event', 'events in the ladder'),
    gap: u32('1', '1 while the root of the heap stands empty, else 0'),
    rungs: u32('row', 'rungs in use'),
    rows: u32('event', 'events ever pending at once'),
    free: u32('row', 'last place for an event that became free, or 0'),
  }),
  calendar: table(rowsFor(events).calendar, {
    // In the order of the heap, from ROOT on.
    time: f64('second', 'when the event runs'),
    event: u32('row', 'which event'),
    // By event, a row for its four numbers.
    next: u32('row', 'the event after it in the list of its bucket, or of free places; 0 ends a list'),
    // By bucket, the rungs one after another.
    bucket: u32('row', 'first event of its list, or 0'),
  }),
  calendarEvents: table(rowsFor(events).calendarEvents, {
    number: f64(
      'see doc',
      'by event: time (second), order (phase and sequence number), subject (kind and agent), detail',
    ),
  }),
  calendarRungs: table(RUNGS, {
    start: f64('second', 'where the first bucket begins'),
    perSecond: f64('bucket/second', 'buckets in a second'),
    passed: u32('bucket', 'buckets already in the heap or in the rung below'),
    buckets: u32('bucket', 'how many there are; the last one holds all that comes later'),
    first: u32('row', 'row of its first bucket'),
  }),
})

export type CalendarMemory = Memory<ReturnType<typeof calendarTables>>
export type CalendarTables = Tables<ReturnType<typeof calendarTables>>
