/** Threads of browsers: Web Workers. */
import type { Thread } from '../thread.ts'

/** A worker as a thread. */
export function threadOf(worker: Worker): Thread {
  return {
    endpoint: worker,
    onDeath(listen) {
      worker.addEventListener('error', ({ message }) => listen(message || 'it could not be started'), { once: true })
    },
    end: () => worker.terminate(),
  }
}

/**
 * Starts `count` workers one after another, each when the one before has said by a message that it has come up; leaves out
 * those that have not. Firefox (153) hangs for good in one of many calls of `new Worker` that a worker makes, and far less
 * often where nothing else starts or blocks.
 */
export async function startOneByOne(count: number, start: () => Worker): Promise<Worker[]> {
  const up: Worker[] = []
  for (let n = 0; n < count; n++) {
    const worker = start()
    const came = await new Promise(resolve => {
      worker.addEventListener('message', () => resolve(true), { once: true })
      worker.addEventListener('error', () => resolve(false), { once: true })
    })
    if (came) up.push(worker)
  }
  return up
}
