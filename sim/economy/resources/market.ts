/**
 * What resource markets are made of: a place for each good in each region, the bids that are made in it, and the ways
 * that lead from place to place. It follows from the scenario alone; what happens is in the tables.
 */
import type { Scenario } from '../../scenario/schema.ts'
import { BANDS, firstBand, STEPS, worthOfBand } from '../agents/stocks/bands.ts'
import { stocksIn } from '../agents/stocks/stocks.ts'
import type { OperatorGroup } from '../groups.ts'

type Resources = Scenario['resources']

/** Who makes a bid. */
export const BID = { demand: 0, must: 1, supply: 2, spare: 3, charge: 4, discharge: 5, wanted: 6, offered: 7 } as const

/** One bid: some units of a place's good, for all of which its maker has the same or evenly changing prices. */
interface Bid {
  readonly place: number
  readonly kind: (typeof BID)[keyof typeof BID]
  /** Consumers, producers or store of the market's lists; of spare capacity, the producers who offer it. */
  readonly maker: number
  /** Units a tick, and micro-dollar for the first and the last of them. */
  readonly quantity: number
  readonly first: number
  readonly last: number
  /** Operator whose spare capacity it is, or -1. */
  readonly operator: number
  /** Band of a stock of agents (`agents/stocks/bands.ts`) whose bids it adds up, or -1. */
  readonly band: number
}

interface Way {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Most units a tick that may enter. */
  readonly capacity: number
  /** Cost of a unit that enters, and on top of that when as many do as may; micro-dollar. */
  readonly cost: number
  readonly congestion: number
  readonly toll: boolean
  readonly yield: number
}

interface Store {
  readonly place: number
  readonly spec: Resources['stores'][number]
  /** Ticks over which its keeper looks back, and the first row of these prices. */
  readonly memory: number
  readonly firstPrice: number
  /** Most units that may go in and come out in a tick, and the share of the level that is left after one. */
  readonly charge: number
  readonly discharge: number
  readonly kept: number
}

export interface ResourceMarket {
  readonly goods: number
  readonly regions: number
  /** Names of the places, those of a good one after the other, in the order of the regions. */
  readonly places: readonly string[]
  readonly bids: readonly Bid[]
  /** The bids of place p are those from `firstBid[p]` to before `firstBid[p + 1]`. */
  readonly firstBid: Uint32Array
  readonly ways: readonly Way[]
  readonly stores: readonly Store[]
  readonly columns: WayColumns
}

/** What the loops over ways read, by way; quantities a tick. */
interface WayColumns {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly most: Float64Array
  readonly output: Float64Array
  readonly cost: Float64Array
  /** Growth of the cost of a unit with every unit that enters: for all on the way, and as it is for a carrier. */
  readonly congestion: Float64Array
  readonly growth: Float64Array
  /** The way back where neither loses anything; -1 where there is none. */
  readonly back: Int32Array
  /** Ways that begin or end in a place, by place. */
  readonly degree: Uint32Array
  /** Those of place p are the ways `touching[k]`, k from `first[p]` to before `first[p + 1]`. */
  readonly touching: Uint32Array
  readonly first: Uint32Array
}

/** The markets of a scenario; without goods there is nothing in them. */
export function resourceMarket(scenario: Scenario, groups: readonly OperatorGroup[]): ResourceMarket {
  const { resources, regions } = scenario
  const places = resources.goods.flatMap(good => regions.map(region => `${good.name} in ${region.name}`))
  const stores = storesIn(scenario)
  const bids = [...demandIn(scenario), ...supplyIn(scenario, groups), ...stores.flatMap(storeBids)].sort(
    (a, b) => a.place - b.place,
  )
  const firstBid = new Uint32Array(places.length + 1)
  for (const { place } of bids) firstBid[place + 1]++
  for (let p = 0; p < places.length; p++) firstBid[p + 1] += firstBid[p]
  const ways = waysIn(scenario)
  return {
    goods: resources.goods.length,
    regions: regions.length,
    places,
    bids,
    firstBid,
    ways,
    stores,
    columns: columnsOf(ways, places.length),
  }
}

function columnsOf(ways: readonly Way[], places: number): WayColumns {
  const degree = new Uint32Array(places)
  for (const { from, to } of ways) {
    degree[from]++
    degree[to]++
  }
  const congestion = Float64Array.from(ways, way => (way.congestion === 0 ? 0 : way.congestion / way.capacity))
  return {
    from: Uint32Array.from(ways, ({ from }) => from),
    to: Uint32Array.from(ways, ({ to }) => to),
    most: Float64Array.from(ways, ({ capacity }) => capacity),
    output: Float64Array.from(ways, way => way.yield),
    cost: Float64Array.from(ways, ({ cost }) => cost),
    congestion,
    back: Int32Array.from(ways, ({ from, to, yield: output }) =>
      ways.findIndex(way => way.from === to && way.to === from && way.yield === 1 && output === 1),
    ),
    growth: congestion.map((growth, w) => (ways[w].toll ? 2 * growth : growth)),
    degree,
    ...waysByPlace(ways, degree),
  }
}

function waysByPlace(ways: readonly Way[], degree: Uint32Array): Pick<WayColumns, 'touching' | 'first'> {
  const first = new Uint32Array(degree.length + 1)
  for (let p = 0; p < degree.length; p++) first[p + 1] = first[p] + degree[p]
  const touching = new Uint32Array(2 * ways.length)
  const next = first.slice()
  for (const [w, { from, to }] of ways.entries()) {
    touching[next[from]++] = w
    touching[next[to]++] = w
  }
  return { touching, first }
}

const goodOf = ({ resources }: Scenario, name: string) => resources.goods.findIndex(good => good.name === name)

/** Numbers of the regions that a list names; all when it is empty. */
const regionsOf = ({ regions }: Scenario, listed: readonly string[]) =>
  listed.length === 0 ? [...regions.keys()] : listed.map(name => regions.findIndex(region => region.name === name))

/** Places of `good` in the listed regions. */
const placesOf = (scenario: Scenario, good: string, listed: readonly string[]) =>
  regionsOf(scenario, listed).map(region => goodOf(scenario, good) * scenario.regions.length + region)

function demandIn(scenario: Scenario): Bid[] {
  const { resources, clock } = scenario
  const { demand, ceiling } = resources
  return demand.flatMap(({ good, regions, curve }, maker) =>
    placesOf(scenario, good, regions).flatMap((place): Bid[] => {
      if (curve.law === 'agents')
        return bandBids(scenario, curve.group, place).map(bid => ({ ...bid, kind: BID.wanted, maker }))
      const bid = { place, maker, operator: -1, band: -1 }
      if (curve.law === 'must')
        return [{ ...bid, kind: BID.must, quantity: perTick(clock, curve.quantity), first: ceiling, last: ceiling }]
      return pieces(clock, curve).map(piece => ({ ...bid, kind: BID.demand, ...piece }))
    }),
  )
}

function supplyIn(scenario: Scenario, groups: readonly OperatorGroup[]): Bid[] {
  return scenario.resources.supply.flatMap(({ good, regions, curve }, maker) =>
    placesOf(scenario, good, regions).flatMap((place): Bid[] => {
      if (curve.law === 'agents')
        return bandBids(scenario, curve.group, place, true).map(bid => ({ ...bid, kind: BID.offered, maker }))
      if (curve.law !== 'operators')
        return pieces(scenario.clock, curve).map(piece => ({
          place,
          maker,
          operator: -1,
          band: -1,
          kind: BID.supply,
          ...piece,
        }))
      const group = groups.find(({ name }) => name === curve.group)!
      return Array.from({ length: group.count }, (_, k) => ({
        place,
        maker,
        operator: group.first + k,
        band: -1,
        kind: BID.spare,
        quantity: 0,
        first: 0,
        last: 0,
      }))
    }),
  )
}

/** A bid for each band of the stock that the agents of `group` have of the place's good: those that they want, or offer. */
function bandBids(scenario: Scenario, group: string, place: number, offered = false): Omit<Bid, 'kind' | 'maker'>[] {
  const regions = scenario.regions.length
  const good = Math.floor(place / regions)
  const stock = stocksIn(scenario)
    .flat()
    .find(({ group: g, good: of }) => of === good && scenario.agents.groups[g].name === group)!
  const [from, to] = offered ? [STEPS, BANDS] : [0, STEPS]
  return Array.from({ length: to - from }, (_, k) => {
    const [dear, cheap] = worthOfBand(stock.spec.worth, from + k)
    const band = firstBand(stock.index, regions, place % regions) + from + k
    const [first, last] = offered ? [cheap, dear] : [dear, cheap]
    return { place, operator: -1, band, quantity: 0, first, last }
  })
}

/** Units a tick; text such as 100/h is a rounded number of them a second. */
const perTick = ({ tick }: Scenario['clock'], rate: number) => Number((rate * tick).toPrecision(14))

function pieces(
  clock: Scenario['clock'],
  curve: Exclude<Resources['demand'][number]['curve'], { law: 'must' | 'agents' }>,
): Pick<Bid, 'quantity' | 'first' | 'last'>[] {
  if (curve.law === 'linear') return [{ quantity: perTick(clock, curve.quantity), first: curve.from, last: curve.to }]
  return curve.steps.map(({ quantity, price }) => ({ quantity: perTick(clock, quantity), first: price, last: price }))
}

function storesIn(scenario: Scenario): Store[] {
  const { tick } = scenario.clock
  let firstPrice = 0
  return scenario.resources.stores.flatMap(spec =>
    placesOf(scenario, spec.good, spec.regions).map(place => {
      const memory = Math.max(1, Math.round(spec.memory / tick))
      firstPrice += memory
      return {
        place,
        spec,
        memory,
        firstPrice: firstPrice - memory,
        charge: spec.charge * tick,
        discharge: (spec.discharge ?? spec.charge) * tick,
        kept: Math.max(0, 1 - spec.loss * tick),
      }
    }),
  )
}

const storeBids = ({ place }: Store, maker: number): Bid[] =>
  [BID.charge, BID.discharge].map(kind => ({
    place,
    maker,
    operator: -1,
    band: -1,
    kind,
    quantity: 0,
    first: 0,
    last: 0,
  }))

function waysIn(scenario: Scenario): Way[] {
  return scenario.resources.ways.flatMap(spec => {
    const { name, cost, congestion, toll } = spec
    const capacity = perTick(scenario.clock, spec.capacity ?? Number.POSITIVE_INFINITY)
    const way = { name, capacity, cost, congestion, toll, yield: spec.yield }
    if (spec.kind === 'conversion') {
      const into = placesOf(scenario, spec.to, spec.regions)
      return placesOf(scenario, spec.from, spec.regions).map((from, k) => ({ ...way, from, to: into[k] }))
    }
    return placesOf(scenario, spec.good, spec.from).flatMap(from =>
      placesOf(scenario, spec.good, spec.to)
        .filter(to => to !== from)
        .map(to => ({ ...way, from, to })),
    )
  })
}
