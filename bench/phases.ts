/** Which phase of the tick takes how long: the phases of the engine, with a clock around each. */
import { build } from '../sim/economy/build.ts'
import { beginTick } from '../sim/economy/clock.ts'
import { recorder } from '../sim/economy/record.ts'
import { TICK } from '../sim/economy/tick.ts'
import type { World } from '../sim/economy/world.ts'
import { type Phase, runPhases } from '../sim/engine/engine.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { NOWHERE } from './race-market.ts'

/** A run on one thread that knows where its time goes. */
export interface ClockedRun {
  readonly world: World
  /** What a tick consists of, in order, the recording at its end included. */
  readonly phases: readonly string[]
  /** Milliseconds by phase since the start. */
  readonly spent: Float64Array
  /** Runs one tick, with the results of `step` of a run. */
  step(): void
}

/** The scenario from time 0 on. */
export function clockedRun(scenario: Scenario): ClockedRun {
  const world = build(scenario)
  const record = recorder(scenario)
  const tick: readonly Phase<World>[] = [...TICK, { name: 'record', run: () => record(world, NOWHERE) }]
  const spent = new Float64Array(tick.length)
  const clocked = tick.map((phase, p): Phase<World> => {
    const run = (at: World, from: number, to: number) => {
      const begun = performance.now()
      phase.run(at, from, to)
      spent[p] += performance.now() - begun
    }
    return { ...phase, run }
  })
  return {
    world,
    phases: tick.map(({ name }) => name),
    spent,
    step() {
      beginTick(world)
      runPhases(clocked, world, world.tick)
      world.tables.time.tick[0]++
    },
  }
}
