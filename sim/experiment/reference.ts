/**
 * The efficient reference: every query is served once, by the cheapest operator of the scenario, at its marginal cost, to
 * every customer to whom it is worth that. What trade yields less than that is the dead-weight loss of price and failure;
 * fixed costs and lost races are not in it, they lower the surplus of the producers.
 */
import { MICRO } from '../economy/accounts.ts'
import type { World } from '../economy/world.ts'

/** Customers of a group, sorted by reservation price, with sums from the dearest on. */
interface Demand {
  /** Reservation prices (micro-token/query), ascending. */
  readonly reserve: Float64Array
  /** Queries per time of the customers from this one on, and their sum times reservation prices. */
  readonly rate: Float64Array
  readonly worth: Float64Array
  /** Dollars that serving one query costs the cheapest operator. */
  readonly cost: number
}

export interface Reference {
  /** Largest gains from trade in the running tick (USD). */
  gains(world: World): number
  /** What serving the paid queries of the running tick once costs the cheapest operator (USD). */
  cost(world: World): number
}

/**
 * The reference of a world as it begins; undefined where reservation prices do not say what queries are worth: some customers
 * have none, or demand is elastic besides, or comes from a trace.
 */
export function referenceOf(world: World): Reference | undefined {
  const { scenario, tables, customers } = world
  const worthKnown = scenario.customers.every(
    ({ reservation, elasticity, trace }) => reservation !== undefined && elasticity === 0 && trace === undefined,
  )
  const cheapest = tables.operators.queryCost.reduce((least, cost) => Math.min(least, cost), Infinity) / MICRO
  if (!worthKnown || cheapest === Infinity) return undefined
  const work = (name: string) => scenario.classes.find(item => item.name === name)?.work ?? 1
  const demands = customers.groups.map(({ spec, first, count }): Demand => {
    const mean = spec.mix.reduce((sum, item) => sum + item.share * work(item.class), 0)
    return demandOf(world, first, count, cheapest * (spec.mix.length === 0 ? scenario.classes[0].work : mean))
  })
  return {
    gains(world) {
      // Nobody's demand is elastic here, so the factors hold no price.
      const { factor } = world.tables.demandFactor
      const tokenPrice = world.tables.token.price[0]
      return demands.reduce((sum, demand, g) => sum + factor[g] * gainsAt(demand, tokenPrice) * world.tickLength, 0)
    },
    cost: ({ tables, scenario }) =>
      scenario.classes.reduce((sum, { work }, cls) => sum + tables.classTally.queries[cls] * work * cheapest, 0),
  }
}

function demandOf({ tables, scenario }: World, first: number, count: number, cost: number): Demand {
  const { reserve, rate } = tables.customers
  const order = Array.from({ length: count }, (_, k) => first + k).sort((a, b) => reserve[a] - reserve[b])
  const demand = {
    reserve: Float64Array.from(order, c => reserve[c]),
    rate: new Float64Array(count + 1),
    worth: new Float64Array(count + 1),
    cost,
  }
  for (let k = count - 1; k >= 0; k--) {
    const asked = rate[order[k]] * scenario.market.sampling
    demand.rate[k] = demand.rate[k + 1] + asked
    demand.worth[k] = demand.worth[k + 1] + asked * demand.reserve[k]
  }
  return demand
}

/** Gains from trade per time (USD/s): Σ rate (reservation − cost)⁺ with a token at `tokenPrice` USD. */
function gainsAt({ reserve, rate, worth, cost }: Demand, tokenPrice: number): number {
  let low = 0
  let high = reserve.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((reserve[middle] / MICRO) * tokenPrice < cost) low = middle + 1
    else high = middle
  }
  return (worth[low] / MICRO) * tokenPrice - rate[low] * cost
}
