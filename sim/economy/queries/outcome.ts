/**
 * Outcome of a race: the first answer accepted wins, the next ones of other operators verify, and what it costs and
 * earns is tallied. Tallies are whole numbers (micro-tokens, microseconds, 1/1024 of work): their sums are exact in
 * any order. Money moves once a tick, in settlement.ts.
 */
import { uniform } from '../../engine/random.ts'
import { bucketOf } from '../../measure/histogram.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { goOutside } from './demand.ts'
import { CUSTOMER, VERDICT } from './tables.ts'

const MICROSECONDS = 1e6
const LONGEST = 4294967295

/** A latency in whole microseconds, at most 2^32 - 1. */
export const microseconds = (seconds: number) => Math.min(LONGEST, Math.round(seconds * MICROSECONDS))

/** Decides the races of queries `from` to `to` and adds them to the tallies. */
export function decide(world: World, from: number, to: number): void {
  const { tables, racers: K, classes, sla, verifiers, refundShare } = world
  const { memory } = world.customers
  const { fee, work, effort } = tables.offers
  const { size, customer, index, menu, racers } = tables.queries
  const { node, latency, verdict } = tables.copies
  const { operator } = tables.nodes
  const { posted } = tables.operators
  const { group, income, wallet, satisfaction, patience, state } = tables.customers
  const sum = tables.nodeTally
  const { queries: classQueries, fees: classFees } = tables.classTally
  const { count: bucket } = tables.latencies
  const { tally } = tables

  let raced = 0
  let answered = 0
  let paidQueries = 0
  let late = 0
  let wrong = 0
  let unanswered = 0
  let fees = 0
  let refunds = 0
  let unclaimed = 0
  let volume = 0
  let spent = 0
  let latencies = 0
  let surplus = 0
  let reserved = 0

  for (let q = from; q < to; q++) {
    const cls = menu[q] % classes
    const first = q * K
    const n = racers[q]
    const c = customer[q]
    if (n === 0) {
      // The outside option of a logit, or nobody whom the customer would pay.
      goOutside(world, cls, size[q])
      continue
    }
    raced++
    let winner = -1
    let best = Infinity
    let ties = 0
    for (let copy = first; copy < first + n; copy++) {
      const i = node[copy]
      sum.selected[i]++
      const outcome = verdict[copy]
      if (outcome === VERDICT.missing) continue
      sum.answered[i]++
      sum.work[i] += Math.round(work[i * classes + cls] * size[q])
      sum.effort[i] += Math.round(effort[i * classes + cls] * size[q])
      sum.latency[i] += microseconds(latency[copy])
      if (outcome === VERDICT.caught) {
        sum.wrong[i]++
        continue
      }
      if (outcome === VERDICT.correct) sum.correct[i]++
      if (latency[copy] < best) {
        best = latency[copy]
        winner = copy
        ties = 1
      } else if (latency[copy] === best) {
        ties++
        if (uniform(world.key, PURPOSE.tie, world.tick, c, index[q] * 16 + ties) * ties < 1) winner = copy
      }
    }

    // Prepaid and returned where nobody answered: at the price of the node drawn first.
    const seller = winner >= 0 ? node[winner] : node[first]
    const charged = Math.floor(fee[seller * classes + cls] * size[q])
    const good = winner >= 0 && verdict[winner] === VERDICT.correct && best <= sla[cls]
    const accepted = winner >= 0 && best <= sla[cls]
    const refund = winner < 0 ? charged : accepted ? 0 : Math.floor(charged * refundShare)
    const net = charged - refund
    fees += charged
    refunds += refund
    if (winner < 0) unanswered++
    else {
      answered++
      const time = microseconds(best)
      latencies += time
      bucket[bucketOf(time)]++
      sum.won[seller]++
      if (!accepted) late++
      if (verdict[winner] !== VERDICT.correct) wrong++
      if (net > 0 || charged === 0) {
        sum.paid[seller] += net
        if (accepted) {
          sum.paidQueries[seller]++
          paidQueries++
          classQueries[cls]++
          volume += posted[operator[seller]]
          const reserve = tables.customers.reserve[c]
          if (reserve < Infinity) {
            reserved++
            surplus += Math.floor((reserve - posted[operator[seller]]) * size[q])
          }
        }
        classFees[cls] += net
        unclaimed += net * (verifiers - verify(world, q, winner, net))
      }
    }

    if (income[c] < 0) spent += net
    else wallet[c] -= net
    const g = group[c]
    satisfaction[c] += ((good ? 1 : 0) - satisfaction[c]) / memory[g]
    if (satisfaction[c] < patience[c]) state[c] = CUSTOMER.away
  }
  tally.raced[0] += raced
  tally.answered[0] += answered
  tally.paid[0] += paidQueries
  tally.late[0] += late
  tally.wrong[0] += wrong
  tally.unanswered[0] += unanswered
  tally.fees[0] += fees
  tally.refunds[0] += refunds
  tally.unclaimed[0] += unclaimed
  tally.volume[0] += volume
  tally.spent[0] += spent
  tally.latency[0] += latencies
  tally.surplus[0] += surplus
  tally.reserved[0] += reserved
}

/** The next answers in time, of other operators than the winner's, verify it. Returns how many there are. */
function verify({ tables, racers: K, verifiers }: World, q: number, winner: number, net: number): number {
  const { node, latency, verdict } = tables.copies
  const { operator } = tables.nodes
  const { verified } = tables.nodeTally
  const first = q * K
  const end = first + tables.queries.racers[q]
  const own = operator[node[winner]]
  let seats = 0
  let after = -Infinity
  let afterCopy = -1
  while (seats < verifiers) {
    let next = -1
    for (let copy = first; copy < end; copy++) {
      if (verdict[copy] !== VERDICT.correct || operator[node[copy]] === own) continue
      const later = latency[copy] > after || (latency[copy] === after && copy > afterCopy)
      if (later && (next < 0 || latency[copy] < latency[next])) next = copy
    }
    if (next < 0) break
    verified[node[next]] += net
    after = latency[next]
    afterCopy = next
    seats++
  }
  return seats
}
