/**
 * A pool: independent jobs shared out over threads, each job whole on one of them. The outcomes stand in the order of the
 * jobs, whoever did them and whenever, and one that fails is an outcome with its error: the others go on.
 */
import { type Remote, releaseProxy, wrap } from 'comlink'
import type { Thread } from '../thread.ts'
import { spawn } from './thread.ts'

/** Milliseconds; any long time will do. */
const A_DAY = 86_400_000

/** What a thread of a pool exposes. */
export interface JobThread<Job, Result> {
  work(job: Job): Result | Promise<Result>
}

/** What became of a job: its result, or in one line why there is none. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: string }

export interface PoolOptions<Result> {
  /** Module of the threads; it exposes a JobThread. */
  readonly module: URL
  /** Most threads at a time. */
  readonly threads: number
  /** Ends all threads at once when it is aborted; jobs that are not done have no outcome. */
  readonly signal: AbortSignal
  /** Told of every outcome as it comes, with the number of its job. */
  readonly done?: (outcome: Outcome<Result>, job: number) => void
}

/** Does all jobs. Resolves to their outcomes in the order of the jobs, undefined where the signal came first. */
export async function shareOut<Job, Result>(
  jobs: readonly Job[],
  { module, threads, signal, done }: PoolOptions<Result>,
): Promise<(Outcome<Result> | undefined)[]> {
  const outcomes = new Array<Outcome<Result> | undefined>(jobs.length).fill(undefined)
  const stopped = aborted(signal)
  // Threads that only work do not keep the process alive.
  const awake = setInterval(() => {}, A_DAY)
  let next = 0
  /** One thread's day: jobs until there are none; a thread that dies has failed at its job, and another takes its place. */
  async function serve(): Promise<void> {
    let place: Place<Job, Result> | undefined
    while (next < jobs.length && !signal.aborted) {
      const job = next++
      place ??= hire<Job, Result>(module)
      const outcome = await Promise.race([place.work(jobs[job]), place.died, stopped])
      if (outcome === undefined) break
      outcomes[job] = outcome
      done?.(outcome, job)
      if (place.dead) place = undefined
    }
    place?.end()
  }
  try {
    await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, serve))
  } finally {
    clearInterval(awake)
  }
  return outcomes
}

interface Place<Job, Result> {
  work(job: Job): Promise<Outcome<Result>>
  /** Resolves when the thread dies. */
  readonly died: Promise<Outcome<never>>
  readonly dead: boolean
  end(): void
}

function hire<Job, Result>(module: URL): Place<Job, Result> {
  const thread: Thread = spawn(module)
  const hand = wrap<JobThread<Job, Result>>(thread.endpoint) as Remote<JobThread<unknown, unknown>>
  let dead = false
  const died = new Promise<Outcome<never>>(resolve =>
    thread.onDeath(why => {
      dead = true
      resolve({ error: `its thread died: ${why}` })
    }),
  )
  return {
    died,
    get dead() {
      return dead
    },
    async work(job) {
      try {
        return { result: (await hand.work(job)) as Result }
      } catch (cause) {
        return { error: cause instanceof Error ? cause.message : String(cause) }
      }
    },
    end() {
      hand[releaseProxy]()
      thread.end()
    },
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}
