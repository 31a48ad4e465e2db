/**
 * Ticks one after the other, with a breath every 50 ms in which signals arrive and the progress bar moves. The work
 * between two breaths is whole ticks, so a run is stopped only where its state and its rows agree.
 */
import { setImmediate } from 'node:timers/promises'

const BREATH = 50

interface Stepping {
  readonly done: boolean
  step(): void
}

/** Runs until done, or until the signal is aborted; calls `breathe` at the start, about every 50 ms, and at the end. */
export async function runTicks(run: Stepping, signal: AbortSignal, breathe: () => void): Promise<void> {
  while (!run.done && !signal.aborted) {
    breathe()
    const until = performance.now() + BREATH
    do run.step()
    while (!run.done && performance.now() < until)
    await setImmediate()
  }
  breathe()
}
