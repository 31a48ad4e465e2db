/** A thread of Node that does runs of a comparison. */
import { expose } from 'comlink'
import { type Replicate, type Replicated, replicate } from '../../sim/experiment/replicate.ts'
import { equip } from '../../sim/scenario/load.ts'
import type { JobThread } from './pool.ts'
import { parentEndpoint } from './thread.ts'

const thread: JobThread<Replicate, Replicated> = {
  async work(job) {
    await equip(job.scenario)
    return replicate(job)
  },
}

expose(thread, parentEndpoint())
