/** Theory of resource markets: spatial equilibrium of two regions, and parallel ways of which one is congested. */

import type { Estimate, Prediction } from '../../measure/output.ts'
import { pigouCost, type Region, spatialEquilibrium } from '../../measure/theory/regions.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MICRO } from '../accounts.ts'
import { BID } from '../resources/market.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

export function resourcePredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { goods, stores, clearing } = world.scenario.resources
  if (goods.length !== 1 || world.regions !== 2 || stores.length > 0 || !isSteady(world.scenario)) return []
  if (clearing.rule !== 'tatonnement') return []
  return [...twoRegions(world, metrics), ...parallelWays(world, metrics)]
}

const isSteady = ({ resources: { demand, supply } }: Scenario) =>
  [...demand, ...supply].every(
    ({ pattern: { daily, weekend, growth }, prices, quantities }) =>
      daily === 0 && weekend === 1 && growth === 0 && !prices && !quantities,
  )

/** Two regions, in each a straight demand and a straight supply that cross, and at most a way there and one back. */
function twoRegions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { resources, scenario } = world
  const perHour = 3600 / world.tickLength
  const regions = [lines(world, 0), lines(world, 1)]
  const [there, back] = [0, 1].map(from => resources.ways.filter(way => way.from === from))
  const plain = resources.ways.every(way => way.congestion === 0 && way.yield === 1)
  if (!regions[0] || !regions[1] || !plain || there.length > 1 || back.length > 1) return []
  const [way, wayBack] = [there[0], back[0]].map(given => ({
    capacity: (given?.capacity ?? 0) * perHour,
    cost: (given?.cost ?? 0) / MICRO,
  }))
  const { flow, prices, welfare, rent, consumed, produced } = spatialEquilibrium([regions[0], regions[1]], way, wayBack)
  if (regions.some((region, i) => !inside(region!, consumed[i], produced[i]))) return []
  const good = scenario.resources.goods[0].name
  const source = 'spatial equilibrium of two regions; Samuelson 1952'
  return [
    ...predict(metrics, `carried_${good}`, Math.abs(flow), source),
    ...scenario.regions.flatMap(({ name }, r) => predict(metrics, `price_${good}_${name}`, prices[r], source)),
    ...predict(metrics, 'welfare_resources', welfare, source),
    ...predict(metrics, 'welfare_possible', welfare, source),
    ...predict(metrics, 'congestion_rent', rent, source),
  ]
}

interface Lines extends Region {
  readonly mostWanted: number
  readonly mostMade: number
}

const inside = ({ mostWanted, mostMade }: Lines, consumed: number, produced: number) =>
  consumed > 0 && consumed < mostWanted && produced > 0 && produced < mostMade

/** The lines of a region, USD and units an hour, where it has one of each. */
function lines({ resources, tickLength }: World, place: number): Lines | undefined {
  const bids = resources.bids.slice(resources.firstBid[place], resources.firstBid[place + 1])
  const demand = bids.filter(({ kind }) => kind === BID.demand)
  const supply = bids.filter(({ kind }) => kind === BID.supply)
  if (bids.length !== 2 || demand.length !== 1 || supply.length !== 1) return undefined
  const [{ first: worth, last: least, quantity: wanted }] = demand
  const [{ first: cost, last: most, quantity: made }] = supply
  if (worth === least || cost === most) return undefined
  const perHour = 3600 / tickLength
  const mostWanted = wanted * perHour
  const mostMade = made * perHour
  return {
    worth: worth / MICRO,
    fall: (worth - least) / MICRO / mostWanted,
    cost: cost / MICRO,
    rise: (most - cost) / MICRO / mostMade,
    mostWanted,
    mostMade,
  }
}

/** Ample supply at one price here, a demand that must be served there, and two ways, of which one is congested. */
function parallelWays(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { bids, ways } = world.resources
  const [free] = ways.filter(({ congestion }) => congestion === 0)
  const [crowded] = ways.filter(({ congestion }) => congestion > 0)
  const must = bids.filter(({ kind }) => kind === BID.must)
  const supply = bids.filter(({ kind, first, last }) => kind === BID.supply && first === last)
  if (bids.length !== 2 || must.length !== 1 || supply.length !== 1 || ways.length !== 2 || !free || !crowded) return []
  const parallel = ways.every(({ from, to }) => from === supply[0].place && to === must[0].place)
  const units = must[0].quantity
  const ample = supply[0].quantity > units && free.capacity > units && crowded.capacity > units
  const worthwhile = crowded.cost === 0 && free.cost > 0 && free.cost < must[0].first
  if (!parallel || !ample || !worthwhile || free.yield !== 1 || crowded.yield !== 1) return []
  const perHour = 3600 / world.tickLength
  const growth = crowded.congestion / MICRO / (crowded.capacity * perHour)
  const costWith = (toll: boolean) => pigouCost(units * perHour, growth, free.cost / MICRO, toll)
  const source = `parallel ways ${crowded.toll ? 'with' : 'without'} a toll; Pigou 1920`
  return [
    ...predict(metrics, 'carriage', costWith(crowded.toll), source),
    ...(crowded.toll ? [] : predict(metrics, 'welfare_forgone', costWith(false) - costWith(true), source)),
  ]
}
