/** Theory of agents in resource markets: exchange of what two regions have too much and too little of. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { exchangeEquilibrium, type Holders } from '../../measure/theory/regions.ts'
import type { Quantity } from '../../scenario/quantity.ts'
import { MICRO } from '../accounts.ts'
import { STEPS } from '../agents/stocks/bands.ts'
import type { Stock } from '../agents/stocks/stocks.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

/** Two groups, each in a region of its own, with one stock of one good, all of which they use up in each tick. */
export function stockPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, resources, stocks, agents } = world
  const { clearing, goods, ways } = scenario.resources
  const held = stocks.flat()
  if (clearing.rule !== 'tatonnement' || goods.length !== 1 || held.length !== 2 || agents.length !== 2) return []
  if (resources.bids.some(({ band }) => band < 0) || world.regions !== 2 || ways.length === 0) return []
  const regions = agents.map(({ first }) => world.tables.agents.region[first])
  if (regions[0] === regions[1] || agents.some(({ spec }) => spec.regions.length !== 1)) return []
  const sides = held.map(stock => steadyHolders(world, stock))
  const giver = sides.findIndex(side => side?.gives)
  const [from, to] = [sides[giver], sides[1 - giver]]
  if (!from || !to || to.gives) return []
  const way = resources.ways.filter(({ from: a, to: b }) => a === regions[giver] && b === regions[1 - giver])
  if (way.length !== 1 || way[0].congestion !== 0 || way[0].yield !== 1) return []
  const found = exchangeEquilibrium(from, to, { capacity: way[0].capacity, cost: way[0].cost / MICRO })
  if (!found) return []
  const perHour = 3600 / world.tickLength
  const good = goods[0].name
  const price = (r: number) => `price_${good}_${scenario.regions[r].name}`
  const source = 'exchange between two regions; Samuelson 1952'
  return [
    ...predict(metrics, `carried_${good}`, found.flow * perHour, source),
    ...predict(metrics, price(regions[giver]), found.prices[0], source),
    ...predict(metrics, price(regions[1 - giver]), found.prices[1], source),
    ...predict(metrics, 'welfare_resources', found.gain * perHour, source),
  ]
}

/**
 * The agents of a stock who have the same to trade in every tick, and whether they give it up: each has what it makes in a tick and
 * nothing else, which lies where a band ends, so that all bids are straight lines.
 */
function steadyHolders(
  { tickLength }: World,
  { spec, standing, count, buys, sells }: Stock,
): (Holders & { readonly gives: boolean }) | undefined {
  const { pattern, targetPattern, multiples, perWork, compute, worth } = spec
  const [capacity, target, made] = [spec.capacity, spec.target, spec.production].map(constant)
  const level = made * tickLength
  const even = [pattern, targetPattern].every(
    ({ daily, weekend, growth }) => daily === 0 && weekend === 1 && growth === 0,
  )
  const plain = even && !multiples && !compute
  const eaten = perWork === 0 && standing >= capacity * MICRO && level <= capacity
  if (!plain || !eaten || target <= 0 || capacity <= target || ![...buys, ...sells].every(Boolean)) return undefined
  const gives = level > target
  const span = gives ? capacity - target : target
  const part = (gives ? level - target : level) / span
  if (Math.abs(part * STEPS - Math.round(part * STEPS)) > 1e-9) return undefined
  const [first, last] = gives ? [worth.target, worth.full] : [worth.empty, worth.target]
  return {
    gives,
    worth: (first - (first - last) * part) / MICRO,
    slope: (first - last) / MICRO / span / count,
    most: (gives ? level - target : target - level) * count,
  }
}

const constant = (quantity: Quantity) => (quantity.kind === 'constant' ? quantity.value : NaN)
