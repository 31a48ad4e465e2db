/**
 * Student's t and the beta distribution function behind it: what turns 20 batch means into an
 * interval, and a ratio of powers into a probability. Written on the deterministic exp and log, so
 * that a verdict is the same on every machine.
 */

import { exp, log, logGamma } from '../engine/numerics.ts'

/** P(X <= x) of a Beta(a, b) variable, a and b > 0: the regularised incomplete beta function I_x(a, b) [DLMF 8.17.22]. */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(x > 0)) return 0
  if (x >= 1) return 1
  // The continued fraction converges quickly only on this side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a)
  const scale = exp(a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  // Lentz's method; odd and even coefficients of the fraction in one pass.
  let [c, d, fraction] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1)), 0]
  fraction = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return scale * fraction
}

/** P(|T| >= |t|) of Student's t with `freedom` > 0 degrees of freedom: the p-value of a two-sided test. */
export function studentTails(t: number, freedom: number): number {
  return betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** The t below which Student's t with `freedom` > 0 degrees of freedom falls with probability p; throws unless 0 < p < 1. */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1 && freedom > 0)) {
    throw new RangeError(`studentQuantile: expected 0 < p < 1 and freedom > 0, got p ${p}, freedom ${freedom}`)
  }
  if (p === 0.5) return 0
  const tails = 2 * Math.min(p, 1 - p)
  // studentTails falls in t: double until it is below, then halve the bracket to the last bit.
  let high = 1
  while (studentTails(high, freedom) > tails) high *= 2
  let low = high === 1 ? 0 : high / 2
  for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (studentTails(middle, freedom) > tails) low = middle
    else high = middle
  }
  return p < 0.5 ? -high : high
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x
}
