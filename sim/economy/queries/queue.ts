/**
 * Queue service: first come first served at every node, query by query, with the backlog carried over ticks.
 *
 * A node is known by when each of its servers will be free (Kiefer and Wolfowitz 1955): a query that comes at t begins
 * at max(t, earliest free server). Queries are taken in order of time; the network's round trip is added to the answer.
 * With a buffer of b places a query is lost when no server is free and b accepted queries have not begun: begin times
 * ascend, so that is when the b-th last of them lies ahead.
 */
import { resize } from '../../engine/memory.ts'
import { laneTable } from '../build.ts'
import { countTraffic } from '../patrons/bandwidth.ts'
import type { World } from '../world.ts'
import { ask, beginning } from './demand.ts'
import { decide, microseconds } from './outcome.ts'
import { drawRacers } from './race.ts'
import { VERDICT } from './race-tables.ts'
import { detect, serviceTime, spreadOut } from './service.ts'
import { beginningOfTraces, replay } from './trace.ts'
import { drawWords } from './words.ts'

/** The race phase with queue service by arrival, losers finishing their work. */
export function raceInQueues(world: World): void {
  const n = askAll(world)
  drawRacers(world, n)
  countTraffic(world, n)
  orderByTime(world, n)
  serveInQueues(world, n)
  decide(world, 0, n)
}

/** Asks all queries of the tick; the tables grow when they must. Returns how many there are. */
export function askAll(world: World): number {
  const cursor = beginning(0, world.memory.rows('customers'))
  let n = ask(world, cursor)
  while (!cursor.done) {
    makeRoom(world)
    n = ask(world, cursor, n)
  }
  const traced = beginningOfTraces()
  n = replay(world, traced, n)
  while (!traced.done) {
    makeRoom(world)
    n = replay(world, traced, n)
  }
  return n
}

function makeRoom(world: World): void {
  growQueries(world, 2 * world.tables.queries.time.length)
}

/** Makes room for `rows` queries and their copies in this thread's tables. */
export function growQueries({ memory, racers, lane }: World, rows: number): void {
  resize(memory, { [laneTable('queries', lane)]: rows, [laneTable('copies', lane)]: rows * racers })
}

/** Fills `order` with the rows of the first `n` queries by time, then row: buckets of one query on average, then insertion. */
export function orderByTime({ tables, start, tickLength }: World, n: number): void {
  const { time, order } = tables.queries
  const place = new Uint32Array(n + 1)
  const scale = n / tickLength
  const bucketOf = (q: number) => Math.min(n - 1, Math.max(0, Math.floor((time[q] - start) * scale)))
  for (let q = 0; q < n; q++) place[bucketOf(q) + 1]++
  for (let b = 0; b < n; b++) place[b + 1] += place[b]
  for (let q = 0; q < n; q++) order[place[bucketOf(q)]++] = q
  for (let at = 1; at < n; at++) {
    const q = order[at]
    let gap = at
    for (; gap > 0 && time[order[gap - 1]] > time[q]; gap--) order[gap] = order[gap - 1]
    order[gap] = q
  }
}

/** Latency and verdict of all copies of the first `n` queries, in order of time. */
function serveInQueues(world: World, n: number): void {
  const { tables, racers: K, classes, regions, sizes } = world
  const { time: roundTrip } = tables.trips
  const { law, shape, rightBelow, spread, region } = tables.nodes
  const { downFrom, downUntil, previousFrom, previousUntil } = tables.nodes
  const { scale } = tables.offers
  const { time, size, customer, kind, racers, faults, order } = tables.queries
  const { node, latency, verdict } = tables.copies
  const home = tables.customers.region
  const { word: words } = tables.words
  for (let at = 0; at < n; at++) {
    const q = order[at]
    const now = time[q]
    const trips = home[customer[q]] * regions
    drawWords(world, q, q + 1)
    faults[q] = 0
    for (let k = 0; k < racers[q]; k++) {
      const copy = q * K + k
      const i = node[copy]
      const word = words[2 * k + 1] >>> 0
      const service =
        serviceTime(law[i], scale[i * classes + kind[q]], shape, i, spreadOut(word, rightBelow[i], spread[i])) *
        (sizes ? size[q] : 1)
      const down = (now >= downFrom[i] && now < downUntil[i]) || (now >= previousFrom[i] && now < previousUntil[i])
      const end = down ? -1 : queue(world, i, kind[q], now, service)
      if (end < 0) {
        verdict[copy] = VERDICT.missing
        faults[q]++
        latency[copy] = Infinity
        continue
      }
      latency[copy] = end - now + roundTrip[trips + region[i]]
      if (word < rightBelow[i]) continue
      verdict[copy] = detect(world, q, k)
      faults[q]++
    }
  }
}

/** Puts work of `service` seconds of class `cls` that comes at `now` into the queue of node `i`; returns when it ends, -1: lost. */
function queue(world: World, i: number, cls: number, now: number, service: number): number {
  const { tables } = world
  const { servers, freeFrom, buffer, waitingFrom, waitingNext } = tables.nodes
  const { free } = tables.servers
  const { begin } = tables.waiting
  const first = freeFrom[i]
  const server = soonestServer(free, first, servers[i])
  const start = Math.max(now, free[server])
  const places = buffer[i]
  if (places < Infinity) {
    // The ring's next place holds the begin of the query accepted `places` queries ago.
    const ring = waitingFrom[i] + waitingNext[i]
    if (start > now && (places === 0 || begin[ring] > now)) return -1
    if (places > 0) {
      begin[ring] = start
      waitingNext[i] = (waitingNext[i] + 1) % places
    }
  }
  tallyWait(world, i, cls, start - now)
  free[server] = start + service
  return free[server]
}

/** Counts a copy of class `cls` that node `i` serves `seconds` after it came. */
export function tallyWait({ tables }: World, i: number, cls: number, seconds: number): void {
  const { nodeTally, classTally } = tables
  nodeTally.queued[i]++
  classTally.queued[cls]++
  if (seconds === 0) return
  const wait = microseconds(seconds)
  nodeTally.waited[i]++
  nodeTally.wait[i] += wait
  classTally.wait[cls] += wait
}

/** The one of `count` servers from row `first` on that is free first; of equal ones the first. */
export function soonestServer(free: Float64Array, first: number, count: number): number {
  let soonest = first
  for (let server = first + 1; server < first + count; server++) if (free[server] < free[soonest]) soonest = server
  return soonest
}
