/**
 * Holt-Winters: level, trend and an index for each phase of the season, additive, each smoothed [Winters 1960; the trend
 * damped, Gardner and McKenzie 1985]. With y the value, s the index of its phase:
 *
 *     l' = a (y - s) + (1 - a) (l + f b)
 *     b' = g (l' - l) + (1 - g) f b
 *     s' = c (y - l') + (1 - c) s
 *     forecast of h steps = l + (f + f^2 + ... + f^h) b + s of its phase
 *
 * It starts from two whole seasons [after Chatfield and Yar 1988]: the trend is the difference of their means over a season,
 * the level that of their joint line at its end, an index what the values of its phase are above the line, on average.
 * Until then it expects the mean of what its phase has been and, where that has not been, the mean so far.
 */
import { pow } from '../engine/numerics.ts'
import { expectMean, type Method, type Series, stepwise } from './method.ts'

export interface HoltWinters {
  /** Values in a season. */
  readonly season: number
  /** Smoothing of level, trend and seasonal indices: a, g, c. */
  readonly level: number
  readonly trend: number
  readonly seasonal: number
  /** What is left of the trend after a step: f. */
  readonly damping: number
}

/**
 * State: levels of all series, trends of all, then for each phase the indices of all. Until the start: sums of all values,
 * of those of the first season, and of those of each phase.
 */
export function holtWinters(parameters: HoltWinters): Method {
  const { season, damping } = parameters
  return stepwise({
    size: 2 + season,
    observe(series, seen, from, to) {
      if (seen >= 2 * season) return smooth(series, parameters, seen, from, to)
      addUp(series, season, seen, from, to)
      if (seen + 1 < season) return expectMean(series, seen, from, to)
      if (seen + 1 === 2 * season) return start(series, parameters, from, to)
      const { expected, state } = series
      const next = phaseRow(series, (seen + 1) % season)
      for (let i = from; i < to; i++) expected[i] = state[next + i]
    },
    ahead(series, seen, row, steps) {
      const { expected, state, base, first, count } = series
      const phase = (seen + steps) % season
      const index = state[phaseRow(series, phase) + row]
      if (seen >= 2 * season) {
        const reach = damping === 1 ? steps + 1 : (damping * (1 - pow(damping, steps + 1))) / (1 - damping)
        return state[base + row - first] + reach * state[base + count + row - first] + index
      }
      const times = phase < seen - season ? 2 : 1
      return phase < seen ? index / times : expected[row]
    },
  })
}

/** Place in the state of the index of row 0 at `phase`; that of row i is i further. */
const phaseRow = ({ base, first, count }: Series, phase: number) => base + (2 + phase) * count - first

function smooth(series: Series, parameters: HoltWinters, seen: number, from: number, to: number): void {
  const { value, expected, state, base, first, count } = series
  const { season, level: a, trend: g, seasonal: c, damping } = parameters
  const levels = base - first
  const trends = levels + count
  const now = phaseRow(series, seen % season)
  const next = phaseRow(series, (seen + 1) % season)
  for (let i = from; i < to; i++) {
    const was = state[levels + i]
    const carried = damping * state[trends + i]
    const level = a * (value[i] - state[now + i]) + (1 - a) * (was + carried)
    const trend = g * (level - was) + (1 - g) * carried
    state[levels + i] = level
    state[trends + i] = trend
    state[now + i] = c * (value[i] - level) + (1 - c) * state[now + i]
    expected[i] = level + damping * trend + state[next + i]
  }
}

function addUp(series: Series, season: number, seen: number, from: number, to: number): void {
  const { value, state, base, first, count } = series
  const all = base - first
  const early = all + count
  const now = phaseRow(series, seen % season)
  for (let i = from; i < to; i++) {
    state[all + i] += value[i]
    state[now + i] += value[i]
    if (seen < season) state[early + i] += value[i]
  }
}

/** From the sums of two seasons to level, trend and indices as they end. */
function start(series: Series, { season, damping }: HoltWinters, from: number, to: number): void {
  const { expected, state, base, first, count } = series
  const levels = base - first
  const trends = levels + count
  for (let i = from; i < to; i++) {
    const mean = state[levels + i] / (2 * season)
    const trend = (state[levels + i] - 2 * state[trends + i]) / (season * season)
    state[levels + i] = mean + trend * (season - 0.5)
    state[trends + i] = trend
  }
  for (let phase = 0; phase < season; phase++) {
    const index = phaseRow(series, phase)
    // From the end of two seasons back to the middle between the two times of the phase.
    const back = 1.5 * season - phase - 1
    for (let i = from; i < to; i++)
      state[index + i] = state[index + i] / 2 - (state[levels + i] - back * state[trends + i])
  }
  const next = phaseRow(series, 0)
  for (let i = from; i < to; i++) expected[i] = state[levels + i] + damping * state[trends + i] + state[next + i]
}
