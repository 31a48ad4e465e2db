/** The foreman as a thread of Node. */
import { expose } from 'comlink'
import { createForeman } from '../foreman.ts'
import { parentEndpoint, spawn } from './thread.ts'

expose(
  createForeman(() => spawn(new URL('./hand.ts', import.meta.url))),
  parentEndpoint(),
)
