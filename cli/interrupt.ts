/**
 * Ctrl-C: the first SIGINT or SIGTERM asks the run to end after its tick, the second ends the process at once, because
 * from then on the signal has its usual effect.
 */
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export interface Interrupt {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** Exit code of a process that a signal ended: 130 for SIGINT, 143 for SIGTERM; 0 while there was none. */
  readonly exitCode: number
  /** Gives the signals their usual effect back. */
  release(): void
}

/** Begins to listen. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController()
  let exitCode = 0
  const release = () => {
    for (const name of SIGNALS) process.off(name, interrupt)
  }
  const interrupt = (name: NodeJS.Signals) => {
    exitCode = 128 + constants.signals[name]
    release()
    controller.abort()
  }
  for (const name of SIGNALS) process.on(name, interrupt)
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode
    },
    release,
  }
}
