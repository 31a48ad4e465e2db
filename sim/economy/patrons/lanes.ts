/** A run on several lanes within one thread, for tests: ranges of rows go to the lanes in turn. */
import { join, sharedMemory } from '../build.ts'
import { beginTick } from '../clock.ts'
import { type Run, start } from '../run.ts'
import { TICK } from '../tick.ts'
import { scenarioOf } from '../trial.ts'
import type { World } from '../world.ts'

/** Runs a trial scenario on `lanes` lanes, which take `range` rows at a time. */
export function onLanes(part: Readonly<Record<string, unknown>>, lanes: number, range: number): Run {
  const scenario = scenarioOf(part)
  const others: World[] = []
  const run = start(
    scenario,
    [],
    { row: () => undefined },
    {
      threads: lanes,
      join(world) {
        for (let lane = 1; lane < lanes; lane++) others.push(join(scenario, [], sharedMemory(world, lane)))
        return {
          least: 1,
          run(phase, own, rows) {
            const all = [own, ...others]
            for (const other of others) beginTick(other)
            for (let from = 0, turn = 0; from < rows; from += range, turn++)
              TICK[phase].run(all[turn % lanes], from, Math.min(rows, from + range))
          },
        }
      },
    },
  )
  while (!run.done) run.step()
  return run
}
