/** Theory of races: inclusion (Plackett-Luce), wins, misses and latency of the first correct answer. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { lognormalMeanMinimum, lognormalMissProbability, race } from '../../measure/theory/race.ts'
import { inclusion } from '../../measure/theory/selection.ts'
import { LAW } from '../operators/tables.ts'
import { stretchOf } from '../queries/service.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import type { StaticMarket } from './static.ts'

/** Nodes up to which sums over subsets are done. */
const MOST = 16

export function racePredictions(
  world: World,
  market: StaticMarket,
  metrics: Readonly<Record<string, Estimate>>,
): Prediction[] {
  const { scenario, racers, tables } = world
  const { nodes, weights, means, accuracies, law, alike } = market
  const n = nodes.length
  const oneEach = tables.operators.nodes.every(count => count === 1)
  if (scenario.market.selection.rule === 'hash' || !oneEach) return []
  const K = Math.min(racers, n)
  const operator = (row: number) => tables.nodes.operator[nodes[row]] + 1
  const found: Prediction[] = []
  if (alike || n <= MOST)
    for (const [row, expected] of inclusion(weights, K).entries())
      found.push(
        ...predict(metrics, `selected_${operator(row)}`, expected, 'Plackett-Luce; Efraimidis and Spirakis 2006'),
      )

  const idle =
    scenario.market.service === 'utilisation' &&
    nodes.every(i => stretchOf(tables.nodes.servers[i] - tables.nodes.reserved[i], tables.nodes.load[i]) < 1.001)
  const flat = scenario.network.within === 0 && scenario.classes[0].work === 1
  if (!idle || !flat || scenario.market.race.losers !== 'finish') return found
  const limit = scenario.classes[0].sla
  if (law === LAW.exponential && n <= MOST) {
    const { win, miss, latency } = race(
      weights,
      K,
      means.map(mean => 1 / mean),
      accuracies,
      limit,
    )
    for (const [row, expected] of win.entries())
      found.push(
        ...predict(metrics, `won_${operator(row)}`, expected, 'race of exponentials, summed over correct subsets'),
      )
    found.push(...predict(metrics, 'sla_miss', miss, 'product over the chosen of (1-a) + a exp(-mu tau)'))
    found.push(...predict(metrics, 'latency', latency, 'mean of the first correct answer of exponentials'))
  } else if (alike) {
    const answered = 1 - powerOf(1 - accuracies[0], K)
    for (let row = 0; row < n; row++) found.push(...predict(metrics, `won_${operator(row)}`, answered / n, 'symmetry'))
    if (law === LAW.lognormal && accuracies[0] === 1) {
      const { scale, shape } = tables.nodes
      const i = nodes[0]
      found.push(...predict(metrics, 'latency', lognormalMeanMinimum(scale[i], shape[i], K), 'order statistics'))
      found.push(
        ...predict(metrics, 'sla_miss', lognormalMissProbability(scale[i], shape[i], K, limit), 'order statistics'),
      )
    }
  }
  return found
}

function powerOf(base: number, exponent: number): number {
  let product = 1
  for (let k = 0; k < exponent; k++) product *= base
  return product
}
