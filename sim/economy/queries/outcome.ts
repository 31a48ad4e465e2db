/**
 * Outcome of a race: the first answer accepted wins, others verify it, and what it costs and earns is tallied. Tallies are
 * whole numbers (micro-tokens, microseconds, 1/1024 of size): their sums are exact in any order. Money moves once a tick,
 * in settlement.ts.
 */
import { uniform } from '../../engine/random.ts'
import { kernelsOf } from '../kernels.ts'
import { countGas } from '../protocol/base-fee.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { goOutside } from './demand.ts'
import { VERDICT } from './race-tables.ts'

const MICROSECONDS = 1e6
const LONGEST = 4294967295
/** Rows that are decided at once: they stay in the cache. */
const ROWS = 512

/** A latency in whole microseconds, at most 2^32 - 1. */
export const microseconds = (seconds: number) => Math.floor(Math.min(LONGEST, seconds * MICROSECONDS + 0.5))

/** Decides the races of queries `from` to `to` and adds them to the tallies. */
export function decide(world: World, from: number, to: number): void {
  const { judgeRows } = kernelsOf(world)
  for (let q = from; q < to; q += ROWS) {
    const end = Math.min(to, q + ROWS)
    account(world, q, end, judgeRows(q, end))
  }
}

/** Settles the races of queries `from` to `to`, whose winners are known but for those of the first `ties` in `again`. */
export function account(world: World, from: number, to: number, ties: number): void {
  const { again, queries } = world.tables
  for (let row = 0; row < ties; row++) breakTie(world, again.query[row])
  if (world.taxation.metered) countGas(world, from, to)
  if (kernelsOf(world).accountRows(from, to) === 0) return
  // The outside option of a logit, or nobody whom the customer would pay.
  for (let q = from; q < to; q++)
    if (queries.racers[q] === 0) goOutside(world, queries.kind[q], world.sizes ? queries.size[q] : 1)
}

/** Draws the winner of query `q` evenly among the first of its answers. */
function breakTie({ tables, key, tick, racers: K }: World, q: number): void {
  const { customer, index, racers, faults, winner } = tables.queries
  const { latency, verdict } = tables.copies
  const best = latency[winner[q]]
  let ties = 1
  for (let copy = winner[q] + 1; copy < q * K + racers[q]; copy++) {
    if (latency[copy] !== best || (faults[q] > 0 && verdict[copy] === VERDICT.caught)) continue
    ties++
    if (uniform(key, PURPOSE.tie, tick, customer[q], index[q] * 16 + ties) * ties < 1) winner[q] = copy
  }
}
