/**
 * Who is chosen when K of n nodes are drawn one after another, each time with probability
 * proportional to weight among those left (Plackett-Luce). The chance of being among the K is not
 * K w / Σ w: heavy nodes cannot be drawn twice. Exact, by walking over all subsets, so n is at most 20.
 */

import { log } from '../../engine/numerics.ts'

const MOST = 20

/**
 * For every subset of at most 20 nodes, as a bit mask, the probability that it is the set of the `chosen` drawn
 * [Plackett 1975; Efraimidis and Spirakis 2006]. Length 2^n; 0 for sets of another size.
 */
export function setProbabilities(weights: ArrayLike<number>, chosen: number): Float64Array {
  const n = weights.length
  check(weights, chosen)
  if (n > MOST) throw new RangeError(`setProbabilities: expected at most ${MOST} nodes, got ${n}`)
  // A set with one more node has a larger mask: upwards, every set is complete when its turn comes.
  const reached = new Float64Array(1 << n)
  reached[0] = 1
  for (let set = 0; set < reached.length; set++) {
    if (reached[set] === 0 || size(set) === chosen) continue
    let left = 0
    for (let i = 0; i < n; i++) if (!(set & (1 << i))) left += weights[i]
    for (let i = 0; i < n; i++) {
      if (!(set & (1 << i))) reached[set | (1 << i)] += (reached[set] * weights[i]) / left
    }
    reached[set] = 0
  }
  return reached
}

/** For every node the probability of being among the `chosen`; they add up to `chosen`. Equal weights may be any number. */
export function inclusion(weights: ArrayLike<number>, chosen: number): Float64Array {
  const n = weights.length
  check(weights, chosen)
  let equal = true
  for (let i = 1; i < n; i++) equal &&= weights[i] === weights[0]
  const included = new Float64Array(n)
  if (equal) return included.fill(chosen / n)
  const sets = setProbabilities(weights, chosen)
  for (let set = 0; set < sets.length; set++) {
    for (let i = 0; i < n; i++) if (set & (1 << i)) included[i] += sets[set]
  }
  return included
}

/**
 * Selection weight of a node in the economic order: 0.4 performance + 0.3 accuracy + 0.2 uptime + 0.1 ln stake, the
 * scores from 0 to 1 and the stake in whole tokens. Negative for a tiny stake and poor scores.
 */
export function scoreWeight(performance: number, accuracy: number, uptime: number, stake: number): number {
  return 0.4 * performance + 0.3 * accuracy + 0.2 * uptime + 0.1 * log(stake)
}

function check(weights: ArrayLike<number>, chosen: number): void {
  let positive = 0
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] >= 0 && weights[i] < Infinity)) {
      throw new RangeError(`selection: expected finite weights of 0 or more, got ${weights[i]} for node ${i}`)
    }
    if (weights[i] > 0) positive++
  }
  if (!(Number.isInteger(chosen) && chosen >= 1 && chosen <= positive)) {
    throw new RangeError(`selection: expected to choose 1 to ${positive} nodes of positive weight, got ${chosen}`)
  }
}

function size(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}
