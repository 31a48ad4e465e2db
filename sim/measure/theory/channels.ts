/**
 * A payment channel as a random walk: unit payments go forward with probability p, independently, and the balance of the
 * first side walks on 0 to C.
 */
import { pow } from '../../engine/numerics.ts'

/**
 * Share of payments that fail where those for which a side has nothing left do: the walk is held at its ends, its places have
 * probabilities in the ratio q / p from one to the next, and 1 / (C + 1) fail where p is a half [Feller 1968, XV.7].
 */
export function failedShare(capacity: number, forward: number): number {
  if (!(capacity >= 0 && forward >= 0 && forward <= 1))
    throw new RangeError(`channel: expected a capacity and a probability, got ${capacity} and ${forward}`)
  // Of the two directions the rarer is a, so that powers of a / b stay finite.
  const a = Math.min(forward, 1 - forward)
  const b = 1 - a
  const ratio = a / b
  let weights = 0
  for (let place = 0; place <= capacity; place++) weights += pow(ratio, place)
  // At the end to which most payments go, the place has weight 1 and b fails; at the other it has ratio^C and a fails.
  return (b + a * pow(ratio, capacity)) / weights
}

/**
 * Mean number of payments from a balance of `start` until one side has nothing left, the duration of play in the ruin of the
 * gambler: k (C - k), or k / (q - p) - C / (q - p) (1 - (q / p)^k) / (1 - (q / p)^C) [Feller 1968, XIV.3].
 */
export function meanLife(capacity: number, start: number, forward: number): number {
  if (!(start >= 0 && start <= capacity && forward >= 0 && forward <= 1))
    throw new RangeError(`channel: expected a start from 0 to ${capacity}, got ${start}`)
  // `forward` payments take from the first side.
  if (forward > 0.5) return meanLife(capacity, capacity - start, 1 - forward)
  const drift = 1 - 2 * forward
  if (drift < 1e-7) return start * (capacity - start)
  const ratio = forward / (1 - forward)
  const emptied = (pow(ratio, start) - pow(ratio, capacity)) / (1 - pow(ratio, capacity))
  return (capacity * (1 - emptied) - start) / drift
}

/**
 * Share of closings by one end alone of which a state is published that is not the latest, where only the first side pays,
 * either end is as likely to close, and those cheat who expect to gain: the first end where it has paid more than the part
 * `watching` of its deposit of `capacity` payments. With x payments for a closing, a half times (x / (1 + x))^n, n the least
 * number that is more than that; nobody where that cannot be.
 */
export function cheatedShare(capacity: number, watching: number, paymentsPerClosing: number): number {
  const least = Math.floor(watching * capacity) + 1
  return least > capacity ? 0 : pow(paymentsPerClosing / (1 + paymentsPerClosing), least) / 2
}
