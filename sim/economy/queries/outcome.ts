/**
 * Outcome of a race: the first answer accepted wins, others verify it, and what it costs and earns is tallied. Tallies are whole numbers (micro-tokens, microseconds, 1/1024 of size): their sums are exact in
 * any order. Money moves once a tick, in settlement.ts.
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

/** A latency in whole microseconds, at most 2^32 - 1. */
export const microseconds = (seconds: number) => Math.floor(Math.min(LONGEST, seconds * MICROSECONDS + 0.5))

/** Decides the races of queries `from` to `to` and adds them to the tallies. */
export function decide(world: World, from: number, to: number): void {
  const { tables, racers: K, classes, sla, verifiers, refundShare } = world
  const { forgetting } = world.customers
  const { fee } = tables.offers
  const { size, customer, index, kind, racers, faults } = tables.queries
  const { node, latency, verdict } = tables.copies
  const { operator, region } = tables.nodes
  const { posted } = tables.operators
  const { networked, roundTrip, regions, sizes } = world
  const { leaving, budgets, reserves } = world.customers
  const home = tables.customers.region
  const { reserve, group, income, wallet, satisfaction, patience, state } = tables.customers
  const { missing, caught, passed, latency: latencySum, won, paid, paidQueries, verified } = tables.nodeTally
  const { answered, sized } = tables.offerTally
  const { queries: classQueries, fees: classFees } = tables.classTally
  const { count: bucket } = tables.latencies
  // Locals, one by one: fields of an object would cost a memory access each.
  let raced = 0
  let answeredQueries = 0
  let paidCount = 0
  let late = 0
  let wrong = 0
  let unanswered = 0
  let fees = 0
  let refunds = 0
  let volume = 0
  let spent = 0
  let latencies = 0
  let reserved = 0
  let surplus = 0

  for (let q = from; q < to; q++) {
    const cls = kind[q]
    const first = q * K
    const end = first + racers[q]
    const c = customer[q]
    if (end === first) {
      // The outside option of a logit, or nobody whom the customer would pay.
      goOutside(world, cls, size[q])
      continue
    }
    raced++
    const units = size[q] === 1 ? SIZE : Math.round(size[q] * SIZE)
    let winner = -1
    let best = Infinity
    let ties = 0
    const faulty = faults[q] > 0
    for (let copy = first; copy < end; copy++) {
      const i = node[copy]
      if (faulty && verdict[copy] === VERDICT.missing) {
        missing[i]++
        continue
      }
      const time = latency[copy]
      const offer = i * classes + cls
      answered[offer]++
      if (sizes) sized[offer] += units
      latencySum[i] += microseconds(networked ? time - roundTrip[home[c] * regions + region[i]] : time)
      if (faulty && verdict[copy] === VERDICT.caught) {
        caught[i]++
        continue
      }
      if (faulty && verdict[copy] === VERDICT.passed) passed[i]++
      if (time < best) {
        best = time
        winner = copy
        ties = 1
      } else if (time === best) {
        ties++
        if (uniform(world.key, PURPOSE.tie, world.tick, c, index[q] * 16 + ties) * ties < 1) winner = copy
      }
    }

    // Where nobody answers, the price is that of the node drawn first; what is not returned goes to the treasury.
    const seller = winner >= 0 ? node[winner] : node[first]
    const listed = fee[seller * classes + cls]
    const charged = size[q] === 1 ? listed : Math.floor(listed * size[q])
    const inTime = winner >= 0 && best <= sla[cls]
    const right = winner >= 0 && (!faulty || verdict[winner] === VERDICT.correct)
    const refund = inTime ? 0 : Math.floor(charged * refundShare)
    const net = charged - refund
    fees += charged
    refunds += refund
    if (winner < 0) unanswered++
    else {
      answeredQueries++
      const time = microseconds(best)
      latencies += time
      bucket[bucketOf(time)]++
      won[seller]++
      if (!right) wrong++
      if (inTime) {
        const price = posted[operator[seller]]
        paidCount++
        paidQueries[seller]++
        classQueries[cls]++
        volume += price
        if (reserves && reserve[c] < Infinity) {
          reserved++
          surplus += Math.floor((reserve[c] - price) * size[q])
        }
      } else late++
      if (net > 0) {
        paid[seller] += net
        if (inTime) classFees[cls] += net
        // The racers drawn first, of other operators and with the right answer, verify it: as many as there are seats.
        const own = operator[seller]
        for (let copy = first, seats = verifiers; seats > 0 && copy < end; copy++) {
          const i = node[copy]
          if (operator[i] === own || (faulty && verdict[copy] !== VERDICT.correct)) continue
          verified[i] += net
          seats--
        }
      }
    }

    if (faulty) verdict.fill(VERDICT.correct, first, end)
    if (!budgets || income[c] < 0) spent += net
    else wallet[c] -= net
    if (!leaving) continue
    satisfaction[c] += ((right && inTime ? 1 : 0) - satisfaction[c]) * forgetting[group[c]]
    if (satisfaction[c] < patience[c]) state[c] = CUSTOMER.away
  }

  const { tally } = tables
  tally.raced[0] += raced
  tally.answered[0] += answeredQueries
  tally.paid[0] += paidCount
  tally.late[0] += late
  tally.wrong[0] += wrong
  tally.unanswered[0] += unanswered
  tally.fees[0] += fees
  tally.refunds[0] += refunds
  tally.volume[0] += volume
  tally.spent[0] += spent
  tally.latency[0] += latencies
  tally.reserved[0] += reserved
  tally.surplus[0] += surplus
}
