/** The adapter comes with types, but not under the name by which it is imported. */
declare module 'comlink/dist/esm/node-adapter.mjs' {
  import type { MessagePort, Worker } from 'node:worker_threads'
  import type { Endpoint } from 'comlink'

  export default function nodeEndpoint(of: MessagePort | Worker): Endpoint
}
