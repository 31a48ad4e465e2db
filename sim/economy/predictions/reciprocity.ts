/** Theory of reciprocity: what prosumers who could always give more pay in the end. */
import type { Estimate, Prediction } from '../../measure/output.ts'
import type { World } from '../world.ts'
import { predict } from './predict.ts'
import { isSteady } from './static.ts'

/**
 * Net payment of the only group of prosumers over its fees, where it offers more than is needed at any time and all
 * customers see the same nodes: it takes the part x of all bytes, gives the part f of the fees that is set aside, and both
 * cost the same, so 1 - f / x.
 */
export function reciprocityPredictions(world: World, metrics: Readonly<Record<string, Estimate>>): Prediction[] {
  const { scenario, tables, regions, classes, customers } = world
  const prosumers = customers.groups.filter(({ spec }) => spec.reciprocity)
  if (prosumers.length !== 1 || regions * classes > 1) return []
  const [{ spec, first, count }] = prosumers
  const { from, to } = spec.reciprocity!.idle
  const ample = (to === from || to - from === 86_400) && tables.validation.share[0] < 1
  const served = metrics.outside.mean === 0 && metrics.sla_miss.mean === 0 && !customers.leaving
  if (!ample || !served || !isSteady(world)) return []
  const rate = (from: number, to: number) => tables.customers.rate.subarray(from, to).reduce((sum, own) => sum + own, 0)
  const taken = rate(first, first + count) / rate(0, tables.customers.rate.length)
  const expected = 1 - scenario.market.fee.prosumers / taken
  return predict(metrics, `net_payment_${spec.name}`, expected, 'bytes for bytes at the mean price of a byte')
}
