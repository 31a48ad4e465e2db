/** Failures: nodes go down, by themselves or all of a place together, and come up again; long ones cost stake. */

import { block } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
import { EVENT } from '../events.ts'
import { jail } from '../protocol/jail.ts'
import { slash } from '../protocol/slashing.ts'
import { PURPOSE } from '../purposes.ts'
import { happened, nameOf, nodeNumber, type World } from '../world.ts'
import { STATE } from './tables.ts'

const words = new Int32Array(4)

/** Schedules the next failure of node `i` after `from`, if it ever fails. */
export function drawFailure(world: World, i: number, from: number): void {
  const { failEvery, failures } = world.tables.nodes
  if (failEvery[i] === 0) return
  block(words, world.key, ++failures[i], i, 0, PURPOSE.failure)
  world.calendar.schedule(from + failEvery[i] * exponential(words[0]), 0, EVENT.failure, i, failures[i])
}

/** Failure `number` of node `i` happens now, unless another has been drawn since; it is repaired after a drawn time. */
export function fail(world: World, i: number, number: number): void {
  const { repairTime, failures } = world.tables.nodes
  if (failures[i] !== number) return
  block(words, world.key, failures[i], i, 1, PURPOSE.repair)
  const until = world.calendar.now + repairTime[i] * exponential(words[0])
  goDown(world, i, until, 'failure')
  drawFailure(world, i, until)
}

/** Node `i` is down from now at least until `until`. */
export function goDown(world: World, i: number, until: number, reason: string): void {
  const { calendar, tables, scenario } = world
  // Scheduling may move the memory: columns are taken anew after it.
  const { nodes } = tables
  const now = calendar.now
  const o = nodes.operator[i]
  if (tables.operators.state[o] !== STATE.active || i - tables.operators.firstNode[o] >= tables.operators.nodes[o])
    return
  const already = now >= nodes.downFrom[i] && now < nodes.downUntil[i]
  if (!already) {
    nodes.previousFrom[i] = nodes.downFrom[i]
    nodes.previousUntil[i] = nodes.downUntil[i]
    nodes.downFrom[i] = now
    calendar.schedule(now + scenario.slashing.grace, 0, EVENT.longOutage, i, now)
    happened(world, 'outage', nameOf(world, o), `node ${nodeNumber(world, i)} down: ${reason}`)
  }
  if (already && until <= nodes.downUntil[i]) return
  nodes.downUntil[i] = until
  calendar.schedule(until, 0, EVENT.repaired, i)
}

/** Node `i` is up again, unless another outage has prolonged this one. */
export function comeUp(world: World, i: number): void {
  if (world.tables.nodes.downUntil[i] !== world.calendar.now) return
  happened(world, 'repair', nameOf(world, world.tables.nodes.operator[i]), `node ${nodeNumber(world, i)} up`)
}

/** The outage of node `i` that began at `from` has used up its grace: it costs stake if it still lasts. */
export function punishOutage(world: World, i: number, from: number): void {
  const { downFrom, downUntil, operator } = world.tables.nodes
  if (downFrom[i] !== from || downUntil[i] <= world.calendar.now) return
  slash(world, operator[i], world.scenario.slashing.downtime, `node ${nodeNumber(world, i)} down for too long`)
  jail(world, operator[i], 'downtime')
}
