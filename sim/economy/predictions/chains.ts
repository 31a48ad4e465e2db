/** Theory of bridges: what is under way, and how long it takes. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import { bridgeName, chainOf, HOME } from '../trade/chains.ts'
import { isRemote } from '../trade/remittances.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'

export function chainPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, routes } = world
  const { bridges, chains } = scenario.trade
  const underWay = bridges.flatMap(bridge => {
    const name = bridgeName(bridge)
    const sent = metrics[`bridge_sent_${name}`]
    const source = 'what is under way is rate times delay; Little 1961'
    return sent ? predict(metrics, `bridge_in_flight_${name}`, sent.mean * bridge.delay, source) : []
  })
  const times = scenario.customers.flatMap(group => {
    if (chains.length === 0 || !isRemote(scenario, group)) return []
    const way = routes.homeward[chainOf(scenario.trade, group.chain)]
    const { delay, capacity, fixed } = bridges[way]
    // Over one bridge on which nothing waits.
    if (routes.to[way] !== HOME || capacity !== undefined || fixed > 0) return []
    return predict(metrics, `remittance_time_${group.name}`, delay, 'the delay of the bridge')
  })
  return [...underWay, ...times]
}
