/**
 * What a failure would do: the run is stopped at a time, and its state goes on in three copies with the same luck, one as
 * it is, one in which the largest operator fails, one in which the largest site fails. What they differ in is the failure.
 */
import { fork, type Run } from '../economy/run.ts'
import { nameOf } from '../economy/world.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Traces } from '../scenario/trace.ts'
import { largestOperator, largestSite } from './standing.ts'

type Shock = Scenario['shocks'][number]

/** When the failure strikes and how long it lasts, in ticks. */
export interface Outage {
  readonly at: number
  readonly lasts: number
}

export interface Failure {
  /** Share of queries answered in time during the outage, over that share without it. */
  readonly availability: number
  /** Time without service of a mean customer: the lost share summed over the outage and as long again after it (s). */
  readonly lost: number
}

export interface Failures {
  readonly operator: Failure
  readonly site: Failure
}

/** Nobody there to fail. */
export const NO_FAILURE: Failures = {
  operator: { availability: NaN, lost: NaN },
  site: { availability: NaN, lost: NaN },
}

const SILENT = { row() {} }

/** The failures of the largest operator and site, as the run stands; the run itself goes on as if nothing had been asked. */
export function failuresOf(run: Run, traces: Traces, { lasts }: Outage): Failures {
  const { world } = run
  const [operator, site] = [largestOperator(world), largestSite(world)]
  if (operator === undefined || site === undefined) return NO_FAILURE
  const { charter, tickLength } = world
  const place = (charter.sites.length > 0 ? charter.sites : charter.regions)[site]
  const bytes = run.snapshot()
  const whole = 2 * lasts
  const struck = { kind: 'outage', at: run.ticks * tickLength, lasts: lasts * tickLength, region: '', node: 0 } as const
  const calm = served(charter, traces, bytes, whole)
  const failure = (shock: Shock) =>
    compare(calm, served({ ...charter, shocks: [...charter.shocks, shock] }, traces, bytes, whole), lasts, tickLength)
  return {
    operator: failure({ ...struck, operator: nameOf(world, operator), site: '' }),
    site: failure({ ...struck, operator: '', site: place.name }),
  }
}

/** Queries asked and answered in time, by tick. */
interface Served {
  readonly asked: readonly number[]
  readonly inTime: readonly number[]
}

function served(scenario: Scenario, traces: Traces, bytes: Uint8Array, ticks: number): Served {
  // The copies may go on after the end of the run.
  const longer = { ...scenario.clock, ticks: scenario.clock.ticks + ticks }
  const run = fork({ ...scenario, clock: longer }, traces, bytes, SILENT)
  const asked: number[] = []
  const inTime: number[] = []
  for (let tick = 0; tick < ticks; tick++) {
    run.step()
    const { tally } = run.world.tables
    asked.push(tally.asked[0])
    inTime.push(tally.raced[0] - tally.late[0] - tally.unanswered[0])
  }
  return { asked, inTime }
}

/** Availability in the first `lasts` ticks, and the time lost in all of them. */
export function compare(calm: Served, struck: Served, lasts: number, tickLength: number): Failure {
  const share = ({ asked, inTime }: Served, from: number, to: number) => sum(inTime, from, to) / sum(asked, from, to)
  const rest = calm.asked.length
  const down = share(struck, 0, lasts) / share(calm, 0, lasts)
  const after = rest > lasts ? share(struck, lasts, rest) / share(calm, lasts, rest) : 1
  return { availability: down, lost: ((1 - down) * lasts + (1 - after) * (rest - lasts)) * tickLength }
}

function sum(values: readonly number[], from: number, to: number): number {
  let total = 0
  for (let i = from; i < to; i++) total += values[i]
  return total
}
