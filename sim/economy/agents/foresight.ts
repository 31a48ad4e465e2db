/** Foresight: what will be, as far as it is decided, for those who forecast by oracle. It changes nothing that others see. */
import { lowerBound } from '../../engine/search.ts'
import { lastKnown } from '../../scenario/series.ts'
import { MICRO } from '../accounts.ts'
import { priceFactor } from '../shocks/shocks.ts'
import type { World } from '../world.ts'
import { arrive, dealt, loadFactor } from './arrivals.ts'
import { priceAt } from './credits/price.ts'
import { inPortions } from './groups.ts'
import { meanLoad } from './rates.ts'

/** Whether any group foresees its work. */
export const foresees = ({ forecasters }: World) => forecasters.load.some(({ oracle }) => oracle)

/** Agents `from` to before `to` of groups with an oracle get to know the work of the running tick before it comes. */
export function foresee(world: World, from: number, to: number): void {
  inPortions(world, from, to, (_, g, low, high) => {
    if (world.forecasters.load[g].oracle) foreseeFor(world, g, low, high)
  })
}

/** The tasks of the tick come twice: now for the oracle, and then again by the same draws, as nothing has moved. */
function foreseeFor(world: World, g: number, from: number, to: number): void {
  const { agents, agentBursts, agentWork, loadForecast } = world.tables
  const moved = [agents.next, agentBursts.bursting, agentBursts.left].map(column => column.subarray(from, to))
  const were = moved.map(column => column.slice())
  arrive(world, g, from, to)
  loadForecast.expected.set(agentWork.given.subarray(from, to), from)
  for (const [c, column] of moved.entries()) column.set(were[c])
}

/** Work that agent `i` will be given in `tick`, micro-credits: what a trace has, or the mean at the rate that then holds; records hold on. */
export function loadToCome(world: World, i: number, tick: number): number {
  const { agents, tickLength } = world
  const g = world.tables.agents.group[i]
  const { spec, trace, first, count } = agents[g]
  const { law, work } = spec.tasks
  const start = tick * tickLength
  const factor = loadFactor(world, g, start, lastKnown)
  if (law.law !== 'traced' || !trace) return factor * meanLoad(world, i)
  const begin = lowerBound(trace.time, start * law.speed)
  const until = lowerBound(trace.time, (start + tickLength) * law.speed)
  return dealt(trace, begin, until, i - first, count, factor * Math.round(work * MICRO))
}

/** Price of a credit in `tick`, micro-token: what follows from time alone, else the one that is posted now. */
export function priceToCome(world: World, tick: number): number {
  const { tables, scenario, tickLength } = world
  const start = tick * tickLength
  const { price, pricing } = scenario.token
  const token = pricing.rule === 'fixed' ? price * priceFactor(world, start) : tables.token.price[0]
  return priceAt(world, start, token, lastKnown) ?? tables.creditMarket.price[0]
}
