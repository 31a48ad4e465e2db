/** One run of a comparison: a scenario with one seed from its start to its end, and what the rows make of it. */
import { start } from '../economy/run.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'
import { type Failures, failuresOf, type Outage } from './failure.ts'
import { type Observer, observe } from './observe.ts'
import { valuesOf } from './rows.ts'

/** Plain data, so that another thread can do it. */
export interface Replicate {
  /** With the seed of the replicate. */
  readonly scenario: Scenario
  readonly traces: Traces
  readonly outage: Outage
}

export interface Replicated {
  /** By key of the row; one that was not measured is missing. */
  readonly values: Readonly<Record<string, number>>
  /** Hash of the state at the end. */
  readonly fingerprint: string
}

/** Seed text of replicate `r`, from 1: the same in every scenario, which is what makes their random numbers common. */
export const seedOf = (seed: string, r: number) => `${seed}/${r}`

/** Runs it. Throws as the run does. */
export function replicate({ scenario, traces, outage }: Replicate): Replicated {
  let observer: Observer | undefined
  const run = start(scenario, traces, {
    row(table, [, kind]) {
      if (table === 'events') observer?.event(String(kind))
    },
  })
  observer = observe(run)
  let failures: Failures | undefined
  while (!run.done) {
    if (run.ticks === outage.at) failures = failuresOf(run, traces, outage)
    run.step()
    observer.tick()
  }
  const { fingerprint } = run.summary()
  return { values: valuesOf(observer.observed(failures)), fingerprint }
}
