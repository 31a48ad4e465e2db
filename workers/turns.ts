/**
 * Lanes that take turns, for tests. Small scenarios are done before another thread wakes up, so a test of lanes would test one:
 * here the run's own thread does not end its first range of a phase before another thread has done one.
 */
import { type Hands, type Run, start } from '../sim/economy/run.ts'
import { TICK } from '../sim/economy/tick.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import type { Employed } from './crew.ts'

const PATIENCE = 30_000 // ms

export interface Turns {
  /** Rows that this thread has done so far, by phase. */
  readonly own: ReadonlyMap<string, number>
  /** The same hands, and this thread waits for them. */
  with(hands: Employed): Hands
  /** From now on phases run as they did. */
  end(): void
}

/** Begins to wait, in all phases that can be shared, of runs whose hands come from `with`. */
export function takeTurns(): Turns {
  const own = new Map<string, number>()
  const phases = TICK.map(phase => ({ phase, run: phase.run }))
  let helpCame: (() => boolean) | undefined
  for (const { phase, run } of phases) {
    const { name, over } = phase
    if (!over) continue
    const inTurn: typeof run = (world, from, to) => {
      own.set(name, (own.get(name) ?? 0) + to - from)
      if (helpCame && to - from < over(world)) waitFor(helpCame)
      return run(world, from, to)
    }
    Object.assign(phase, { run: inTurn })
  }
  return {
    own,
    with: hands => ({
      threads: hands.threads,
      join(world) {
        const { least, run } = hands.join(world)
        return {
          least,
          run(phase, world, rows) {
            const before = hands.helped
            helpCame = () => hands.helped > before
            run(phase, world, rows)
            helpCame = undefined
          },
        }
      },
    }),
    end() {
      for (const { phase, run } of phases) Object.assign(phase, { run })
    },
  }
}

/** A whole run of a scenario with `hands`, taking turns; they are gone after it. */
export function runInTurns(scenario: Scenario, hands: Employed): Run {
  const turns = takeTurns()
  try {
    const run = start(scenario, [], { row: () => undefined }, turns.with(hands))
    while (!run.done) run.step()
    return run
  } finally {
    turns.end()
    hands.end()
  }
}

function waitFor(condition: () => boolean): void {
  const nothing = new Int32Array(new SharedArrayBuffer(4))
  const until = performance.now() + PATIENCE
  while (!condition()) {
    if (performance.now() > until) throw new Error('waited in vain for 30 seconds for the other lanes')
    Atomics.wait(nothing, 0, 0, 0.05)
  }
}
