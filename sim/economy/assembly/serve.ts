/** Races where all service times are exponential and no node is down; the other laws are in `service.ts`. */
import {
  again_query,
  answers_answer,
  classes,
  copies_latency,
  copies_node,
  copies_verdict,
  exponentials_quantile,
  networked,
  nodes_rightBelow,
  queries_faults,
  queries_kind,
  queries_racers,
  queries_size,
  queries_winner,
  racers,
  services_service,
  sizes,
  unity,
  width,
  words_word,
} from './columns'
import { judge, tallyAnswer, tallySize, trip } from './answers'
import { exponential, exponentials, LONGEST, MICROSECONDS, whole, WORDS } from './variates'
import { CAUGHT } from './verdict'


/**
 * Serves queries `from` to before `to`, whose words have been drawn, tallies the answers and finds the winners; wrong answers
 * are caught. Returns how many queries have a tie; they are listed in `again`.
 */
export function raceRows(from: i32, to: i32): i32 {
  const C = <usize>classes
  const K = <usize>racers
  const far = networked
  const sized = sizes
  const nodes = copies_node
  const latencies = copies_latency
  const kinds = queries_kind
  const services = services_service
  const answers = answers_answer
  const bytes = <usize>width << 2
  // Made once, as `exponentials` wants it.
  const one = f64x2.splat(unity)
  const half = f64x2.splat(unity * 0.5)
  const whole = f64x2.splat(unity * 4503599627370496)
  const zero = f64x2.splat(unity * 4503599627371551)
  const rests = i64x2.splat(<i64>(unity * 1048575))
  const mask = i64x2.splat(<i64>(unity * 2047))
  const share = f64x2.splat(unity / 1048576)
  const cells = f64x2.splat(unity * 4503599627368447)
  const ln2 = f64x2.splat(unity * 0.6931471805599453)
  const all32 = f64x2.splat(unity * WORDS)
  const nought = f64x2.splat(unity - 1)
  const million = f64x2.splat(unity * MICROSECONDS)
  const longest = f64x2.splat(unity * LONGEST)
  const table = exponentials_quantile
  let ties = 0
  let begin = words_word + 4
  let first = <usize>from * K
  for (let q = <usize>from; q < <usize>to; q++, begin += bytes, first += K) {
    const cls = <usize>load<u8>(kinds + q)
    const work = sized ? load<f64>(queries_size + (q << 3)) : 1
    const end = first + <usize>load<u8>(queries_racers + q)
    const works = f64x2.splat(work)
    // Two copies at a time; an odd one goes with itself. Places first, for they say whether all is plain: a right answer's
    // word stays below 2^32 when it is spread. Without accuracy it may be no number.
    let plain = i64x2.splat(-1)
    for (let copy = first, at = begin; copy < end; copy += 2, at += 16) {
      const pair = copy + 1 < end
      const i = <usize>load<u32>(nodes + (copy << 2))
      const j = pair ? <usize>load<u32>(nodes + (copy << 2), 4) : i
      const spreads = v128.load64_lane(
        services + ((j * C + cls) << 4),
        v128.load64_zero(services + ((i * C + cls) << 4), 8),
        1,
        8,
      )
      const drawn = v128.load(at)
      const words = f64x2.convert_low_i32x4_u(
        pair ? v128.shuffle<i32>(drawn, drawn, 0, 2, 0, 2) : v128.shuffle<i32>(drawn, drawn, 0, 0, 0, 0),
      )
      const place = f64x2.floor(f64x2.mul(words, spreads))
      plain = v128.and(plain, v128.and(f64x2.lt(place, all32), f64x2.gt(place, nought)))
      if (pair) v128.store(latencies + (copy << 3), place)
      else v128.store64_lane(latencies + (copy << 3), place, 0)
    }
    let faulty = 0
    let tied = 0
    if (i64x2.all_true(plain)) {
      let winner: i32 = -1
      let least = i64.MAX_VALUE
      for (let copy = first; copy < end; copy += 2) {
        const pair = copy + 1 < end
        const i = <usize>load<u32>(nodes + (copy << 2))
        const j = pair ? <usize>load<u32>(nodes + (copy << 2), 4) : i
        const offer = i * C + cls
        const other = j * C + cls
        const place = pair ? v128.load(latencies + (copy << 3)) : v128.load64_splat(latencies + (copy << 3))
        const scale = v128.load64_lane(services + (other << 4), v128.load64_zero(services + (offer << 4)), 1)
        const times = f64x2.mul(
          works,
          f64x2.mul(scale, exponentials(place, one, half, whole, zero, rests, share, cells, ln2, mask, table)),
        )
        const shown = f64x2.floor(f64x2.pmin(f64x2.add(f64x2.mul(times, million), half), longest))
        const own = answers + (offer << 4)
        v128.store(own, f64x2.add(v128.load(own), v128.shuffle<f64>(one, shown, 0, 2)))
        const all = far ? f64x2.add(times, f64x2.replace_lane(f64x2.splat(trip(q, i)), 1, trip(q, j))) : times
        // Without branches: which answer is first is as hard to foresee as it is meant to be. Times are not negative, so they
        // compare as whole numbers do.
        const time = i64x2.extract_lane(all, 0)
        tied = select<i32>(0, tied | <i32>(time == least), time < least)
        winner = select<i32>(<i32>copy, winner, time < least)
        least = select<i64>(time, least, time < least)
        if (pair) {
          const theirs = answers + (other << 4)
          v128.store(theirs, f64x2.add(v128.load(theirs), v128.shuffle<f64>(one, shown, 0, 3)))
          v128.store(latencies + (copy << 3), all)
          const next = i64x2.extract_lane(all, 1)
          tied = select<i32>(0, tied | <i32>(next == least), next < least)
          winner = select<i32>(<i32>copy + 1, winner, next < least)
          least = select<i64>(next, least, next < least)
        } else v128.store64_lane(latencies + (copy << 3), all, 0)
      }
      store<i32>(queries_winner + (q << 2), winner)
      store<u8>(queries_faults + q, 0)
    } else {
      for (let copy = first, at = begin; copy < end; copy++, at += 8) faulty += serveOne(q, copy, at, cls)
      store<u8>(queries_faults + q, <u8>faulty)
      tied = judge(q, <i32>first, <i32>end)
    }
    if (sized) for (let copy = first; copy < end; copy++) tallySize(q, <usize>load<u32>(nodes + (copy << 2)) * C + cls)
    if (tied) {
      store<u32>(again_query + (<usize>ties << 2), <u32>q)
      ties++
    }
  }
  return ties
}

/** As `raceRows` for one copy, of a query of class `cls`, by the word at `at`; 1 where its answer is wrong. */
function serveOne(q: usize, copy: usize, at: usize, cls: usize): i32 {
  const i = <usize>load<u32>(copies_node + (copy << 2))
  const word = <f64>load<u32>(at)
  const service = services_service + ((i * <usize>classes + cls) << 4)
  let place = word * load<f64>(service, 8)
  const wrong = !(place < WORDS)
  if (wrong) {
    const right = load<f64>(nodes_rightBelow + (i << 3))
    place = ((word - right) / (WORDS - right)) * WORDS
    store<u8>(copies_verdict + copy, CAUGHT)
  }
  const work = sizes ? load<f64>(queries_size + (q << 3)) : 1
  const time = work * (load<f64>(service) * exponential(whole(place)))
  store<f64>(copies_latency + (copy << 3), networked ? time + trip(q, i) : time)
  tallyAnswer(i * <usize>classes + cls, time)
  return <i32>wrong
}
