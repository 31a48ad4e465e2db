/** Theory of trade between regions: spatial equilibrium of two regions (Samuelson 1952) and parallel ways (Pigou 1920). */

/** Demand falls from `worth` and supply rises from `cost` in straight lines: by so much a unit of quantity. */
export interface Region {
  readonly worth: number
  readonly fall: number
  readonly cost: number
  readonly rise: number
}

export interface SpatialEquilibrium {
  /** What flows from the first region to the second; negative: the other way. */
  readonly flow: number
  readonly prices: readonly [number, number]
  /** Worth of what is consumed less what it costs to make and to carry. */
  readonly welfare: number
  /** What carriers earn because no more can be carried. */
  readonly rent: number
  /** What is consumed and made, by region. */
  readonly consumed: readonly [number, number]
  readonly produced: readonly [number, number]
}

/** A way, by its capacity and its cost a unit. */
export interface Way {
  readonly capacity: number
  readonly cost: number
}

/**
 * Two regions with a way there and a way back (Samuelson 1952): a unit more exported raises the price at home by
 * r = fall rise / (fall + rise), so prices meet, but for the cost, at flow = (difference alone - cost) / (r1 + r2), or the way is full.
 */
export function spatialEquilibrium(regions: readonly [Region, Region], there: Way, back: Way): SpatialEquilibrium {
  const alone = regions.map(({ worth, fall, cost, rise }) => (worth * rise + cost * fall) / (fall + rise))
  const steepness = regions.map(({ fall, rise }) => (fall * rise) / (fall + rise))
  const [r1, r2] = steepness
  const along = ({ cost, capacity }: Way, difference: number) =>
    Math.min(capacity, Math.max(0, (difference - cost) / (r1 + r2)))
  const flow = along(there, alone[1] - alone[0]) - along(back, alone[0] - alone[1])
  const prices: [number, number] = [alone[0] + r1 * flow, alone[1] - r2 * flow]
  const cost = flow > 0 ? there.cost : back.cost
  const consumed = regions.map(({ worth, fall }, i) => (worth - prices[i]) / fall) as [number, number]
  const produced = regions.map(({ cost: first, rise }, i) => (prices[i] - first) / rise) as [number, number]
  const worths = regions.map(
    ({ worth, fall, cost: first, rise }, i) =>
      worth * consumed[i] -
      (fall * consumed[i] * consumed[i]) / 2 -
      first * produced[i] -
      (rise * produced[i] * produced[i]) / 2,
  )
  return {
    flow,
    prices,
    welfare: worths[0] + worths[1] - Math.abs(flow) * cost,
    rent: flow === 0 ? 0 : Math.abs(flow) * (Math.abs(prices[1] - prices[0]) - cost),
    consumed,
    produced,
  }
}

/**
 * What carrying `units` costs in all over two parallel ways, one whose cost a unit grows by `growth` with every unit and one of
 * `cost` a unit (Pigou 1920): carriers fill the first until it costs as much as the second; with the toll, until what one more
 * costs all does.
 */
export function pigouCost(units: number, growth: number, cost: number, tolled: boolean): number {
  const first = Math.min(units, cost / growth / (tolled ? 2 : 1))
  return growth * first * first + cost * (units - first)
}

/** Those who hold a good in a region and exchange it: the worth of a unit there, and how it moves with each that leaves or comes. */
export interface Holders {
  readonly worth: number
  readonly slope: number
  /** Most units that they give up, or want. */
  readonly most: number
}

/**
 * Exchange between two regions in which nothing is made or used up while it is traded: holders in the first give it up to those in
 * the second over a way (Samuelson 1952). What one unit more is worth rises by a slope there and falls by a slope here, until the
 * difference is the cost of the way. Undefined where nothing flows, or as much as can, for then prices are not bound to the worths.
 */
export function exchangeEquilibrium(
  from: Holders,
  to: Holders,
  { capacity, cost }: Way,
): { readonly flow: number; readonly prices: readonly [number, number]; readonly gain: number } | undefined {
  const flow = (to.worth - from.worth - cost) / (from.slope + to.slope)
  if (!(flow > 0 && flow < Math.min(from.most, to.most, capacity))) return undefined
  return {
    flow,
    prices: [from.worth + from.slope * flow, to.worth - to.slope * flow],
    gain: (flow * (to.worth - from.worth - cost)) / 2,
  }
}
