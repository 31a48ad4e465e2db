/** Theory of forecasts: how far they are off where tasks are steady, so that there is nothing to learn but a rate. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { LAST_VALUE, seasonallySmoothed, smoothed } from '../../measure/theory/forecasts.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

type Group = Scenario['agents']['groups'][number]

/** Times that what was known at the start has to fade in by a factor of e before it is forgotten. */
const FADED = 10
/** Standard deviations of a forecast between its mean and 0. */
const RARE = 5

export function forecastPredictions(
  { scenario }: World,
  metrics: Readonly<Record<string, Estimate>>,
): readonly Prediction[] {
  const { agents, clock, shocks } = scenario
  if (shocks.length > 0) return []
  const warm = Math.floor(clock.warmup / clock.tick)
  return agents.groups.flatMap(group => {
    const theory = isSteady(group) ? dispersionOf(group, clock.tick) : undefined
    if (!theory || warm < theory.after) return []
    return predict(metrics, `forecast_dispersion_${group.name}`, theory.expected, theory.source)
  })
}

const isSteady = ({ target, tasks: { law, pattern, multiples } }: Group) =>
  law.law === 'poisson' &&
  pattern.daily === 0 &&
  pattern.weekend === 1 &&
  pattern.growth === 0 &&
  !multiples &&
  target === undefined

interface Theory {
  readonly expected: number
  readonly source: string
  /** Ticks after which the start is forgotten. */
  readonly after: number
}

/** Mean square of errors over the variance of Poisson tasks; undefined where nobody has a closed form. */
function dispersionOf({ tasks, forecast: { load } }: Group, tick: number): Theory | undefined {
  switch (load.method) {
    case 'oracle':
      return { expected: 0, source: 'who knows what comes is never wrong', after: 0 }
    case 'naive':
      return { expected: LAST_VALUE, source: 'variance of what comes and of what was', after: 1 }
    case 'seasonal-naive':
      return { expected: LAST_VALUE, source: 'variance of what comes and of what was', after: load.season / tick }
    case 'ewma':
      return {
        expected: smoothed(load.smoothing),
        source: 'exponential smoothing; Brown 1963',
        after: FADED / load.smoothing,
      }
    case 'mean':
      // In the long run it moves by the share 1 - fading of each error.
      if (load.fading === 1) return undefined
      return {
        expected: smoothed(1 - load.fading),
        source: 'fading mean; Brown 1963',
        after: FADED / (1 - load.fading),
      }
    case 'holt-winters': {
      const season = Math.round(load.season / tick)
      const { level, trend, seasonal, damping } = load
      if (trend === 0 || seasonal === 0 || tasks.rate.kind !== 'constant') return undefined
      const expected = seasonallySmoothed({ season, level, trend, seasonal, damping })
      // Forecasts below 0 count as 0, and are better for it: they must be too rare to matter.
      if (!(Math.sqrt(tasks.rate.value * tick) > RARE * Math.sqrt(expected - 1))) return undefined
      const fading = Math.max(1 / level, 1 / trend, season / seasonal)
      return {
        expected,
        source: 'Holt-Winters, sum of its squared weights',
        after: 2 * season + FADED * fading,
      }
    }
    default:
      return undefined
  }
}
