/**
 * Scores and loads of nodes: exponentially weighted averages of what happened. A node that answered nothing in a tick
 * keeps its performance and accuracy; uptime moves with every tick.
 */
import { exp } from '../../engine/numerics.ts'
import type { World } from '../world.ts'
import { STATE } from './tables.ts'

/** Weight of `elapsed` seconds in an average of the given half-life: 1 - 2^(-elapsed / halfLife). */
export const weightOf = (elapsed: number, halfLife: number) => 1 - exp((-Math.LN2 * elapsed) / halfLife)

/** Moves loads, and scores where they learn, by this tick's tallies. */
export function score(world: World): void {
  const { tables, scenario, tickLength } = world
  const { learning, halfLife, reference } = scenario.market.scores
  const alpha = weightOf(tickLength, halfLife)
  const sum = tables.nodeTally
  const { operator, mean, servers, reserved, load, performance, accuracyScore, uptime, latency } = tables.nodes
  const { state } = tables.operators
  for (let i = 0; i < operator.length; i++) {
    if (state[operator[i]] !== STATE.active) continue
    const down = shareDown(world, i)
    const open = servers[i] - reserved[i]
    load[i] = open === 0 ? 0 : (sum.work[i] * mean[i]) / (open * tickLength)
    if (!learning) continue
    uptime[i] += alpha * (1 - down - uptime[i])
    if (sum.answered[i] === 0) continue
    const seconds = sum.latency[i] / sum.answered[i] / 1e6
    latency[i] += alpha * (seconds - latency[i])
    performance[i] += alpha * (reference / (reference + seconds) - performance[i])
    accuracyScore[i] += alpha * (1 - sum.caught[i] / sum.answered[i] - accuracyScore[i])
  }
}

/** Share of the running tick in which node `i` was down. */
export function shareDown({ tables, start, end, tickLength }: World, i: number): number {
  const { downFrom, downUntil, previousFrom, previousUntil } = tables.nodes
  const last = Math.max(0, Math.min(end, downUntil[i]) - Math.max(start, downFrom[i]))
  const before = Math.max(0, Math.min(end, previousUntil[i]) - Math.max(start, previousFrom[i]))
  return (last + before) / tickLength
}
