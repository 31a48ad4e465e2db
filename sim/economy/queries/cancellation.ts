/**
 * Queries in flight: races whose losers are cancelled at the first accepted answer, which couples all nodes, and nodes that
 * serve by priority, where who comes later may go first. So every arrival and every completion is an event of the
 * calendar, in exact order of time, and queries stay in flight over ticks.
 *
 * A job is one node's copy of a query in flight. A node's waiting jobs are linked lists, its lines: one for each level of
 * priority, and a free server takes the first job of the first line that has any. A cancelled job leaves its line at
 * once, and one in service frees its server. A completion event names job and end: the event of a job that was
 * cancelled, or of an earlier user of its row, finds another end and does nothing.
 */
import { f64, grow, table, u8, u16, u32 } from '../../engine/memory.ts'
import { EVENT } from '../events.ts'
import type { World } from '../world.ts'
import { decide } from './outcome.ts'
import { askAll, growQueries, orderByTime, tallyWait } from './queue.ts'
import { drawRacers } from './race.ts'
import { VERDICT } from './race-tables.ts'
import { detect, serviceTime, spreadOut } from './service.ts'
import { SIZE } from './tally-tables.ts'
import { drawWords } from './words.ts'

const NONE = 0xffffffff
const JOB = { none: 0, waiting: 1, serving: 2, done: 3, cancelled: 4 } as const
/** At one instant servers become free before queries arrive, as in queue.ts, and of these the first line's come first. */
const MOMENT = { completion: 1, arrival: 2 } as const

/** Rows of the tables of flights. */
interface Sizes {
  readonly nodes: number
  /** Lines of all nodes. */
  readonly lines: number
  readonly queries: number
  readonly racers: number
}

export const flightTables = ({ nodes, lines, queries, racers }: Sizes) => ({
  flights: table(queries, {
    time: f64('s', 'when it was asked'),
    cap: f64('micro-token/query', 'highest posted price that it accepts'),
    size: f64('1', 'size'),
    customer: u32('1', 'who asks'),
    index: u32('1', 'number among the customer’s queries of its tick'),
    next: u32('1', 'next free row, or next finished one'),
    menu: u16('1', 'region and class'),
    racers: u8('1', 'nodes that race'),
    running: u8('1', 'jobs not yet done'),
  }),
  jobs: table(queries * racers, {
    node: u32('1', 'node'),
    service: f64('s', 'service time'),
    end: f64('s', 'when it ends; set when its service begins'),
    line: u32('1', 'line in which it waits'),
    next: u32('1', 'job behind it in the line'),
    previous: u32('1', 'job before it in the line'),
    state: u8('1', '0 none, 1 waiting, 2 in service, 3 done, 4 cancelled'),
    verdict: u8('1', 'what its answer will be'),
  }),
  lines: table(lines, {
    head: u32('1', 'first waiting job'),
    tail: u32('1', 'last waiting job'),
  }),
  stations: table(nodes, {
    waiting: u32('1', 'jobs in the node’s lines'),
    busy: u32('1', 'servers at work'),
  }),
  flightState: table(1, {
    free: u32('1', 'first free row of flights'),
    used: u32('1', 'rows of flights ever in use'),
    finished: u32('1', 'first query that finished in this tick'),
    finishedLast: u32('1', 'last of them'),
  }),
})

/** Empties lists and lines; once, at the start of a run. */
export function clearFlights({ tables }: World): void {
  tables.lines.head.fill(NONE)
  tables.lines.tail.fill(NONE)
  tables.flightState.free[0] = NONE
  tables.flightState.finished[0] = NONE
}

/** Before the tick's events: asks all queries, draws their nodes and schedules their arrivals. */
export function takeOff(world: World): void {
  const n = askAll(world)
  drawRacers(world, n)
  orderByTime(world, n)
  const needed = world.tables.flightState.used[0] + n
  if (needed > world.memory.rows('flights')) {
    grow(world.memory, 'flights', 2 * needed)
    grow(world.memory, 'jobs', 2 * needed * world.racers)
  }
  const { flights, jobs, flightState } = world.tables
  const { time, cap, size, customer, index, menu, kind, racers, order } = world.tables.queries
  const K = world.racers
  for (let at = 0; at < n; at++) {
    const q = order[at]
    let f = flightState.free[0]
    if (f === NONE) f = flightState.used[0]++
    else flightState.free[0] = flights.next[f]
    flights.time[f] = time[q]
    flights.cap[f] = cap[q]
    flights.size[f] = size[q]
    flights.customer[f] = customer[q]
    flights.index[f] = index[q]
    flights.menu[f] = menu[q]
    flights.racers[f] = racers[q]
    drawWords(world, q, q + 1)
    const { word: words } = world.tables.words
    const { law, shape, rightBelow, spread } = world.tables.nodes
    for (let k = 0; k < racers[q]; k++) {
      const j = f * K + k
      const i = world.tables.copies.node[q * K + k]
      const scale = world.tables.offers.scale[i * world.classes + kind[q]]
      const word = words[2 * k + 1] >>> 0
      jobs.node[j] = i
      jobs.service[j] = serviceTime(law[i], scale, shape, i, spreadOut(word, rightBelow[i], spread[i])) * size[q]
      jobs.verdict[j] = word < rightBelow[i] ? VERDICT.correct : detect(world, q, k)
    }
    world.calendar.schedule(time[q], MOMENT.arrival + world.priorities.line[kind[q]], EVENT.arrival, f)
  }
}

/** Query `f` reaches its nodes. */
export function arrive(world: World, f: number): void {
  const { flights, jobs, stations, nodes } = world.tables
  const now = world.calendar.now
  const K = world.racers
  flights.running[f] = flights.racers[f]
  if (flights.racers[f] === 0) finish(world, f)
  for (let k = 0; k < flights.racers[f]; k++) {
    const j = f * K + k
    const i = jobs.node[j]
    const full = stations.busy[i] >= nodes.servers[i] && stations.waiting[i] >= nodes.buffer[i]
    if (full || (now >= nodes.downFrom[i] && now < nodes.downUntil[i])) {
      jobs.verdict[j] = VERDICT.missing
      jobs.state[j] = JOB.done
      if (--flights.running[f] === 0) finish(world, f)
    } else if (stations.busy[i] < nodes.servers[i]) begin(world, j)
    else lineUp(world, j)
  }
}

/** Job `j` waits behind those of its priority. */
function lineUp({ tables, priorities, classes, racers: K }: World, j: number): void {
  const { flights, jobs, lines, stations } = tables
  const i = jobs.node[j]
  const line = i * priorities.lines + priorities.line[flights.menu[Math.floor(j / K)] % classes]
  const last = lines.tail[line]
  jobs.state[j] = JOB.waiting
  jobs.line[j] = line
  jobs.next[j] = NONE
  jobs.previous[j] = last
  if (last === NONE) lines.head[line] = j
  else jobs.next[last] = j
  lines.tail[line] = j
  stations.waiting[i]++
}

/** Job `j` takes a server. */
function begin(world: World, j: number): void {
  const { calendar } = world
  const { flights, jobs, stations } = world.tables
  const i = jobs.node[j]
  stations.busy[i]++
  if (!world.cancels) {
    const f = Math.floor(j / world.racers)
    tallyWait(world, i, flights.menu[f] % world.classes, calendar.now - flights.time[f])
  }
  jobs.state[j] = JOB.serving
  jobs.end[j] = calendar.now + jobs.service[j]
  // A job that takes no time ends in the moment that runs.
  const moment = jobs.end[j] === calendar.now ? calendar.phase : MOMENT.completion
  calendar.schedule(jobs.end[j], moment, EVENT.completion, j, jobs.end[j])
}

/** A server of the node of job `j` is free: the first waiting job of the node's first line with any takes it. */
function freeServer(world: World, j: number): void {
  const { jobs, lines, stations } = world.tables
  const i = jobs.node[j]
  stations.busy[i]--
  if (stations.waiting[i] === 0) return
  let line = i * world.priorities.lines
  while (lines.head[line] === NONE) line++
  const head = lines.head[line]
  leaveLine(world, head)
  begin(world, head)
}

/**
 * Job `j` ends, if it is still the one whose end is `end`. Where losers are cancelled, an accepted answer cancels the query's
 * other jobs.
 */
export function complete(world: World, j: number, end: number): void {
  const { flights, jobs } = world.tables
  if (jobs.state[j] !== JOB.serving || jobs.end[j] !== end) return
  const K = world.racers
  const f = Math.floor(j / K)
  jobs.state[j] = JOB.done
  flights.running[f]--
  const accepted = jobs.verdict[j] === VERDICT.correct || jobs.verdict[j] === VERDICT.passed
  if (accepted && world.cancels) for (let k = 0; k < flights.racers[f]; k++) cancel(world, f * K + k)
  freeServer(world, j)
  if (flights.running[f] === 0) finish(world, f)
}

/** Cancels job `j` if it is not done; the work that it has had is paid for. */
function cancel(world: World, j: number): void {
  const { flights, jobs, offerTally } = world.tables
  const before = jobs.state[j]
  if (before !== JOB.waiting && before !== JOB.serving) return
  const f = Math.floor(j / world.racers)
  const i = jobs.node[j]
  if (before === JOB.serving && jobs.end[j] === world.calendar.now) {
    // A tie: it has answered too, and the outcome decides evenly.
    jobs.state[j] = JOB.done
    flights.running[f]--
    freeServer(world, j)
    return
  }
  jobs.state[j] = JOB.cancelled
  jobs.verdict[j] = VERDICT.missing
  flights.running[f]--
  if (before === JOB.waiting) {
    leaveLine(world, j)
    return
  }
  const row = i * world.classes + (flights.menu[f] % world.classes)
  const had = jobs.service[j] === 0 ? 1 : 1 - (jobs.end[j] - world.calendar.now) / jobs.service[j]
  offerTally.sized[row] += Math.round(SIZE * flights.size[f] * had)
  freeServer(world, j)
}

/** Takes waiting job `j` out of its line: it begins, or its row can be used again. */
function leaveLine({ tables }: World, j: number): void {
  const { jobs, lines, stations } = tables
  const line = jobs.line[j]
  const before = jobs.previous[j]
  const behind = jobs.next[j]
  if (before === NONE) lines.head[line] = behind
  else jobs.next[before] = behind
  if (behind === NONE) lines.tail[line] = before
  else jobs.previous[behind] = before
  stations.waiting[jobs.node[j]]--
}

/** All jobs of query `f` are done or cancelled: it joins the finished ones of this tick. */
function finish(world: World, f: number): void {
  const { flights, flightState } = world.tables
  flights.next[f] = NONE
  if (flightState.finished[0] === NONE) flightState.finished[0] = f
  else flights.next[flightState.finishedLast[0]] = f
  flightState.finishedLast[0] = f
}

/** After the tick's events: decides the races that finished and frees their rows. */
export function land(world: World): void {
  const { flights, jobs, flightState } = world.tables
  const K = world.racers
  let n = 0
  for (let f = flightState.finished[0]; f !== NONE; f = flights.next[f]) n++
  if (n > world.tables.queries.time.length) growQueries(world, 2 * n)
  const { queries, copies, nodes, customers } = world.tables
  let q = 0
  for (let f = flightState.finished[0]; f !== NONE; q++) {
    queries.time[q] = flights.time[f]
    queries.cap[q] = flights.cap[f]
    queries.size[q] = flights.size[f]
    queries.customer[q] = flights.customer[f]
    queries.index[q] = flights.index[f]
    queries.menu[q] = flights.menu[f]
    queries.kind[q] = flights.menu[f] % world.classes
    queries.racers[q] = flights.racers[f]
    queries.faults[q] = 0
    const trips = customers.region[flights.customer[f]] * world.regions
    for (let k = 0; k < flights.racers[f]; k++) {
      const j = f * K + k
      copies.node[q * K + k] = jobs.node[j]
      copies.verdict[q * K + k] = jobs.verdict[j]
      if (jobs.verdict[j] !== VERDICT.correct) queries.faults[q]++
      copies.latency[q * K + k] =
        jobs.verdict[j] === VERDICT.missing
          ? Infinity
          : jobs.end[j] - flights.time[f] + world.tables.trips.time[trips + nodes.region[jobs.node[j]]]
      jobs.state[j] = JOB.none
    }
    const next = flights.next[f]
    flights.next[f] = flightState.free[0]
    flightState.free[0] = f
    f = next
  }
  flightState.finished[0] = NONE
  decide(world, 0, n)
}
