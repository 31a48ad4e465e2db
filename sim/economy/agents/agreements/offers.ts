/**
 * Offers in turn. A deal divides a pie of 1; outside options are parts of it. With alternating offers both know each other
 * and look ahead: who proposes leaves the other what it could have by waiting, who responds takes no less (Ståhl 1972,
 * Rubinstein 1982). With concession both give way from an opening to their limit as their time runs out (Faratin, Sierra
 * and Jennings 1998, Robotics and Autonomous Systems 24:159).
 */
import { log, pow } from '../../../engine/numerics.ts'

/** A side of alternating offers. */
export interface Bargainer {
  /** What a deal in the next round is worth to it in this one, below 1. */
  readonly discount: number
  /** What it has if it walks away. */
  readonly outside: number
}

/** Rounds ahead whose weight is below this are not looked at. */
const NEGLIGIBLE = 1e-14

/**
 * What the proposer keeps of the pie when `left` more offers can follow, by backward induction from the last: there the
 * responder takes whatever is more than it has outside. Infinitely many are looked at as far as they weigh anything.
 */
export function proposersPart(proposer: Bargainer, responder: Bargainer, left: number): number {
  const rounds = Math.min(left, horizon(proposer.discount * responder.discount))
  // Looking back from the last round, sides take turns to respond; `least` is what the responder must be left.
  let mine = rounds % 2 === 1
  let least = mine ? proposer.outside : responder.outside
  for (let round = 0; round < rounds; round++) {
    mine = !mine
    const waiting = (mine ? proposer.discount : responder.discount) * (1 - least)
    least = Math.max(waiting, mine ? proposer.outside : responder.outside)
  }
  return 1 - least
}

/** What the responder must be left when `left` more offers can follow: what waiting to propose is worth to it, or going. */
export function respondersLeast(responder: Bargainer, proposer: Bargainer, left: number): number {
  const waiting = left > 0 ? responder.discount * proposersPart(responder, proposer, left - 1) : 0
  return Math.max(waiting, responder.outside)
}

/** Rounds, an even number, after which a deal weighs next to nothing. */
const horizon = (both: number) => 2 * Math.ceil(log(NEGLIGIBLE) / log(both))

/** How far one has given way, from 0 to 1, in round `round` (from 0) of `patience`: late with an exponent below 1, early above. */
export function concession(round: number, patience: number, exponent: number): number {
  if (patience <= 1) return 1
  return pow(Math.min(1, round / (patience - 1)), 1 / exponent)
}
