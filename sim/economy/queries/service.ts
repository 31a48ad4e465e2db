/**
 * Service: how long each racing node takes, and whether its answer is right.
 *
 * `serviceTime` is the law of one node; the utilisation model below stretches it by last tick's load, the queue model
 * in queue.ts adds the wait for a free server.
 */
import { block, WORDS } from '../../engine/random.ts'
import { exponential, geometric, lognormal } from '../../engine/variates.ts'
import { erlangC } from '../../measure/theory/queue.ts'
import { vouched } from '../attacks/collusion.ts'
import { kernelsOf } from '../kernels.ts'
import { LAW } from '../operators/tables.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { VERDICT, widthOf } from './race-tables.ts'

/** Load at which the utilisation model stops to stretch latency further: an M/M/c queue has no mean above 1. */
export const MOST_LOAD = 0.99

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

const detections = new Int32Array(4)

/**
 * One word says whether an answer is right, and how long it takes: given that the word lies below the accuracy's share of
 * all words (or not), it is even there, and spread over all words it draws the time.
 */
export function spreadOut(place: number, rightBelow: number, spread: number): number {
  if (place < rightBelow) return (place * spread) >>> 0
  return (((place - rightBelow) / (WORDS - rightBelow)) * WORDS) >>> 0
}

/** What becomes of a wrong answer, copy `k` of query `q`: caught or passed. */
export function detect(world: World, q: number, k: number): number {
  const { tables, key, tick, scenario } = world
  const { detection } = scenario.market.verification
  if (vouched(world, q, k)) return VERDICT.passed
  if (detection >= 1) return VERDICT.caught
  const { customer, index } = tables.queries
  block(detections, key, index[q] * 16 + k, customer[q], tick, PURPOSE.detection)
  return detections[0] >>> 0 < detection * WORDS ? VERDICT.caught : VERDICT.passed
}

/**
 * Utilisation model: latency, verdict and answers of the copies of queries `from` to `to`, at most ROWS, whose words have been
 * drawn, and their winners. Returns how many queries have a tie; they are listed in `again`.
 */
export function serveAtLoad(world: World, from: number, to: number): number {
  if (world.tables.races.plain[0] === 1) return kernelsOf(world).raceRows(from, to)
  serve(world, from, to)
  if (mayPass(world)) detectAll(world, from, to)
  return kernelsOf(world).judgeRows(from, to)
}

/** Latency and verdict of the copies of queries `from` to `to`, whose words have been drawn; wrong answers count as caught. */
function serve(world: World, from: number, to: number): void {
  const { tables, racers: K, classes, regions, networked, sizes } = world
  const { time: roundTrip } = tables.trips
  const { law, shape, rightBelow, spread, region } = tables.nodes
  const { downFrom, downUntil, previousFrom, previousUntil } = tables.nodes
  const { scale } = tables.offers
  const { time, size, customer, kind, racers, faults } = tables.queries
  const { node, latency, verdict } = tables.copies
  const home = tables.customers.region
  const { word: words } = tables.words
  const width = widthOf(K, law.length)
  for (let q = from; q < to; q++) {
    const cls = kind[q]
    const now = time[q]
    const work = sizes ? size[q] : 1
    const first = q * K
    const count = racers[q]
    let faulty = 0
    for (let k = 0; k < count; k++) {
      const copy = first + k
      const i = node[copy] | 0
      if ((now >= downFrom[i] && now < downUntil[i]) || (now >= previousFrom[i] && now < previousUntil[i])) {
        verdict[copy] = VERDICT.missing
        latency[copy] = Infinity
        faulty++
        continue
      }
      const word = words[(q - from) * width + 2 * k + 1] >>> 0
      const right = rightBelow[i]
      const service = work * serviceTime(law[i], scale[i * classes + cls], shape, i, spreadOut(word, right, spread[i]))
      latency[copy] = networked ? service + roundTrip[home[customer[q]] * regions + region[i]] : service
      if (word >= right) {
        verdict[copy] = VERDICT.caught
        faulty++
      }
    }
    faults[q] = faulty
  }
}

/** Lets some of the wrong answers to queries `from` to `to` pass. */
function detectAll(world: World, from: number, to: number): void {
  const { racers: K } = world
  const { faults, racers } = world.tables.queries
  const { verdict } = world.tables.copies
  for (let q = from; q < to; q++) {
    if (faults[q] === 0) continue
    for (let k = 0; k < racers[q]; k++) {
      if (verdict[q * K + k] === VERDICT.caught) verdict[q * K + k] = detect(world, q, k)
    }
  }
}

/** Whether wrong answers may pass. */
function mayPass({ scenario, memory }: World): boolean {
  return scenario.market.verification.detection < 1 || memory.rows('conspirators') > 0
}

/** Notes whether the tick's races are plain: all service times are exponential, no node is down at any time, no wrong answer passes. */
export function noteOutages(world: World): void {
  const { tables, start, end } = world
  const { law, downFrom, downUntil, previousFrom, previousUntil } = tables.nodes
  const { exponential } = LAW
  let plain = mayPass(world) ? 0 : 1
  for (let i = 0; i < law.length; i++) {
    const down = (downFrom[i] < end && downUntil[i] > start) || (previousFrom[i] < end && previousUntil[i] > start)
    if (down || law[i] !== exponential) plain = 0
  }
  tables.races.plain[0] = plain
}
