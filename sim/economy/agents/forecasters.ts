/** Forecasters: by which method each group of agents forecasts work and price, and the tables that this takes. */
import { f64, type Tables, table } from '../../engine/memory.ts'
import { autoregression } from '../../forecast/autoregression.ts'
import { holtWinters } from '../../forecast/holt-winters.ts'
import { ewma, mean } from '../../forecast/mean.ts'
import type { Method, Series } from '../../forecast/method.ts'
import { naive } from '../../forecast/naive.ts'
import { seasonalNaive } from '../../forecast/seasonal-naive.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { State } from '../build.ts'

type Forecast = Scenario['agents']['groups'][number]['forecast']

/** How a group forecasts something. */
interface Forecaster {
  /** Absent where nothing is learned: the mean rate is expected, or the truth. */
  readonly method: Method | undefined
  /** Whether it expects the truth. */
  readonly oracle: boolean
  readonly series: Series
}

/** How each group forecasts the work that it is given and the price of a credit. */
export interface Forecasters {
  readonly load: readonly Forecaster[]
  readonly price: readonly Forecaster[]
}

/** Whether agents of any group forecast their work: those that do not expect their mean rate. */
const forecasting = ({ agents }: Scenario) => agents.groups.some(({ forecast }) => forecast.load.method !== 'none')

export function forecastTables(scenario: Scenario) {
  const { groups } = scenario.agents
  const agents = groups.reduce((sum, { count }) => sum + count, 0)
  const sizes = groups.map(({ count, forecast }) => ({
    load: count * (methodOf(forecast.load, scenario)?.size ?? 0),
    price: methodOf(forecast.price, scenario)?.size ?? 0,
  }))
  return {
    loadForecast: table(forecasting(scenario) ? agents : 0, {
      expected: f64('micro-credit', 'work that it expects to be given in the next tick'),
      last: f64('micro-credit', 'work that it was given in the last tick'),
      square: f64('micro-credit^2', 'mean square of the errors of its forecasts, fading'),
    }),
    loadState: table(
      sizes.reduce((sum, { load }) => sum + load, 0),
      { value: f64('1', 'what methods have learned of work, group by group (sim/forecast)') },
    ),
    loadUnit: table(forecasting(scenario) ? groups.length : 0, {
      square: f64('micro-credit^2', 'what squares of errors are counted in'),
    }),
    priceForecast: table(groups.length, {
      posted: f64('micro-token', 'price of a credit in this tick'),
      expected: f64('micro-token', 'price of a credit that it expects in the next tick'),
      error: f64('micro-token', 'price that it expected in this tick, less the price that is'),
      change: f64('micro-token', 'price of this tick, less that of the tick before'),
    }),
    priceState: table(
      sizes.reduce((sum, { price }) => sum + price, 0),
      { value: f64('1', 'what methods have learned of the price, group by group (sim/forecast)') },
    ),
  }
}

/** What a thread counts of the forecasts of each group in a tick. */
export const forecastTallies = (scenario: Scenario) => ({
  forecastTally: table(forecasting(scenario) ? scenario.agents.groups.length : 0, {
    errors: f64('micro-credit', 'work expected less work given'),
    sizes: f64('micro-credit', 'the same without sign'),
    squares: f64('1', 'squares of the same, in parts of the group’s unit'),
    changes: f64('micro-credit', 'work given, against that of the tick before, without sign'),
  }),
})

/** The forecasters of a scenario on its tables, of which columns are taken anew at each use. */
export function forecastersOf(scenario: Scenario, tables: Tables<State>): Forecasters {
  let first = 0
  let loadBase = 0
  let priceBase = 0
  const load: Forecaster[] = []
  const price: Forecaster[] = []
  for (const [g, { count, forecast }] of scenario.agents.groups.entries()) {
    const ofLoad = forecasterOf(forecast.load, scenario, {
      get value() {
        return tables.agentWork.given
      },
      get expected() {
        return tables.loadForecast.expected
      },
      get state() {
        return tables.loadState.value
      },
      base: loadBase,
      first,
      count,
    })
    const ofPrice = forecasterOf(forecast.price, scenario, {
      get value() {
        return tables.priceForecast.posted
      },
      get expected() {
        return tables.priceForecast.expected
      },
      get state() {
        return tables.priceState.value
      },
      base: priceBase,
      first: g,
      count: 1,
    })
    load.push(ofLoad)
    price.push(ofPrice)
    first += count
    loadBase += count * (ofLoad.method?.size ?? 0)
    priceBase += ofPrice.method?.size ?? 0
  }
  return { load, price }
}

const forecasterOf = (spec: Forecast['load'], scenario: Scenario, series: Series): Forecaster => ({
  method: methodOf(spec, scenario),
  oracle: spec.method === 'oracle',
  series,
})

/** The method of a forecast; none where the mean rate or the truth is expected. */
function methodOf(spec: Forecast['load'], { clock }: Scenario): Method | undefined {
  switch (spec.method) {
    case 'naive':
      return naive()
    case 'seasonal-naive':
      return seasonalNaive({ season: Math.round(spec.season / clock.tick) })
    case 'mean':
      return mean(spec)
    case 'ewma':
      return ewma(spec)
    case 'holt-winters':
      return holtWinters({ ...spec, season: Math.round(spec.season / clock.tick) })
    case 'ar':
      return autoregression(spec)
    case 'none':
    case 'oracle':
      return undefined
  }
}
