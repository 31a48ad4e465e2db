/**
 * What `lanes.test.ts` runs as a worker of the page: a scenario for some ticks on several numbers of lanes, with crews that
 * share phases of hardly any rows, so that small scenarios have them at work too.
 */
import { start } from '../sim/economy/run.ts'
import type { Source } from '../workers/protocol.ts'
import { read } from '../workers/reading.ts'
import { crew } from '../workers/web/crew.ts'

export interface Question {
  readonly source: Source
  readonly ticks: number
  readonly lanes: readonly number[]
  /** Rows from which a phase is shared. */
  readonly least: number
}

export interface Answer {
  readonly lanes: number
  readonly fingerprint: string
  readonly history: string
  /** Ranges that other threads have done. */
  readonly helped: number
}

/** Milliseconds in which threads that run already join a run. */
const JOINING = 40

async function answer({ source, ticks, lanes, least }: Question): Promise<Answer[]> {
  const { scenario, traces } = await read(source)
  const answers: Answer[] = []
  for (const threads of lanes) {
    const hands = threads > 1 ? crew(threads, scenario, traces, least) : undefined
    const run = start(scenario, traces, { row: () => undefined }, hands)
    // A worker that does not return to its messages starts no other.
    if (hands) await new Promise(resolve => setTimeout(resolve, JOINING))
    for (let tick = 0; tick < ticks; tick++) run.step()
    hands?.end()
    const { fingerprint, history } = run.summary()
    answers.push({ lanes: threads, fingerprint, history, helped: hands?.helped ?? 0 })
  }
  return answers
}

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  try {
    postMessage({ answers: await answer(data) })
  } catch (cause) {
    postMessage({ failure: String(cause) })
  }
})
