/** Theory of queues of several classes: the mean wait of each, first come first served or by priority. */
import { exp } from '../../engine/numerics.ts'
import type { Estimate, Prediction } from '../../measure/output.ts'
import { erlangC, meanResidual, meanWaitsByPriority } from '../../measure/theory/queue.ts'
import { LAW } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import { isSteady, type StaticMarket } from './static.ts'

/** Waits of the classes at nodes that each get their share of the queries by lot: what is drawn from Poisson is Poisson. */
export function classPredictions(
  world: World,
  { nodes, weights }: StaticMarket,
  metrics: Readonly<Record<string, Estimate>>,
): Prediction[] {
  const { scenario, racers, priorities } = world
  const { selection, service, discipline } = scenario.market
  if (service !== 'queue' || selection.rule === 'hash' || racers !== 1 || !isSteady(world)) return []
  const demand = demandByClass(world)
  const weight = weights.reduce((sum, value) => sum + value, 0)
  const waits = new Float64Array(demand.length)
  for (const [row, i] of nodes.entries()) {
    const share = weights[row] / weight
    const lines = waitsByLine(
      world,
      i,
      demand.map(rate => rate * share),
    )
    if (!lines) return []
    for (let cls = 0; cls < waits.length; cls++) waits[cls] += share * lines[priorities.line[cls]]
  }
  const source = discipline === 'priority' ? 'Cobham 1954' : 'Pollaczek-Khinchine'
  const all = demand.reduce((sum, rate) => sum + rate, 0)
  const mean = demand.reduce((sum, rate, cls) => sum + rate * waits[cls], 0) / all
  return [
    ...scenario.classes.flatMap(({ name }, cls) => predict(metrics, `wait_${name}`, waits[cls], source)),
    ...predict(metrics, 'wait', mean, source),
  ]
}

/** Queries of each class, as a rate. */
function demandByClass({ scenario, tables }: World): Float64Array {
  const demand = new Float64Array(scenario.classes.length)
  for (const [g, { mix }] of scenario.customers.entries()) {
    const rate = tables.groupRate.rate[g]
    if (mix.length === 0) demand[0] += rate
    for (const item of mix) demand[scenario.classes.findIndex(({ name }) => name === item.class)] += rate * item.share
  }
  return demand
}

/**
 * Mean waits in the lines of node `i`, which gets queries of the classes at `rates`; undefined where no closed form is known:
 * one server takes any service, several only exponential service that is alike for all classes.
 */
function waitsByLine({ scenario, tables, priorities }: World, i: number, rates: Float64Array): number[] | undefined {
  const { law, mean, shape, servers, reserved, buffer } = tables.nodes
  const c = servers[i] - reserved[i]
  const streams = scenario.classes.map(({ work }, cls) => ({
    rate: rates[cls],
    service: mean[i] * work,
    variation: variationOf(law[i], shape[i]),
  }))
  const loads = new Array<number>(priorities.lines).fill(0)
  for (const [cls, { rate, service }] of streams.entries()) loads[priorities.line[cls]] += (rate * service) / c
  const load = loads.reduce((sum, part) => sum + part, 0)
  if (buffer[i] < Infinity || load >= 1) return undefined
  if (c === 1) return meanWaitsByPriority(meanResidual(streams), loads)
  const [{ service }] = streams
  if (law[i] !== LAW.exponential || streams.some(other => other.service !== service)) return undefined
  return meanWaitsByPriority((erlangC(load * c, c) * service) / c, loads)
}

/** Squared coefficient of variation of a service time. */
function variationOf(law: number, shape: number): number {
  switch (law) {
    case LAW.exponential:
      return 1
    case LAW.lognormal:
      return exp(shape * shape) - 1
    case LAW.deterministic:
      return 0
    default:
      return 1 - shape
  }
}
