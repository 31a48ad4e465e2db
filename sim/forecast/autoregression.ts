/**
 * Autoregression: a value is a constant, shares of the `order` values before it, and chance. The coefficients are estimated
 * by recursive least squares that forget [Ljung and Söderström 1983]. With x = (1, the last values), e the error:
 *
 *     k = P x / (f + x' P x)        coefficients' = coefficients + k e        P' = (P - k x' P) / f
 *
 * P, the covariance of the coefficients over the variance of e, is kept as a triangle and so is symmetric; it starts as the
 * unit matrix. Where the values do not move, forgetting would let it grow without end: it forgets only as far as the mean of its
 * diagonal stays within `MOST`. Where rounding costs P its sign, it begins anew. Values count from what was known beforehand, in
 * units of the largest distance from it of the first `order` + 1 values, or of the first other than it. Until then the mean
 * so far is expected. Several steps ahead are forecast one by one, each from those before.
 */
import { expectMean, type Method } from './method.ts'

const MOST = 1000
/** Most units that a value or a forecast counts for: an estimate that explodes stays a number. */
const BOUND = 1e9

interface Autoregression {
  /** Number of past values. */
  readonly order: number
  /** Weight of an error n values ago: forgetting^n. */
  readonly forgetting: number
}

/** State of a series, in a row: centre and unit of values, coefficients (the constant first), past values (the last first), P. */
export function autoregression({ order, forgetting }: Autoregression): Method {
  const terms = order + 1
  const past = 2 + terms
  const corner = past + order
  const size = corner + (terms * (terms + 1)) / 2
  const most = MOST * terms
  // Work space of a call.
  const x = new Float64Array(terms).fill(1)
  const gain = new Float64Array(terms)

  /** Sets P of the series at `row` to that of one who has seen nothing. */
  function reset(state: Float64Array, row: number): void {
    for (let a = 0, p = row + corner; a < terms; a++) for (let b = a; b < terms; b++) state[p++] = a === b ? 1 : 0
  }

  /** Moves the coefficients of the series at `row` by the error of `y` given `x`, and P after it. */
  function learn(state: Float64Array, row: number, y: number): void {
    const at = row + 2
    const triangle = row + corner
    let error = y
    let spread = 0
    let trace = 0
    let squares = 0
    for (let a = 0; a < terms; a++) gain[a] = 0
    for (let a = 0, p = triangle; a < terms; a++) {
      const past = x[a]
      const variance = state[p++]
      let sum = gain[a] + variance * past
      for (let b = a + 1; b < terms; b++, p++) {
        sum += state[p] * x[b]
        gain[b] += state[p] * past
      }
      gain[a] = sum
      error -= state[at + a] * past
      spread += sum * past
      trace += variance
      squares += sum * sum
    }
    if (!(spread >= 0)) {
      reset(state, row)
      return
    }
    const shrink = 1 / (forgetting + spread)
    trace -= squares * shrink
    const grow = trace > most * forgetting ? Math.max(1, most / trace) : 1 / forgetting
    for (let a = 0, p = triangle; a < terms; a++) {
      const share = gain[a] * shrink
      state[at + a] += share * error
      for (let b = a; b < terms; b++, p++) state[p] = (state[p] - share * gain[b]) * grow
    }
  }

  /** What comes when the past values are those in `x`. */
  function next(state: Float64Array, row: number): number {
    let sum = 0
    for (let a = 0; a < terms; a++) sum += state[row + 2 + a] * x[a]
    return bounded(sum)
  }

  /** Puts the past values of the series at `row` into `x`, in its units. */
  function recall(state: Float64Array, row: number): void {
    for (let a = 0; a < order; a++) x[1 + a] = bounded((state[row + past + a] - state[row]) / state[row + 1])
  }

  /** Puts `y` into `x` as the last value. */
  function shift(y: number): void {
    for (let a = order; a > 1; a--) x[a] = x[a - 1]
    x[1] = y
  }

  /** Whether the series at `row` has not yet been learned from. */
  const isBlind = (state: Float64Array, row: number, seen: number) => seen <= order || state[row + 1] === 0

  return {
    size,
    observe(series, seen, from, to) {
      const { value, expected, state, base, first } = series
      for (let i = from; i < to; i++) {
        const row = base + (i - first) * size
        if (seen === 0) state[row] = expected[i]
        const centre = state[row]
        if (seen <= order || state[row + 1] === 0) {
          state[row + 1] = Math.max(state[row + 1], Math.abs(value[i] - centre))
          reset(state, row)
        }
        const unit = state[row + 1]
        if (seen >= order && unit > 0) {
          const y = bounded((value[i] - centre) / unit)
          recall(state, row)
          learn(state, row, y)
          shift(y)
          expected[i] = centre + unit * next(state, row)
        }
        for (let p = row + past + order - 1; p > row + past; p--) state[p] = state[p - 1]
        state[row + past] = value[i]
      }
      if (seen < order) expectMean(series, seen, from, to)
    },
    ahead({ expected, state, base, first }, seen, row, steps) {
      const at = base + (row - first) * size
      if (steps === 0 || isBlind(state, at, seen)) return expected[row]
      recall(state, at)
      for (let step = 0; step < steps; step++) shift(next(state, at))
      return state[at] + state[at + 1] * next(state, at)
    },
    follow({ expected, state, base, first }, seen, row, steps, path) {
      const at = base + (row - first) * size
      if (isBlind(state, at, seen)) {
        path.fill(expected[row], 0, steps)
        return
      }
      recall(state, at)
      for (let step = 0; step < steps; step++) {
        const y = next(state, at)
        path[step] = state[at] + state[at + 1] * y
        shift(y)
      }
    },
  }
}

const bounded = (y: number) => Math.max(-BOUND, Math.min(BOUND, y))
