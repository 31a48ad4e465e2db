/** Crews in Node: the foreman of this thread, started when it is first wanted. */
import { type Remote, wrap } from 'comlink'
import type { Scenario } from '../../sim/scenario/schema.ts'
import type { Traces } from '../../sim/scenario/trace.ts'
import { type Employed, employ } from '../crew.ts'
import type { Foreman } from '../foreman.ts'
import { spawn } from './thread.ts'

let foreman: Remote<Foreman> | undefined

/** As `employ`, with the foreman of this thread. */
export function crew(threads: number, scenario: Scenario, traces: Traces, least?: number): Employed {
  foreman ??= startForeman()
  return employ(foreman, threads, scenario, traces, least)
}

function startForeman(): Remote<Foreman> {
  const thread = spawn(new URL('./foreman.ts', import.meta.url))
  thread.onDeath(() => {
    foreman = undefined
  })
  return wrap<Foreman>(thread.endpoint)
}
