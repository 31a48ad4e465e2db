/** Threads of Node: worker_threads. */
import { parentPort, Worker } from 'node:worker_threads'
import type { Endpoint } from 'comlink'
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs'
import type { Thread } from '../thread.ts'

/** Starts a thread that runs the module at `url`. It does not keep the process alive. */
export function spawn(url: URL): Thread {
  const worker = new Worker(url)
  const endpoint = nodeEndpoint(worker)
  return {
    endpoint: {
      ...endpoint,
      addEventListener(type, listener) {
        endpoint.addEventListener(type, listener)
        // Whoever listens to a worker keeps the process alive unless it says otherwise.
        worker.unref()
      },
    },
    onDeath(listen) {
      let heard = false
      const once = (why: string) => {
        if (!heard) listen(why)
        heard = true
      }
      worker.on('error', cause => once(cause.message))
      worker.on('exit', code => once(`it ended with code ${code}`))
    },
    end: () => worker.terminate(),
  }
}

/** The way to the thread that started this one. */
export function parentEndpoint(): Endpoint {
  if (!parentPort) throw new Error('expected to run as a thread of another')
  return nodeEndpoint(parentPort)
}
