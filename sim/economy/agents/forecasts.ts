/** Forecasts: what agents expect of the work that they will be given and of the price of credits. */
import { MICRO } from '../accounts.ts'
import type { World } from '../world.ts'
import { loadToCome, priceToCome } from './foresight.ts'
import { inPortions } from './groups.ts'
import { loadVariance, meanLoad } from './rates.ts'

/** Parts into which the unit of squared errors is cut; whole numbers of them are added up. */
const PARTS = 65_536

/** What agents know at the start: what their tasks amount to in the long run, by their law. */
export function populateForecasts(world: World): void {
  const { loadForecast, loadUnit } = world.tables
  const { expected, square } = loadForecast
  if (expected.length === 0) return
  for (const [g, { spec, first, count }] of world.agents.entries()) {
    const task = spec.tasks.work * MICRO
    let load = 0
    for (let i = first; i < first + count; i++) {
      const mean = meanLoad(world, i)
      expected[i] = spec.forecast.start * mean
      square[i] = loadVariance(world, i)
      load += mean
    }
    loadUnit.square[g] = (load / count || task) * task
  }
}

/** Each group sees the price of the tick, and forecasts the next. */
export function forecastPrices(world: World): void {
  const { tables, forecasters, tick } = world
  const { posted, expected, error, change } = tables.priceForecast
  const price = tables.creditMarket.price[0]
  for (const [g, { method, series }] of forecasters.price.entries()) {
    // Nobody knows a price before the first.
    if (tick === 0) {
      expected[g] = price
      posted[g] = price
    }
    error[g] = Math.max(0, expected[g]) - price
    change[g] = price - posted[g]
    posted[g] = price
    if (method) method.observe(series, tick, g, g + 1)
    else expected[g] = priceToCome(world, tick + 1)
  }
}

/** Agents `from` to before `to` see what work the tick has brought, and forecast that of the next. */
export function forecastLoad(world: World, from: number, to: number): void {
  inPortions(world, from, to, (_, g, low, high) => {
    const { method, oracle, series } = world.forecasters.load[g]
    if (method || oracle) judge(world, g, low, high)
    method?.observe(series, world.tick, low, high)
  })
}

/** Agents `from` to before `to` of group `g` compare what came with what they expected. */
function judge({ tables, agents, tick }: World, g: number, from: number, to: number): void {
  const { given } = tables.agentWork
  const { expected, last, square } = tables.loadForecast
  const { errors, sizes, squares, changes } = tables.forecastTally
  const { fading } = agents[g].spec.forecast
  const parts = PARTS / tables.loadUnit.square[g]
  // Sums stay exact.
  const most = Math.floor(Number.MAX_SAFE_INTEGER / agents[g].count)
  let error = 0
  let size = 0
  let sum = 0
  let change = 0
  for (let i = from; i < to; i++) {
    const came = given[i]
    const off = Math.round(Math.max(0, expected[i])) - came
    const squared = off * off
    error += off
    size += Math.abs(off)
    sum += Math.min(most, Math.round(squared * parts))
    change += Math.abs(came - last[i])
    square[i] += fading * (squared - square[i])
    last[i] = came
  }
  errors[g] += error
  sizes[g] += size
  squares[g] += sum
  if (tick > 0) changes[g] += change
}

/** Squares of errors, micro-credit^2, of which agents of group `g` have counted so many parts. */
export function squaresOf({ tables }: World, g: number, parts: number): number {
  return (parts / PARTS) * tables.loadUnit.square[g]
}

/**
 * Work that agent `i` can expect to be given in the tick `ahead` ticks after the running one (0: the running tick, before
 * its tasks come), micro-credits. Throws a RangeError where `ahead` is negative.
 */
export function expectedLoad(world: World, i: number, ahead: number): number {
  expectHorizon(ahead)
  const { method, series, oracle } = world.forecasters.load[world.tables.agents.group[i]]
  if (method) return Math.max(0, method.ahead(series, world.tick, i, ahead))
  if (!oracle) return meanLoad(world, i)
  return ahead === 0 ? series.expected[i] : loadToCome(world, i, world.tick + ahead)
}

/** Writes `expectedLoad` of agent `i` in `ticks` ticks from the running one on into `path`. */
export function expectedLoads(world: World, i: number, ticks: number, path: Float64Array): void {
  const { method, series } = world.forecasters.load[world.tables.agents.group[i]]
  if (method) method.follow(series, world.tick, i, ticks, path)
  for (let ahead = 0; ahead < ticks; ahead++)
    path[ahead] = method ? Math.max(0, path[ahead]) : expectedLoad(world, i, ahead)
}

/**
 * Standard deviation of the error of a forecast of the work of `ticks` ticks from the running one on, micro-credits, if errors of
 * ticks do not depend on each other. An oracle knows the running tick, and of later ones all that is in a trace.
 */
export function loadError(world: World, i: number, ticks = 1): number {
  const { agents, loadForecast } = world.tables
  const g = agents.group[i]
  const { method, oracle } = world.forecasters.load[g]
  if (method) return Math.sqrt(ticks * loadForecast.square[i])
  const unknown = oracle ? (world.agents[g].trace ? 0 : ticks - 1) : ticks
  return Math.sqrt(unknown * loadVariance(world, i))
}

/**
 * Price of a credit that agents of group `g` can expect `ahead` ticks from now, micro-token; 0 is the posted price of the
 * running tick. Throws a RangeError where `ahead` is negative.
 */
export function expectedPrice(world: World, g: number, ahead: number): number {
  expectHorizon(ahead)
  const { tables, tick } = world
  const { method, series } = world.forecasters.price[g]
  if (ahead === 0) return tables.creditMarket.price[0]
  if (!method) return priceToCome(world, tick + ahead)
  return Math.max(0, method.ahead(series, tick + 1, g, ahead - 1))
}

function expectHorizon(ahead: number): void {
  if (!(ahead >= 0)) throw new RangeError(`expected a forecast of 0 ticks ahead or more, got ${ahead}`)
}
