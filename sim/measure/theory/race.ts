/**
 * The race of a query: all chosen nodes serve it and the first correct answer wins. With exponential
 * times the algebra is exact: of the set B of nodes that will answer correctly node i is first with
 * probability μ_i / Σ_B μ. Whether B is the correct set depends on accuracies only, so everything is a
 * sum over subsets of the chosen. Identical lognormal nodes are integrated numerically.
 */

import { exp, log, normalCdf } from '../../engine/numerics.ts'
import { setProbabilities } from './selection.ts'

const ROOT_2_PI = 2.5066282746310002

/** What the race gives on average, per query. */
export interface Race {
  /** Probability that a node gives the first correct answer, 0 where it was not chosen; without 1 - Σ nobody is correct. */
  readonly win: Float64Array
  /** Probability that no correct answer came within the time limit. */
  readonly miss: number
  /** Unit of 1 / rate; mean time to the first correct answer, among the queries that ever get one. */
  readonly latency: number
}

/**
 * The race of `chosen` nodes drawn by `weights` (Plackett-Luce) among at most 20, with exponential times of the given
 * rates, independent probabilities of a correct answer and the time limit `limit`:
 *
 *     P(i wins | A) = Σ over B ⊆ A with i of Π_B a Π_{A\B} (1 - a) μ_i / Σ_B μ
 *     P(miss | A)   = Π_A ((1 - a) + a exp(-μ limit))
 */
export function race(
  weights: ArrayLike<number>,
  chosen: number,
  rates: ArrayLike<number>,
  accuracies: ArrayLike<number>,
  limit: number,
): Race {
  const n = weights.length
  const sets = setProbabilities(weights, chosen)
  const win = new Float64Array(n)
  let miss = 0
  let time = 0
  let answered = 0
  for (let set = 1; set < sets.length; set++) {
    if (sets[set] === 0) continue
    miss += sets[set] * missProbability(set, rates, accuracies, limit)
    for (let correct = set; correct !== 0; correct = (correct - 1) & set) {
      let p = sets[set]
      let rate = 0
      for (let i = 0; i < n; i++) {
        if (correct & (1 << i)) {
          p *= accuracies[i]
          rate += rates[i]
        } else if (set & (1 << i)) p *= 1 - accuracies[i]
      }
      answered += p
      time += p / rate
      for (let i = 0; i < n; i++) if (correct & (1 << i)) win[i] += (p * rates[i]) / rate
    }
  }
  return { win, miss, latency: time / answered }
}

function missProbability(set: number, rates: ArrayLike<number>, accuracies: ArrayLike<number>, limit: number): number {
  let p = 1
  for (let i = 0; i < rates.length; i++) {
    if (set & (1 << i)) p *= 1 - accuracies[i] + accuracies[i] * exp(-rates[i] * limit)
  }
  return p
}

/** Probability that the fastest of n lognormal times takes longer than `limit`: Φ(-ln(limit / median) / sigma)^n. */
export function lognormalMissProbability(median: number, sigma: number, n: number, limit: number): number {
  const slower = normalCdf(-log(limit / median) / sigma)
  let p = 1
  for (let i = 0; i < n; i++) p *= slower
  return p
}

/**
 * Unit of `median`: mean of the fastest of n lognormal times, by the density of the smallest normal,
 *
 *     E[min] = ∫ median exp(sigma z) n φ(z) Φ(-z)^(n-1) dz,
 *
 * with the trapezoidal rule of step 1/16, whose error for such an integrand is below rounding; the range leaves out less than 1e-30.
 */
export function lognormalMeanMinimum(median: number, sigma: number, n: number): number {
  const STEPS = 16
  let sum = 0
  for (let step = -14 * STEPS; step <= (14 + sigma) * STEPS; step++) {
    const z = step / STEPS
    const slower = normalCdf(-z)
    let density = (n * exp(-0.5 * z * z)) / ROOT_2_PI
    for (let i = 1; i < n; i++) density *= slower
    sum += exp(sigma * z) * density
  }
  return (median * sum) / STEPS
}
