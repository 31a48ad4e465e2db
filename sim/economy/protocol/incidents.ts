/** Incidents: violations of consensus and acts of malice, which come upon an operator in the market at given rates. */
import { block } from '../../engine/random.ts'
import { exponential } from '../../engine/variates.ts'
import { EVENT } from '../events.ts'
import { STATE } from '../operators/tables.ts'
import { PURPOSE } from '../purposes.ts'
import type { World } from '../world.ts'
import { jail, tombstone } from './jail.ts'
import { slash } from './slashing.ts'

const KINDS = ['violation', 'malice'] as const

const words = new Int32Array(4)

/** Schedules the first incidents of operator `o` after `from`, where its group has any. */
export function drawIncidents(world: World, o: number, from: number): void {
  for (const kind of KINDS.keys()) drawIncident(world, o, kind, 0, from)
}

/** Schedules incident `number` of its kind. */
function drawIncident({ groups, tables, key, calendar }: World, o: number, kind: number, number: number, from: number) {
  const rate = groups[tables.operators.group[o]].spec.incidents?.[KINDS[kind]] ?? 0
  if (rate === 0) return
  block(words, key, number, o, kind, PURPOSE.incident)
  calendar.schedule(from + exponential(words[0]) / rate, 0, EVENT.incident, o, number * KINDS.length + kind)
}

/** Operator `o` is guilty of what `detail` says: number of the incident times kinds plus its kind. */
export function incident(world: World, o: number, detail: number): void {
  const { state, jailedUntil } = world.tables.operators
  if (state[o] !== STATE.active || jailedUntil[o] === Infinity) return
  const kind = detail % KINDS.length
  drawIncident(world, o, kind, (detail - kind) / KINDS.length + 1, world.calendar.now)
  if (KINDS[kind] === 'violation') {
    slash(world, o, world.scenario.slashing.violation, 'violation of consensus')
    jail(world, o, 'violation')
  } else {
    slash(world, o, world.scenario.slashing.malice, 'malice')
    tombstone(world, o)
  }
}
