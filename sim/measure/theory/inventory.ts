/**
 * Inventory under uncertain demand: the newsvendor, and (s, S) policies. Demand of a period comes after the order of the
 * period; what is left costs `holding` a unit, what lacks is owed and costs `penalty` a unit and period, an order costs `fee`.
 */
import { exp, log, normalCdf, normalQuantile } from '../../engine/numerics.ts'

const SQRT_2_PI = 2.5066282746310002
/** Probability of more than the largest demand that is looked at. */
const TAIL = 1e-13

/** Costs of a period: a fee for an order, and a unit's costs of being left and of lacking. */
export interface InventoryCosts {
  readonly fee: number
  readonly holding: number
  readonly penalty: number
}

/** Order up to `upTo` when there is `reorder` or less, at what mean cost a period. */
export interface OrderPolicy {
  readonly reorder: number
  readonly upTo: number
  readonly cost: number
}

/** Level that is enough with probability `ratio`, for normal demand [Arrow, Harris and Marschak 1951]. */
export const newsvendorLevel = (ratio: number, mean: number, sd: number) => mean + sd * normalQuantile(ratio)

/** Mean cost of a period that starts at `level`, for normal demand: h (S - m) + (h + p) sd L(z), L(z) = phi(z) - z (1 - Phi(z)). */
export function newsvendorCost(
  { holding, penalty }: Omit<InventoryCosts, 'fee'>,
  mean: number,
  sd: number,
  level: number,
): number {
  const z = (level - mean) / sd
  const loss = exp((-z * z) / 2) / SQRT_2_PI - z * (1 - normalCdf(z))
  return holding * (level - mean) + (holding + penalty) * sd * loss
}

/** Mean cost of a period that starts at `level`, any number, for demand by probabilities. */
export function periodCost(
  demand: Float64Array,
  { holding, penalty }: Omit<InventoryCosts, 'fee'>,
  level: number,
): number {
  let cost = 0
  for (let j = 0; j < demand.length; j++)
    cost += demand[j] * (j < level ? holding * (level - j) : penalty * (j - level))
  return cost
}

/**
 * Probabilities of demands 0, 1, 2, ... with the given `mean` and a variance of `dispersion` times that: Poisson at 1, negative
 * binomial above, binomial below (the nearest that has the mean), all of p[j + 1] = p[j] (a + b / (j + 1)) [Panjer 1981].
 */
export function demandOf(mean: number, dispersion = 1): Float64Array {
  let r = dispersion
  if (r < 1) r = 1 - mean / Math.max(Math.floor(mean) + 1, Math.round(mean / (1 - r)))
  const a = 1 - 1 / r
  const b = mean / r - a
  let chance = exp(r === 1 ? -mean : (-mean * log(r)) / (r - 1))
  const chances: number[] = []
  let sum = 0
  // The sum of rounded probabilities may stop short of 1.
  for (let j = 0; chance > 0 && (j <= mean || (sum < 1 - TAIL && chance > 1e-300)); j++) {
    chances.push(chance)
    sum += chance
    chance *= a + b / (j + 1)
  }
  return Float64Array.from(chances, p => p / sum)
}

/**
 * Mean cost a period of ordering up to `upTo` when there is `reorder` or less before demand: over a cycle, of which the
 * position is y with m[upTo - y] visits, m = p * m + 1 at 0 (renewal), cost = (fee + sum m[j] G(upTo - j)) / sum m[j], G the cost
 * of a period that starts at a position [Veinott and Wagner 1965].
 */
export function orderPolicyCost(demand: Float64Array, costs: InventoryCosts, reorder: number, upTo: number): number {
  return new Search(demand, costs).cost(reorder, upTo)
}

/** The cheapest of all (s, S) policies, by the search of Zheng and Federgruen [1991]. Throws a RangeError where holding or lacking costs nothing. */
export function optimalOrderPolicy(demand: Float64Array, costs: InventoryCosts): OrderPolicy {
  if (!(costs.holding > 0 && costs.penalty > 0))
    throw new RangeError(`inventory: expected costs above 0, got holding ${costs.holding}, penalty ${costs.penalty}`)
  const search = new Search(demand, costs)
  let best = 0
  while (search.period(best + 1) < search.period(best)) best++
  let reorder = best - 1
  let upTo = best
  while (search.cost(reorder, upTo) > search.period(reorder)) reorder--
  let cost = search.cost(reorder, upTo)
  // No level whose period alone costs more than the best policy can be the best.
  for (let level = upTo + 1; search.period(level) <= cost; level++) {
    if (search.cost(reorder, level) >= cost) continue
    upTo = level
    while (search.cost(reorder, upTo) <= search.period(reorder + 1)) reorder++
    cost = search.cost(reorder, upTo)
  }
  return { reorder, upTo, cost }
}

/** Costs of periods and visits of positions, found as far as they are asked for. */
class Search {
  readonly #demand: Float64Array
  readonly #costs: InventoryCosts
  readonly #mean: number
  /** Mean of what is left of a level of 0, 1, 2, ..., and the probability of a demand up to the last of them. */
  readonly #left: number[] = [0]
  #below = 0
  /** Mean visits of the position so many units below the highest in a cycle. */
  readonly #visits: number[] = []

  constructor(demand: Float64Array, costs: InventoryCosts) {
    this.#demand = demand
    this.#costs = costs
    this.#mean = demand.reduce((sum, chance, j) => sum + j * chance, 0)
  }

  /** Mean cost of a period that starts at `level`. */
  period(level: number): number {
    const { holding, penalty } = this.#costs
    if (level <= 0) return penalty * (this.#mean - level)
    while (this.#left.length <= level) {
      this.#below += this.#demand[this.#left.length - 1] ?? 0
      this.#left.push(this.#left[this.#left.length - 1] + this.#below)
    }
    return penalty * (this.#mean - level) + (holding + penalty) * this.#left[level]
  }

  cost(reorder: number, upTo: number): number {
    let periods = 0
    let cost = this.#costs.fee
    for (let j = 0; j < upTo - reorder; j++) {
      const visits = this.#visitsOf(j)
      periods += visits
      cost += visits * this.period(upTo - j)
    }
    return cost / periods
  }

  #visitsOf(j: number): number {
    const demand = this.#demand
    const visits = this.#visits
    while (visits.length <= j) {
      const at = visits.length
      let sum = at === 0 ? 1 : 0
      for (let d = 1; d <= at && d < demand.length; d++) sum += demand[d] * visits[at - d]
      visits.push(sum / (1 - demand[0]))
    }
    return visits[j]
  }
}
