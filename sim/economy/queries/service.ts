/**
 * Service: how long each racing node takes, and whether its answer is right.
 *
 * `serviceTime` is the law of one node; the utilisation model below stretches it by last tick's load, the queue model
 * in queue.ts adds the wait for a free server.
 */
import { block, blocks } from '../../engine/random.ts'
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

/** One service time in units of `scale`, by the node's law from one random word. */
export function serviceTime(law: number, scale: number, shape: number, word: number): number {
  switch (law) {
    case LAW.exponential:
      return scale * exponential(word)
    case LAW.lognormal:
      // 32 bits are enough: the lowest is the sign, the others the size.
      return lognormal(scale, shape, word << 1, word)
    case LAW.deterministic:
      return scale
    default:
      return scale * geometric(shape, word)
  }
}

/** Random words of one query's service: two a copy (time and correctness), 16 copies at most. */
export const SERVICE_WORDS = 32
const words = new Int32Array(SERVICE_WORDS)
const detections = new Int32Array(4)

/** Draws the words of query `q` into `into`: copy k takes words 2 k and 2 k + 1. */
export function drawService({ tables, key, tick }: World, q: number, into: Int32Array): void {
  const { customer, index, racers } = tables.queries
  blocks(into, (racers[q] + 1) >> 1, key, index[q] * 8, customer[q], tick, PURPOSE.service)
}

/** Whether the answer of copy `k` of query `q` is right, from its random word. */
export function verdictOf(world: World, q: number, k: number, accuracy: number, word: number): number {
  if (word >>> 0 < accuracy * 4294967296) return VERDICT.correct
  const { detection } = world.scenario.market.verification
  if (detection >= 1) return VERDICT.caught
  const { customer, index } = world.tables.queries
  block(detections, world.key, index[q] * 16 + k, customer[q], world.tick, PURPOSE.detection)
  return detections[0] >>> 0 < detection * 4294967296 ? VERDICT.caught : VERDICT.passed
}

/** Utilisation model: latency and verdict of the copies of queries `from` to `to`. */
export function serveAtLoad(world: World, from: number, to: number): void {
  const { tables, racers: K, classes, roundTrip, regions } = world
  const { law, scale, shape, accuracy, region, downFrom, downUntil } = tables.nodes
  const { stretch } = tables.offers
  const { time, size, customer, menu, racers } = tables.queries
  const { node, latency, verdict } = tables.copies
  const home = tables.customers.region
  for (let q = from; q < to; q++) {
    const cls = menu[q] % classes
    const trips = home[customer[q]] * regions
    const now = time[q]
    const work = size[q]
    const n = racers[q]
    drawService(world, q, words)
    for (let k = 0; k < n; k++) {
      const copy = q * K + k
      const i = node[copy]
      if (now >= downFrom[i] && now < downUntil[i]) {
        verdict[copy] = VERDICT.missing
        latency[copy] = Infinity
        continue
      }
      const service = serviceTime(law[i], scale[i], shape[i], words[2 * k])
      latency[copy] = service * stretch[i * classes + cls] * work + roundTrip[trips + region[i]]
      const right = words[2 * k + 1] >>> 0 < accuracy[i] * 4294967296
      verdict[copy] = right ? VERDICT.correct : verdictOf(world, q, k, accuracy[i], words[2 * k + 1])
    }
  }
}
