/** A thread of Node that does runs of a comparison. */
import { expose } from 'comlink'
import { type Replicate, type Replicated, replicate } from '../../sim/experiment/replicate.ts'
import type { JobThread } from './pool.ts'
import { parentEndpoint } from './thread.ts'

const thread: JobThread<Replicate, Replicated> = { work: replicate }

expose(thread, parentEndpoint())
