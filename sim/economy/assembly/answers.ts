/** Answers: they are counted, and the first accepted one wins. */
import {
  again_query,
  answers_answer,
  classes,
  copies_latency,
  copies_node,
  copies_verdict,
  customers_region,
  networked,
  nodeTally_caught,
  nodeTally_missing,
  nodeTally_passed,
  nodes_region,
  offerTally_sized,
  queries_customer,
  queries_faults,
  queries_kind,
  queries_racers,
  queries_size,
  queries_winner,
  racers,
  regions,
  sizeOne,
  sizes,
  trips_time,
} from './columns'
import { add, microseconds } from './variates'
import { CAUGHT, CORRECT, MISSING, PASSED } from './verdict'

const NONE: i32 = -1

/**
 * Tallies the answers to queries `from` to before `to`, which have been served, and finds the winners. Returns how many queries
 * have a tie; they are listed in `again`.
 */
export function judgeRows(from: i32, to: i32): i32 {
  let ties = 0
  for (let q = <usize>from; q < <usize>to; q++) {
    const cls = <usize>load<u8>(queries_kind + q)
    const first = <usize>racers * q
    const end = first + <usize>load<u8>(queries_racers + q)
    for (let copy = first; copy < end; copy++) {
      if (load<u8>(copies_verdict + copy) == MISSING) continue
      const i = <usize>load<u32>(copies_node + (copy << 2))
      const offer = i * <usize>classes + cls
      const time = load<f64>(copies_latency + (copy << 3))
      tallyAnswer(offer, networked ? time - trip(q, i) : time)
      if (sizes) tallySize(q, offer)
    }
    if (!judge(q, <i32>first, <i32>end)) continue
    store<u32>(again_query + (<usize>ties << 2), <u32>q)
    ties++
  }
  return ties
}

/** Counts an answer of an offer, after `time` seconds without the way to the customer and back. */
@inline
export function tallyAnswer(offer: usize, time: f64): void {
  const answer = answers_answer + (offer << 4)
  add(answer, 1)
  add(answer + 8, microseconds(time))
}

/** Counts the size of query `q` as served by an offer. */
@inline
export function tallySize(q: usize, offer: usize): void {
  add(offerTally_sized + (offer << 3), Math.floor(load<f64>(queries_size + (q << 3)) * sizeOne + 0.5))
}

/** Finds the winner of query `q` among the copies from `first` to before `end` and tallies faults. Returns whether there is a tie. */
export function judge(q: usize, first: i32, end: i32): i32 {
  const faulty = load<u8>(queries_faults + q) > 0
  let winner = NONE
  let best: f64 = Infinity
  let tied = 0
  for (let copy = first; copy < end; copy++) {
    const at = <usize>copy
    const what = faulty ? load<u8>(copies_verdict + at) : CORRECT
    if (what != CORRECT) {
      const i = <usize>load<u32>(copies_node + (at << 2))
      add((what == MISSING ? nodeTally_missing : what == CAUGHT ? nodeTally_caught : nodeTally_passed) + (i << 3), 1)
      if (what != PASSED) continue
    }
    const time = load<f64>(copies_latency + (at << 3))
    if (time < best) {
      best = time
      winner = copy
      tied = 0
    } else if (time == best) tied = 1
  }
  store<i32>(queries_winner + (q << 2), winner)
  return tied
}

/** Seconds of the round trip between the customer of query `q` and node `i`. */
@inline
export function trip(q: usize, i: usize): f64 {
  const c = <usize>load<u32>(queries_customer + (q << 2))
  const home = <usize>load<u16>(customers_region + (c << 1))
  return load<f64>(trips_time + ((home * <usize>regions + <usize>load<u16>(nodes_region + (i << 1))) << 3))
}
