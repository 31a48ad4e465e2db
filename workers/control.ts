/**
 * What the threads of a run agree on, in shared memory: which phase is open, which ranges of its rows are taken, who is at
 * work. Ranges come from one counter and a gate closes behind each phase; nobody holds a lock.
 *
 * The run's own thread opens the gate, works, closes it and waits until all who came in have left. Who is late finds the
 * gate closed and has missed nothing: a phase never waits for a thread that has not begun on it.
 */

/** Places of the words. */
const EPOCH = 0 // phases opened so far; threads sleep on it
const GATE = 1 // threads inside, and CLOSED
const NEXT = 2 // next range
const PHASE = 3
const ROWS = 4
const VERSION = 5 // of the memory: a thread that has mapped an older one must not come in
const OVER = 6 // 1: the run is over for all threads but its own
const FAILED = 7 // NONE, WRITING or WRITTEN
const LENGTH = 8 // bytes of the text that says why
const BEAT = 9 // counts up as long as somebody watches over the threads
const RANGE = 10 // rows in a range
const HELPED = 11 // ranges done by others than the run's own thread
const ROW = 12 // where the range begins that failed, or LOST
const WORDS = 13

const CLOSED = 1 << 30
const NONE = 0
const WRITING = 1
const WRITTEN = 2
const LOST = -1 // a thread is gone: it will not leave
const TEXT = 4 * WORDS
const MOST_TEXT = 2000

/** Looks at a word before a thread goes to sleep: about ten microseconds, what waking up costs. */
const SPINS = 4000
/** Milliseconds between looks at the heartbeat, and looks without one until the threads count as lost. */
const PATIENCE = 1000
const LOOKS = 10

/** Shared memory for a control. The gate is closed until the first phase: who came in before would be counted out of it twice. */
export function controlBuffer(): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(TEXT + MOST_TEXT)
  new Int32Array(buffer, 0, WORDS)[GATE] = CLOSED
  return buffer
}

export class Control {
  readonly buffer: SharedArrayBuffer
  readonly #words: Int32Array
  readonly #text: Uint8Array
  /** What the work of this thread last threw. */
  #thrown: unknown

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer
    this.#words = new Int32Array(buffer, 0, WORDS)
    this.#text = new Uint8Array(buffer, TEXT, MOST_TEXT)
  }

  get phase(): number {
    return this.#words[PHASE]
  }

  /** Whether threads are to go home. */
  get over(): boolean {
    return Atomics.load(this.#words, OVER) === 1
  }

  /** Phases opened so far, and calls to come and look. */
  get epoch(): number {
    return Atomics.load(this.#words, EPOCH)
  }

  /** Ranges that threads other than the run's own have done so far. */
  get helped(): number {
    return Atomics.load(this.#words, HELPED)
  }

  /** Lets threads in for `rows` rows of a phase, `range` of them at a time; the run's own thread alone. */
  open(phase: number, rows: number, range: number): void {
    const words = this.#words
    words[PHASE] = phase
    words[ROWS] = rows
    words[RANGE] = range
    Atomics.store(words, NEXT, 0)
    Atomics.store(words, GATE, 0)
    Atomics.add(words, EPOCH, 1)
    Atomics.notify(words, EPOCH)
  }

  /**
   * Runs `work` for the ranges of the open phase that this thread gets hold of; returns how many it has done. When `work`
   * throws, nobody claims a further range, and `close` says why.
   */
  share(work: (from: number, to: number) => void): number {
    const words = this.#words
    const rows = words[ROWS]
    const range = words[RANGE]
    for (let done = 0; ; done++) {
      const from = Atomics.add(words, NEXT, 1) * range
      if (from >= rows) return done
      try {
        work(from, Math.min(rows, from + range))
      } catch (cause) {
        this.#thrown = cause
        this.#tell(cause instanceof Error ? cause.message : String(cause), from)
        return done
      }
    }
  }

  /**
   * Closes the gate and waits until everybody inside has left. Throws what the work on the lowest rows threw, which is what
   * one thread alone would have met first, or an Error when a thread is gone or all are lost.
   */
  close(): void {
    const words = this.#words
    Atomics.or(words, GATE, CLOSED)
    let looks = 0
    let beat = Atomics.load(words, BEAT)
    for (let spins = 0; ; spins++) {
      const gate = Atomics.load(words, GATE)
      if (gate === CLOSED || (Atomics.load(words, FAILED) === WRITTEN && words[ROW] === LOST)) break
      if (spins < SPINS || Atomics.wait(words, GATE, gate, PATIENCE) !== 'timed-out') continue
      const now = Atomics.load(words, BEAT)
      looks = now === beat ? looks + 1 : 0
      beat = now
      if (looks === LOOKS) throw new Error('the other threads have not been heard of for ten seconds')
    }
    if (Atomics.load(words, FAILED) === NONE) return
    const failure = this.#failure()
    throw this.#thrown instanceof Error && this.#thrown.message === failure ? this.#thrown : new Error(failure)
  }

  /** Sleeps until `epoch` is no longer `seen`: a phase has been opened, the memory has moved or the run is over. */
  awaitEpoch(seen: number): void {
    const words = this.#words
    for (let spins = 0; spins < SPINS; spins++) if (Atomics.load(words, EPOCH) !== seen) return
    Atomics.wait(words, EPOCH, seen)
  }

  /** Comes in if the gate is open. Who came in leaves. */
  enter(): boolean {
    const words = this.#words
    for (;;) {
      const gate = Atomics.load(words, GATE)
      if ((gate & CLOSED) !== 0) return false
      if (Atomics.compareExchange(words, GATE, gate, gate + 1) === gate) return true
    }
  }

  /** Goes out, having done so many ranges. */
  leave(done: number): void {
    const words = this.#words
    Atomics.add(words, HELPED, done)
    if (Atomics.sub(words, GATE, 1) === CLOSED + 1) Atomics.notify(words, GATE)
  }

  /** Number of the memory that a phase works on. */
  get version(): number {
    return Atomics.load(this.#words, VERSION)
  }

  /** The memory has moved: threads must map it anew. The gate is closed. */
  renew(): void {
    Atomics.add(this.#words, VERSION, 1)
    this.#wakeAll()
  }

  /** The run is over, or goes on without them: threads go home. */
  end(): void {
    Atomics.store(this.#words, OVER, 1)
    this.#wakeAll()
  }

  /** Says why a thread is gone: it cannot work, and if it is inside, it will not leave. */
  lose(why: string): void {
    this.#tell(why, LOST)
    Atomics.notify(this.#words, GATE)
  }

  /** Somebody watches over the threads and would say so if one died. */
  beat(): void {
    Atomics.add(this.#words, BEAT, 1)
  }

  /** Writes down why the rows from `row` on cannot be done; of several, the lowest are heard. */
  #tell(why: string, row: number): void {
    const words = this.#words
    Atomics.store(words, NEXT, words[ROWS])
    let was = Atomics.load(words, FAILED)
    while (was === WRITING || Atomics.compareExchange(words, FAILED, was, WRITING) !== was) {
      // Who does not come to an end with writing has died.
      if (Atomics.wait(words, FAILED, WRITING, PATIENCE) === 'timed-out') return
      was = Atomics.load(words, FAILED)
    }
    if (was === NONE || row < words[ROW]) {
      const bytes = new TextEncoder().encode(why).subarray(0, MOST_TEXT)
      this.#text.set(bytes)
      words[LENGTH] = bytes.length
      words[ROW] = row
    }
    Atomics.store(words, FAILED, WRITTEN)
    Atomics.notify(words, FAILED)
  }

  #failure(): string {
    Atomics.wait(this.#words, FAILED, WRITING, PATIENCE)
    return new TextDecoder().decode(this.#text.slice(0, this.#words[LENGTH]))
  }

  #wakeAll(): void {
    Atomics.add(this.#words, EPOCH, 1)
    Atomics.notify(this.#words, EPOCH)
  }
}
