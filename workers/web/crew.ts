/** Crews in browsers: the foreman of this worker, started when it is first wanted, and anew when more hands are. */
import { type Remote, wrap } from 'comlink'
import type { Scenario } from '../../sim/scenario/schema.ts'
import type { Traces } from '../../sim/scenario/trace.ts'
import { type Employed, employ } from '../crew.ts'
import type { Foreman } from '../foreman.ts'
import type { Appointment } from './foreman.ts'
import { threadOf } from './thread.ts'

interface Hired {
  readonly foreman: Remote<Foreman>
  readonly hands: number
  /** Ends it and its hands. */
  end(): void
}

let hired: Hired | undefined

/** As `employ`, with the foreman of this worker; one crew at a time. It comes to help when all its hands are up. */
export function crew(threads: number, scenario: Scenario, traces: Traces, least?: number): Employed {
  const hands = threads - 1
  if (hired && hired.hands < hands) {
    hired.end()
    hired = undefined
  }
  hired ??= startForeman(hands)
  return employ(hired.foreman, threads, scenario, traces, least)
}

function startForeman(hands: number): Hired {
  const worker = new Worker(new URL('./foreman.ts', import.meta.url), { type: 'module' })
  const { port1, port2 } = new MessageChannel()
  const first: Appointment = { hands, port: port2 }
  worker.postMessage(first, [port2])
  const thread = threadOf(worker)
  const mine = { foreman: wrap<Foreman>(port1), hands, end: thread.end }
  thread.onDeath(() => {
    if (hired === mine) hired = undefined
  })
  return mine
}
