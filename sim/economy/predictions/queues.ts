/** Theory of queues: M/M/c, M/D/1, Erlang B, and redundancy with cancelling at the first answer. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { erlangB, erlangC, meanWait, meanWaitDeterministic, sojournTail } from '../../measure/theory/queue.ts'
import { meanResponse } from '../../measure/theory/redundancy.ts'
import { LAW } from '../operators/tables.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import { isSteady, type StaticMarket } from './static.ts'

export function queuePredictions(
  world: World,
  market: StaticMarket,
  metrics: Readonly<Record<string, Estimate>>,
): Prediction[] {
  const { scenario, racers, tables } = world
  const { nodes, means, law, alike, accuracies } = market
  const exact =
    scenario.market.selection.rule !== 'hash' &&
    alike &&
    accuracies[0] === 1 &&
    scenario.network.within === 0 &&
    isSteady(world)
  if (scenario.market.service !== 'queue' || !exact || scenario.classes[0].work !== 1) return []
  const servers = tables.nodes.servers[nodes[0]] - tables.nodes.reserved[nodes[0]]
  const buffer = tables.nodes.buffer[nodes[0]]
  const demand = tables.customers.rate.reduce((sum, rate) => sum + rate, 0)
  const rate = 1 / means[0]
  if (world.cancels) {
    const known = law === LAW.exponential && servers === 1 && buffer === Infinity
    const expected = known ? meanResponse(nodes.length, racers, demand / nodes.length, rate) : NaN
    return known ? predict(metrics, 'latency', expected, 'redundancy-d, Gardner et al. 2017, theorem 1') : []
  }
  if (racers !== 1) return []
  const arrivals = demand / nodes.length
  if (buffer === 0) return predict(metrics, 'unanswered', erlangB(arrivals / rate, servers), 'Erlang B 1917')
  if (buffer < Infinity) return []
  if (law === LAW.exponential)
    return [
      ...predict(metrics, 'waited', erlangC(arrivals / rate, servers), 'Erlang C 1917'),
      ...predict(metrics, 'wait', meanWait(arrivals, rate, servers), 'Erlang C 1917'),
      ...predict(
        metrics,
        'sla_miss',
        sojournTail(arrivals, rate, servers, scenario.classes[0].sla),
        'M/M/c sojourn time',
      ),
    ]
  if (law === LAW.deterministic && servers === 1)
    return predict(metrics, 'wait', meanWaitDeterministic(arrivals, means[0]), 'Pollaczek-Khinchine')
  return []
}
