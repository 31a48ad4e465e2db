/**
 * The foreman as a Web Worker. Its first message says how many hands it shall have and on which port it hears; they are up
 * before it hears anything.
 */
import { expose } from 'comlink'
import { createForeman } from '../foreman.ts'
import { startOneByOne, threadOf } from './thread.ts'

/** First message to a foreman. */
export interface Appointment {
  readonly hands: number
  readonly port: MessagePort
}

const startHand = () => new Worker(new URL('./hand.ts', import.meta.url), { type: 'module' })

async function begin({ data: { hands, port } }: MessageEvent<Appointment>): Promise<void> {
  const up = await startOneByOne(hands, startHand)
  expose(
    createForeman(() => threadOf(up.shift() ?? startHand())),
    port,
  )
}

addEventListener('message', begin, { once: true })
