/**
 * Outcome of a race: the first answer accepted wins, others verify it, and what it costs and earns is tallied. Tallies are
 * whole numbers (micro-tokens, microseconds, 1/1024 of size): their sums are exact in any order. Money moves once a tick,
 * in settlement.ts.
 */
import { uniform } from '../../engine/random.ts'
import { bucketOf } from '../../measure/histogram.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { goOutside } from './demand.ts'
import { CUSTOMER, VERDICT } from './tables.ts'

/** Size 1 in the unit of the tallies. */
export const SIZE = 1024
const MICROSECONDS = 1e6
const LONGEST = 4294967295
/** Rows that are decided at once: they stay in the cache. */
const ROWS = 512
const NONE = -1

/** A latency in whole microseconds, at most 2^32 - 1. */
export const microseconds = (seconds: number) => Math.floor(Math.min(LONGEST, seconds * MICROSECONDS + 0.5))

/** Decides the races of queries `from` to `to` and adds them to the tallies. */
export function decide(world: World, from: number, to: number): void {
  const { again } = world.scratch
  for (let q = from; q < to; q += ROWS) {
    const end = Math.min(to, q + ROWS)
    const ties = judge(world, q, end)
    for (let row = 0; row < ties; row++) breakTie(world, again[row])
    account(world, q, end)
  }
}

/**
 * Finds the winners of queries `from` to `to` and tallies all answers. Returns how many queries have a tie; they are listed
 * in `again`. Without calls, which would make each access read its column anew.
 */
function judge(world: World, from: number, to: number): number {
  const { tables, racers: K, classes, networked, roundTrip, regions, sizes } = world
  const { missing: MISSING, caught: CAUGHT, passed: PASSED, correct: CORRECT } = VERDICT
  const { size, customer, kind, racers, faults, winner } = tables.queries
  const { node, latency, verdict } = tables.copies
  const { region } = tables.nodes
  const { missing, caught, passed } = tables.nodeTally
  const { answer } = tables.answers
  const { sized } = tables.offerTally
  const { again } = world.scratch
  const home = tables.customers.region
  let ties = 0
  let copy = Math.imul(from, K)
  for (let q = from | 0; q < (to | 0); q = (q + 1) | 0) {
    const cls = kind[q]
    const end = (copy + racers[q]) | 0
    const next = (copy + K) | 0
    const faulty = faults[q] > 0
    let first = NONE
    let best = Infinity
    let tied = false
    for (; copy < end; copy = (copy + 1) | 0) {
      const i = node[copy] | 0
      const what = faulty ? verdict[copy] : CORRECT
      if (what === MISSING) {
        missing[i]++
        continue
      }
      const time = latency[copy]
      const offer = (Math.imul(i, classes) + cls) | 0
      const at = offer << 1
      answer[at]++
      answer[(at + 1) | 0] += microseconds(networked ? time - roundTrip[home[customer[q]] * regions + region[i]] : time)
      if (sizes) sized[offer] += Math.round(size[q] * SIZE)
      if (what === CAUGHT) {
        caught[i]++
        continue
      }
      if (what === PASSED) passed[i]++
      if (time < best) {
        best = time
        first = copy
        tied = false
      } else if (time === best) tied = true
    }
    winner[q] = first
    if (tied) {
      again[ties] = q
      ties = (ties + 1) | 0
    }
    copy = next
  }
  return ties
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

/** Charges queries `from` to `to`, whose winners are known, and adds them to the tallies; no verdict is left behind. */
function account(world: World, from: number, to: number): void {
  const { tables, racers: K, classes, sla, verifiers, refundShare, sizes } = world
  const { forgetting, leaving, budgets, reserves } = world.customers
  const { fee } = tables.offers
  const { size, customer, kind, racers, faults, winner } = tables.queries
  const { node, latency, verdict } = tables.copies
  const { operator } = tables.nodes
  const { posted } = tables.operators
  const { reserve, group, income, wallet, satisfaction, patience, state } = tables.customers
  const { verified } = tables.nodeTally
  const { sale } = tables.sales
  const { count: bucket } = tables.latencies
  const { away } = CUSTOMER
  const { correct } = VERDICT
  // Locals, one by one: fields of an object would cost a memory access each.
  let raced = 0
  let answeredQueries = 0
  let paidCount = 0
  let late = 0
  let wrong = 0
  let unanswered = 0
  let outsiders = 0
  let fees = 0
  let refunds = 0
  let spent = 0
  let latencies = 0
  let reserved = 0
  let surplus = 0

  let first = Math.imul(from, K)
  for (let q = from | 0; q < (to | 0); q = (q + 1) | 0, first = (first + K) | 0) {
    const cls = kind[q]
    const end = (first + racers[q]) | 0
    if (end === first) {
      outsiders = (outsiders + 1) | 0
      continue
    }
    raced = (raced + 1) | 0
    const faulty = faults[q] > 0
    const best = winner[q]
    // Where nobody answers, the price is that of the node drawn first, and the treasury gets the operators' part of what
    // is not returned.
    const seller = node[best >= 0 ? best : first] | 0
    const offer = (Math.imul(seller, classes) + cls) | 0
    const listed = fee[offer]
    const charged = sizes ? Math.floor(listed * size[q]) : listed
    fees += charged
    let net = charged
    let pleased = false
    if (best < 0) {
      unanswered = (unanswered + 1) | 0
      const refund = Math.floor(charged * refundShare)
      refunds += refund
      net -= refund
    } else {
      answeredQueries = (answeredQueries + 1) | 0
      const seconds = latency[best]
      const time = microseconds(seconds)
      latencies += time
      bucket[bucketOf(time)]++
      pleased = !faulty || verdict[best] === correct
      if (!pleased) wrong = (wrong + 1) | 0
      const at = offer << 2
      sale[at]++
      if (seconds <= sla[cls]) {
        paidCount = (paidCount + 1) | 0
        sale[(at + 1) | 0]++
        sale[(at + 2) | 0] += net
        if (reserves && reserve[customer[q]] < Infinity) {
          reserved = (reserved + 1) | 0
          surplus += Math.floor((reserve[customer[q]] - posted[operator[seller]]) * (sizes ? size[q] : 1))
        }
      } else {
        pleased = false
        late = (late + 1) | 0
        const refund = Math.floor(charged * refundShare)
        refunds += refund
        net -= refund
        sale[(at + 3) | 0] += net
      }
      // The racers drawn first, of other operators and with the right answer, verify it: as many as there are seats.
      const own = operator[seller]
      let seats = verifiers | 0
      for (let copy = first; seats > 0 && copy < end; copy = (copy + 1) | 0) {
        const i = node[copy] | 0
        if (operator[i] === own || (faulty && verdict[copy] !== correct)) continue
        verified[i] += net
        seats = (seats - 1) | 0
      }
    }
    if (faulty) for (let copy = first; copy < end; copy = (copy + 1) | 0) verdict[copy] = correct
    if (!budgets || income[customer[q]] < 0) spent += net
    else wallet[customer[q]] -= net
    if (!leaving) continue
    const c = customer[q]
    satisfaction[c] += ((pleased ? 1 : 0) - satisfaction[c]) * forgetting[group[c]]
    if (satisfaction[c] < patience[c]) state[c] = away
  }

  // The outside option of a logit, or nobody whom the customer would pay.
  if (outsiders > 0) for (let q = from; q < to; q++) if (racers[q] === 0) goOutside(world, kind[q], sizes ? size[q] : 1)
  const { tally } = tables
  tally.raced[0] += raced
  tally.answered[0] += answeredQueries
  tally.paid[0] += paidCount
  tally.late[0] += late
  tally.wrong[0] += wrong
  tally.unanswered[0] += unanswered
  tally.fees[0] += fees
  tally.refunds[0] += refunds
  tally.spent[0] += spent
  tally.latency[0] += latencies
  tally.reserved[0] += reserved
  tally.surplus[0] += surplus
}
