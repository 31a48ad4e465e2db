/**
 * Scale: what a run that simulates a part for the whole leaves uncertain.
 *
 * An agent stands for w identical customers (super-individuals; Scheffer et al. 1995, Ecological Modelling 80:161) and a
 * simulated query for v queries, so the cost of a run is that of its agents and simulated queries. The errors below are
 * what this adds to the noise that the market itself would have: nothing where w = v = 1.
 */
import { quantile } from '../measure/histogram.ts'
import type { Estimate, Scale, ScaleError } from '../measure/output.ts'
import type { World } from './world.ts'

/** Percentiles of latency whose sampling error is measured. */
export const QUANTILES = [50, 95, 99] as const

/** Standard errors on each side of an interval that covers 95 %. */
const REACH = 1.959964

/** Agents, simulated queries and their errors; undefined where every customer and every query is simulated. */
export function scaleOf(
  { scenario, customers, tickLength, tables }: World,
  metrics: Readonly<Record<string, Estimate>>,
): Scale | undefined {
  const { sampling } = scenario.market
  const whole = customers.groups.reduce((sum, { spec }) => sum + spec.count, 0)
  const agents = customers.groups.reduce((sum, { count }) => sum + count, 0)
  if (sampling === 1 && agents === whole) return undefined
  const simulated = (metrics.asked.mean * tickLength) / sampling
  const counts = (name: string, ticks: number): ScaleError => ({
    name,
    relative: countError(simulated * ticks, sampling),
    source: 'thinned Poisson process, sqrt((1 - 1/v) / n); Kingman 1993, 5.1',
  })
  const queries = [
    counts('queries of a tick', 1),
    counts('queries of the run', tables.time.tick[0]),
    ...QUANTILES.map(percent => ({
      name: `latency_p${percent} of a tick`,
      relative: metrics[`latency_p${percent}_error`]?.mean / metrics[`latency_p${percent}`].mean,
      source: 'ranks of order statistics; David and Nagaraja 2003, 7.1',
    })),
  ]
  const drawn = {
    name: 'demand of the agents drawn',
    relative: drawnError(customers.groups, tables.customers.rate),
    source: 'sample of a finite population, sqrt(1 - 1/w) s / sqrt(A); Cochran 1977, 2.6',
  }
  return {
    customers: whole,
    agents,
    sampling,
    simulated,
    errors: [...(agents < whole ? [drawn] : []), ...(sampling > 1 ? queries : [])],
  }
}

/**
 * Standard error over value that sampling adds to a number of queries of which n were simulated: sqrt((1 - 1/v) / n).
 * A part 1/v of a Poisson stream is a Poisson stream [Kingman 1993, Poisson Processes, 5.1], so v n has the variance
 * v M where M is its mean, and M of that is the market's own.
 */
export function countError(n: number, v: number): number {
  return Math.sqrt((1 - 1 / v) / n)
}

/**
 * Standard error that sampling adds to the `share` quantile of a histogram in which a simulated query counts v times, in
 * the histogram's unit: the 95 % interval between order statistics of ranks n share -+ 1.96 sqrt(n share (1 - share))
 * [David and Nagaraja 2003, Order Statistics, 7.1] as a standard error, less what all n v queries would have. NaN of an
 * empty histogram.
 */
export function quantileError(counts: ArrayLike<number>, share: number, v: number): number {
  let total = 0
  for (let bucket = 0; bucket < counts.length; bucket++) total += counts[bucket]
  const reach = REACH * Math.sqrt(share * (1 - share)) * countError(total / v, v)
  const low = quantile(counts, Math.max(0, share - reach))
  const high = quantile(counts, Math.min(1, share + reach))
  return (high - low) / 2 / REACH
}

/**
 * Standard error over value of the customers' demand when A agents are drawn for A w customers, by the spread s of the
 * agents' rates: A s^2 (1 - 1/w) is the variance of their sum [Cochran 1977, Sampling Techniques, 2.6]. The same luck
 * holds for the whole run. NaN where a single agent says nothing of the spread.
 */
function drawnError(groups: World['customers']['groups'], rates: Readonly<Float64Array>): number {
  let sum = 0
  let variance = 0
  for (const { spec, first, count } of groups) {
    const own = rates.subarray(first, first + count)
    const total = own.reduce((all, rate) => all + rate, 0)
    const squares = own.reduce((all, rate) => all + (rate - total / count) * (rate - total / count), 0)
    sum += total
    if (spec.rate.kind !== 'constant' && spec.represents > 1)
      variance += count * (squares / (count - 1)) * (1 - 1 / spec.represents)
  }
  return Math.sqrt(variance) / sum
}
