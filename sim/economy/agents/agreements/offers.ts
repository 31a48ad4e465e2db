/**
 * Offers in turn. A deal divides a pie of 1; outside options are parts of it. With alternating offers both know each other
 * and look ahead: who proposes leaves the other what it could have by waiting, who responds takes no less (Ståhl 1972,
 * Rubinstein 1982). With concession both give way from an opening to their limit as their time runs out (Faratin, Sierra
 * and Jennings 1998, Robotics and Autonomous Systems 24:159).
 */
import { pow } from '../../../engine/numerics.ts'

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
  // Looking back from the last round, sides take turns; `now` proposes in the round at hand.
  let now = rounds % 2 === 0 ? proposer : responder
  let other = rounds % 2 === 0 ? responder : proposer
  let part = 1 - other.outside
  for (let round = 0; round < rounds; round++) {
    ;[now, other] = [other, now]
    part = 1 - Math.max(other.discount * part, other.outside)
  }
  return part
}

/** What the responder must be left when `left` more offers can follow: what waiting to propose is worth to it, or going. */
export function respondersLeast(responder: Bargainer, proposer: Bargainer, left: number): number {
  const waiting = left > 0 ? responder.discount * proposersPart(responder, proposer, left - 1) : 0
  return Math.max(waiting, responder.outside)
}

/** Rounds, an even number, after which a deal weighs next to nothing. */
function horizon(both: number): number {
  let rounds = 0
  for (let weight = 1; weight > NEGLIGIBLE; weight *= both) rounds += 2
  return rounds
}

/** How far one has given way, from 0 to 1, in round `round` (from 0) of `patience`: late with an exponent below 1, early above. */
export function concession(round: number, patience: number, exponent: number): number {
  if (patience <= 1) return 1
  return pow(Math.min(1, round / (patience - 1)), 1 / exponent)
}
