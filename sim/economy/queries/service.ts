/**
 * Service: how long each racing node takes, and whether its answer is right.
 *
 * `serviceTime` is the law of one node; the utilisation model below stretches it by last tick's load, the queue model
 * in queue.ts adds the wait for a free server.
 */
import { block, blocksOfRows } from '../../engine/random.ts'
import { exponential, geometric, lognormal } from '../../engine/variates.ts'
import { erlangC } from '../../measure/theory/queue.ts'
import { LAW } from '../operators/tables.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { VERDICT } from './tables.ts'

/** Load at which the utilisation model stops to stretch latency further: an M/M/c queue has no mean above 1. */
const MOST_LOAD = 0.99

/**
 * Mean time in an M/M/c system over the mean service time: 1 + C(c, a) / (c (1 - rho)), a = c rho the offered load
 * (Erlang 1917). `rho` is capped at 0.99.
 */
export function stretchOf(servers: number, rho: number): number {
  const load = Math.min(rho, MOST_LOAD)
  if (load <= 0) return 1
  return 1 + erlangC(servers * load, servers) / (servers * (1 - load))
}

/** One service time of node `i` in units of `scale`, by its law from one random word. */
export function serviceTime(law: number, scale: number, shape: Float64Array, i: number, word: number): number {
  switch (law) {
    case LAW.exponential:
      return scale * exponential(word)
    case LAW.lognormal:
      // 32 bits are enough: the lowest is the sign, the others the size.
      return lognormal(scale, shape[i], word << 1, word)
    case LAW.deterministic:
      return scale
    default:
      return scale * geometric(shape[i], word)
  }
}

/** Rows whose words are drawn at once: they stay in the cache. */
export const SERVICE_ROWS = 512
const detections = new Int32Array(4)
const WORDS = 4294967296

/** Words that a query of `racers` nodes takes: one a copy, in whole blocks. */
export const serviceWidth = (racers: number) => 4 * ((racers + 3) >> 2)

/** Draws the words of queries `from` to `to`, at most SERVICE_ROWS, into the world's scratch. */
export function drawService({ tables, key, tick, racers, scratch }: World, from: number, to: number): void {
  const { customer, index } = tables.queries
  blocksOfRows(scratch.words, (racers + 3) >> 2, key, index, 4, customer, from, to, tick, PURPOSE.service)
}

/**
 * One word says whether an answer is right, and how long it takes: given that the word lies below the accuracy's share of
 * all words (or not), it is even there, and spread over all words it draws the time.
 */
export function spreadOut(place: number, rightBelow: number, spread: number): number {
  if (place < rightBelow) return (place * spread) >>> 0
  return (((place - rightBelow) / (WORDS - rightBelow)) * WORDS) >>> 0
}

/** What becomes of a wrong answer, copy `k` of query `q`: caught or passed. */
export function detect({ tables, key, tick, scenario }: World, q: number, k: number): number {
  const { detection } = scenario.market.verification
  if (detection >= 1) return VERDICT.caught
  const { customer, index } = tables.queries
  block(detections, key, index[q] * 16 + k, customer[q], tick, PURPOSE.detection)
  return detections[0] >>> 0 < detection * WORDS ? VERDICT.caught : VERDICT.passed
}

/** Utilisation model: latency and verdict of the copies of queries `from` to `to`. */
export function serveAtLoad(world: World, from: number, to: number): void {
  const { tables, racers: K, classes, roundTrip, regions, networked } = world
  const { law, shape, rightBelow, spread, region, downFrom, downUntil } = tables.nodes
  const { scale } = tables.offers
  const { time, size, customer, kind, racers, faults } = tables.queries
  const { node, latency, verdict } = tables.copies
  const home = tables.customers.region
  const { words } = world.scratch
  const width = serviceWidth(K)
  const outages = anyOutage(world)
  for (let q = from; q < to; q++) {
    const row = (q - from) % SERVICE_ROWS
    if (row === 0) drawService(world, q, Math.min(to, q + SERVICE_ROWS))
    const cls = kind[q]
    const now = time[q]
    const work = size[q]
    const first = q * K
    const count = racers[q]
    let faulty = 0
    for (let k = 0; k < count; k++) {
      const copy = first + k
      const i = node[copy]
      if (outages && now >= downFrom[i] && now < downUntil[i]) {
        verdict[copy] = VERDICT.missing
        latency[copy] = Infinity
        faulty++
        continue
      }
      const word = words[row * width + k] >>> 0
      const right = rightBelow[i]
      const service = work * serviceTime(law[i], scale[i * classes + cls], shape, i, spreadOut(word, right, spread[i]))
      latency[copy] = networked ? service + roundTrip[home[customer[q]] * regions + region[i]] : service
      if (word >= right) {
        verdict[copy] = detect(world, q, k)
        faulty++
      }
    }
    faults[q] = faulty
  }
}

/** Whether any node is down at some time of the tick. */
function anyOutage({ tables, start, end }: World): boolean {
  const { downFrom, downUntil } = tables.nodes
  for (let i = 0; i < downFrom.length; i++) if (downFrom[i] < end && downUntil[i] > start) return true
  return false
}
