/** Forecasts: what agents expect of the work that they will be given and of the price of credits. */
import { f64, table } from '../../engine/memory.ts'
import type { Method } from '../../forecast/method.ts'
import { naive } from '../../forecast/naive.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'

/** How a group forecasts; without a method it expects its mean rate of work. */
export interface Forecaster {
  readonly load: Method | undefined
  readonly price: Method
}

/** Weight of the last error in the mean square of errors. */
const FADING = 0.05

export function forecastTables({ agents: { groups } }: Scenario) {
  const forecasting = groups.some(({ forecast }) => forecast.load.method !== 'none')
  const agents = groups.reduce((sum, { count }) => sum + count, 0)
  return {
    loadForecast: table(forecasting ? agents : 0, {
      expected: f64('micro-credit', 'work that it expects to be given in the next tick'),
      square: f64('micro-credit^2', 'mean square of the errors of its forecasts, fading'),
    }),
    loadState: table(0, { value: f64('1', 'what methods have learned of work, group by group') }),
    priceForecast: table(groups.length, {
      posted: f64('micro-token', 'price of a credit in this tick'),
      expected: f64('micro-token', 'price of a credit that it expects in the next tick'),
    }),
    priceState: table(0, { value: f64('1', 'what methods have learned of the price, group by group') }),
  }
}

export const forecastersOf = ({ agents: { groups } }: Scenario): Forecaster[] =>
  groups.map(({ forecast }) => ({ load: forecast.load.method === 'none' ? undefined : naive(), price: naive() }))

/** What agents know at the start: the mean of their rates, whose tasks come as a Poisson process. */
export function populateForecasts(world: World): void {
  const { expected, square } = world.tables.loadForecast
  for (const { spec, first, count } of world.agents)
    for (let i = first; i < first + count && i < expected.length; i++) {
      expected[i] = meanLoad(world, i)
      square[i] = expected[i] * spec.tasks.work * MICRO
    }
}

/** Each group sees the price of the tick, and forecasts the next. */
export function forecastPrices({ tables, forecasters, tick }: World): void {
  const { posted, expected } = tables.priceForecast
  for (const [g, { price }] of forecasters.entries()) {
    posted[g] = tables.creditMarket.price[0]
    price.observe(posted, expected, tables.priceState.value, tick, g, g + 1)
  }
}

/** Agents `from` to before `to` see what the tick has brought, and forecast the next. */
export function forecastLoad({ tables, agents, forecasters, tick }: World, from: number, to: number): void {
  const { given } = tables.agentWork
  const { expected, square } = tables.loadForecast
  const { value } = tables.loadState
  for (const [g, { first, count }] of agents.entries()) {
    const { load } = forecasters[g]
    const begin = Math.max(from, first)
    const end = Math.min(to, first + count)
    if (!load || begin >= end) continue
    for (let i = begin; i < end; i++) {
      const error = given[i] - expected[i]
      square[i] += FADING * (error * error - square[i])
    }
    load.observe(given, expected, value, tick, begin, end)
  }
}

/**
 * Work that agent `i` can expect to be given in the tick `ahead` ticks after the running one (0: the running tick, before
 * its tasks come), micro-credits. Throws a RangeError where `ahead` is negative.
 */
export function expectedLoad(world: World, i: number, ahead: number): number {
  expectHorizon(ahead)
  const { agents, loadForecast, loadState } = world.tables
  const { load } = world.forecasters[agents.group[i]]
  if (!load) return meanLoad(world, i)
  return Math.max(0, load.ahead(loadForecast.expected, loadState.value, world.tick, i, ahead))
}

/** Standard deviation of the error of a forecast of the running tick's work, micro-credits. */
export function loadError(world: World, i: number): number {
  const { agents, loadForecast } = world.tables
  const g = agents.group[i]
  if (world.forecasters[g].load) return Math.sqrt(loadForecast.square[i])
  const { law, work } = world.agents[g].spec.tasks
  if (law.law === 'normal') return law.deviation * work * MICRO
  return Math.sqrt(meanLoad(world, i) * work * MICRO)
}

/**
 * Price of a credit that agents of group `g` can expect `ahead` ticks from now, micro-token; 0 is the posted price of the
 * running tick. Throws a RangeError where `ahead` is negative.
 */
export function expectedPrice({ tables, forecasters, tick }: World, g: number, ahead: number): number {
  expectHorizon(ahead)
  if (ahead === 0) return tables.creditMarket.price[0]
  const { expected } = tables.priceForecast
  return Math.max(0, forecasters[g].price.ahead(expected, tables.priceState.value, tick + 1, g, ahead - 1))
}

/** Mean work that agent `i` is given in a tick, by its rate alone, micro-credits. */
function meanLoad({ tables, agents, tickLength }: World, i: number): number {
  const { rate, group } = tables.agents
  return rate[i] * tickLength * agents[group[i]].spec.tasks.work * MICRO
}

function expectHorizon(ahead: number): void {
  if (!(ahead >= 0)) throw new RangeError(`expected a forecast 0 ticks ahead or more, got ${ahead}`)
}
