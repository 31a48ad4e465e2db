/** The race phase: demand, selection, service and outcome of a tick's queries, in the service model of the scenario. */
import { countTraffic } from '../patrons/bandwidth.ts'
import type { World } from '../world.ts'
import { ask, beginning } from './demand.ts'
import { account } from './outcome.ts'
import { selectOnRing } from './ring.ts'
import { select, selectDrawn } from './selection.ts'
import { serveAtLoad } from './service.ts'
import { beginningOfTraces, replay } from './trace.ts'
import { drawWords } from './words.ts'

/**
 * Utilisation model, customers `from` to before `to`: queries do not wait for each other, so they are raced in portions
 * that fit the table of queries (and the cache).
 */
export function raceAtLoad(world: World, from: number, to: number): void {
  const cursor = beginning(from, to)
  while (!cursor.done) racePortion(world, ask(world, cursor))
}

/** As `raceAtLoad` for queries that come from traces. */
export function raceTraces(world: World): void {
  const cursor = beginningOfTraces()
  while (!cursor.done) racePortion(world, replay(world, cursor))
}

function racePortion(world: World, n: number): void {
  drawWords(world, 0, n)
  if (world.ring) selectOnRing(world, world.ring, 0, n)
  else selectDrawn(world, 0, n)
  countTraffic(world, n)
  account(world, 0, n, serveAtLoad(world, 0, n))
}

/** Draws the racing nodes of the first `n` queries by the scenario's selection rule. */
export function drawRacers(world: World, n: number): void {
  if (world.ring) selectOnRing(world, world.ring, 0, n)
  else select(world, 0, n)
}
