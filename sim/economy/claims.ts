/** Claims of the scenario: means of metrics over given times, summed up as the run goes on and judged at its end. */
import { f64, table } from '../engine/memory.ts'
import type { Verdict } from '../measure/output.ts'
import { nearest } from '../scenario/nearest.ts'
import type { Scenario } from '../scenario/schema.ts'
import { metricsOf } from './metrics.ts'
import type { World } from './world.ts'

export const claimTables = ({ claims }: Scenario) => ({
  claims: table(claims.length, {
    sum: f64('1', 'sum of the metric’s numerators over the time of the claim'),
    weight: f64('1', 'sum of its denominators'),
  }),
})

/**
 * Builds what adds a tick to the claims. A claim about a metric that the run does not have, because a part of the scenario is
 * off, is not measured; throws where the name looks like a slip.
 */
export function claimsOf(scenario: Scenario): (world: World) => void {
  const metrics = metricsOf(scenario)
  const known = metrics.map(({ name }) => name)
  const tested = scenario.claims.flatMap(({ metric: name, from, to = Number.POSITIVE_INFINITY }, i) => {
    const metric = metrics.find(item => item.name === name)
    const meant = nearest(name, known)
    if (metric) return [{ i, metric, from, to }]
    if (meant === undefined) return []
    throw new Error(`claims[${i}].metric: expected a metric of the run, got "${name}": did you mean "${meant}"?`)
  })
  return world => {
    const { sum, weight } = world.tables.claims
    // Half of the tick decides for which time it counts: clocks are rounded products.
    const middle = (world.start + world.end) / 2
    for (const { i, metric, from, to } of tested) {
      if (middle < from || middle > to) continue
      const value = metric.numerator(world)
      const by = metric.denominator(world)
      if (!(by > 0) || Number.isNaN(value)) continue
      sum[i] += value
      weight[i] += by
    }
  }
}

/** What became of the claims so far. */
export function verdicts({ tables, charter }: World): Verdict[] {
  const metrics = charter.claims.length === 0 ? [] : metricsOf(charter)
  return charter.claims.map(({ claim, metric, least, most, source }, i) => {
    const measured = tables.claims.sum[i] / tables.claims.weight[i]
    const low = least ?? Number.NEGATIVE_INFINITY
    const high = most ?? Number.POSITIVE_INFINITY
    return {
      claim,
      metric,
      unit: metrics.find(({ name }) => name === metric)?.unit ?? '1',
      ...(least !== undefined && { least }),
      ...(most !== undefined && { most }),
      measured,
      verdict: Number.isNaN(measured) ? 'not measured' : measured >= low && measured <= high ? 'true' : 'false',
      source,
    }
  })
}
