/**
 * The strongest cycle of a series, and whether it is more than noise. Economies are full of slow
 * noise, whose periodogram rises towards frequency zero; a cycle is a peak that stands out over
 * everything slower than itself. Under any noise whose spectrum does not rise with frequency the
 * share of m ordinates in the power up to them is at most Beta(m, the number below), so no model of
 * the noise has to be fitted. Bands of 1, 2, 4, ... ordinates also find cycles of wandering length.
 */

import { cos, sin } from '../engine/numerics.ts'
import { betaCdf } from './student.ts'

const MOST = 1024 // points transformed; longer series are averaged in groups first
const CYCLES = 4 // fewer repetitions than this are no cycle yet
const SHARE = 0.1 // of the variance, below which a peak is not worth the name
const HEIGHT = 5 // times the mean power of slower ordinates: a gently rising spectrum is no peak

export interface Cycle {
  /** Values per repetition; NaN when no band holds a tenth of the variance. */
  readonly period: number
  /** Share of the variance around the trend line that the band holds. */
  readonly share: number
  /** Probability of such a band in noise without cycles, corrected for the number of bands tried; at most 1. */
  readonly p: number
}

/** The most significant cycle of `values` (finite, no NaN) around their trend line, with at least 4 repetitions. */
export function strongestCycle(values: Float64Array): Cycle {
  const group = Math.ceil(values.length / MOST)
  const length = Math.floor(values.length / group)
  const odd = length - 1 + (length % 2) // so that every frequency has two degrees of freedom
  const upTo = cumulated(periodogram(detrended(values.subarray(values.length - odd * group), group)))
  const last = upTo.length - 1
  const total = upTo[last]
  let best = { period: NaN, share: 0, p: 1 }
  if (!(total > 0)) return best
  const widest = Math.max(1, last / 16)
  // Bonferroni with weights 1 / frequency: a slow cycle has few ordinates to stand out from and needs the larger part.
  let widths = 0
  let harmonic = 0
  for (let width = 1; width <= widest; width *= 2) widths++
  for (let high = CYCLES; high <= last; high++) harmonic += 1 / high
  for (let width = 1; width <= widest; width *= 2) {
    for (let high = CYCLES + width - 1; high <= last; high++) {
      const low = high - width
      const power = upTo[high] - upTo[low]
      if (power < SHARE * total || power * low < HEIGHT * width * upTo[low]) continue
      const p = betaCdf(upTo[low] / upTo[high], low, width) * high * harmonic * widths
      if (p < best.p) best = { period: (odd * group) / middle(upTo, low, high), share: power / total, p }
    }
  }
  return best
}

/** Means of groups of `group` values, minus their least-squares line. */
function detrended(values: Float64Array, group: number): Float64Array {
  const n = values.length / group
  const line = new Float64Array(n)
  for (let i = 0; i < values.length; i++) line[Math.floor(i / group)] += values[i] / group
  let mean = line[0]
  for (let i = 1; i < n; i++) mean += (line[i] - line[0]) / n // exact when all are equal
  let slope = 0
  for (let i = 0; i < n; i++) slope += (i - (n - 1) / 2) * (line[i] - mean)
  slope /= (n * (n * n - 1)) / 12
  for (let i = 0; i < n; i++) line[i] -= mean + slope * (i - (n - 1) / 2)
  return line
}

/** Squared amplitudes at 1 to (n - 1) / 2 repetitions, n odd. */
function periodogram(series: Float64Array): Float64Array {
  const n = series.length
  const angle = (i: number) => (2 * Math.PI * i) / n
  const cosine = Float64Array.from(series, (_, i) => cos(angle(i)))
  const sine = Float64Array.from(series, (_, i) => sin(angle(i)))
  const power = new Float64Array((n - 1) / 2)
  for (let k = 1; k <= power.length; k++) {
    let re = 0
    let im = 0
    for (let i = 0, turn = 0; i < n; i++) {
      re += series[i] * cosine[turn]
      im += series[i] * sine[turn]
      turn += k
      if (turn >= n) turn -= n
    }
    power[k - 1] = re * re + im * im
  }
  return power
}

/** Row k: power at up to k repetitions. */
function cumulated(power: Float64Array): Float64Array {
  const upTo = new Float64Array(power.length + 1)
  for (let k = 0; k < power.length; k++) upTo[k + 1] = upTo[k] + power[k]
  return upTo
}

/** Repetitions at the centre of the power above `low` and up to `high`. */
function middle(upTo: Float64Array, low: number, high: number): number {
  let weighted = 0
  for (let k = low + 1; k <= high; k++) weighted += k * (upTo[k] - upTo[k - 1])
  return weighted / (upTo[high] - upTo[low])
}
