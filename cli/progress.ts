/** The progress bar on stderr: only where somebody looks, at most ten times a second, gone at the end. */
import { SingleBar } from 'cli-progress'

export interface Progress {
  /** Tells how many ticks are done. */
  update(ticks: number): void
  stop(): void
}

const SILENT: Progress = { update() {}, stop() {} }

/** A bar from `first` to `total` ticks; silent when asked to be or when stderr is no terminal. */
export function progressBar(first: number, total: number, quiet: boolean): Progress {
  if (quiet || !process.stderr.isTTY) return SILENT
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {value}/{total} ticks | {rate}/s | {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 20,
    linewrap: true, // or a second Ctrl-C would leave the terminal without line breaks
    etaBuffer: 100,
    fps: 10,
    clearOnComplete: true,
    stream: process.stderr,
  })
  const started = performance.now()
  bar.start(total, first, { rate: '-' })
  return {
    update(ticks) {
      const seconds = (performance.now() - started) / 1000
      bar.update(ticks, { rate: seconds > 0 ? Math.round((ticks - first) / seconds) : '-' })
    },
    stop: () => bar.stop(),
  }
}
