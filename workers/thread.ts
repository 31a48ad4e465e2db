/** A thread of the platform, as much of it as we use: `web/` and `node/` make it of Web Workers and of worker_threads. */
import type { Endpoint } from 'comlink'

export interface Thread {
  /** Where its messages go to and come from. */
  readonly endpoint: Endpoint
  /** Calls `listen`, at most once, when the thread ends by itself or by an error that it did not catch. */
  onDeath(listen: (why: string) => void): void
  /** Ends it at once, whatever it is doing. */
  end(): void
}
