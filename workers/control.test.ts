/**
 * The control between real threads: a bare one, on which hands count the rows they get instead of simulating them. The
 * hands here go in and out as those in hand.ts do.
 */
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { Control, controlBuffer } from './control.ts'

const MOST_ROWS = 300

/** A hand that adds 1 + phase to the entry of each row; row `poison` makes it throw. */
const HAND = `
  import { workerData } from 'node:worker_threads'
  import { Control } from '${new URL('./control.ts', import.meta.url)}'
  const { buffer, sums, version, poison } = workerData
  const control = new Control(buffer)
  while (!control.over) {
    const seen = control.epoch
    if (control.enter()) {
      const add = control.phase + 1
      control.leave(control.version !== version ? 0 : control.share((from, to) => {
        if (from <= poison && poison < to) throw new Error('row ' + poison + ' is poison')
        for (let row = from; row < to; row++) Atomics.add(sums, row, add)
      }))
    }
    if (control.version !== version) break
    control.awaitEpoch(seen)
  }`

const nothing = new Int32Array(new SharedArrayBuffer(4))
/** Sleeps so many milliseconds, as threads that simulate do: without an event loop. */
const pause = (milliseconds: number) => Atomics.wait(nothing, 0, 0, milliseconds)

/** Waits for what another thread does; a time limit of the test could not end this. */
function waitFor(condition: () => boolean): void {
  const until = performance.now() + 30_000
  while (!condition()) {
    if (performance.now() > until) throw new Error('waited in vain for 30 seconds')
    pause(0.05)
  }
}

const workers: Worker[] = []
afterEach(() => Promise.all(workers.splice(0).map(worker => worker.terminate())))

interface HandOptions {
  readonly version?: number
  readonly poison?: number
}

/** A control, the sums of its rows, and hands for it. */
function counting() {
  const control = new Control(controlBuffer())
  const sums = new Int32Array(new SharedArrayBuffer(4 * MOST_ROWS))
  return {
    control,
    sums,
    /** Starts a hand; resolves when its thread has ended. */
    hand({ version = 0, poison = -1 }: HandOptions = {}): Promise<number> {
      const workerData = { buffer: control.buffer, sums, version, poison }
      const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(HAND)}`), { workerData })
      workers.push(worker)
      return new Promise(resolve => worker.on('exit', resolve))
    },
    /** Runs a phase as the run's own thread does. */
    run(phase: number, rows: number, range: number): void {
      control.open(phase, rows, range)
      control.share((from, to) => {
        for (let row = from; row < to; row++) Atomics.add(sums, row, phase + 1)
      })
      control.close()
    },
    /** Runs a phase in which the run's own thread does nothing until the others have done all `rows`. */
    handsAlone(phase: number, rows: number, range: number): void {
      const all = control.helped + Math.ceil(rows / range)
      control.open(phase, rows, range)
      waitFor(() => control.helped === all)
      control.close()
    },
  }
}

test('every row of thousands of phases is done exactly once, by any number of threads', {
  timeout: 120_000,
}, async () => {
  const phase = fc.record({
    phase: fc.integer({ min: 0, max: 6 }),
    rows: fc.integer({ min: 0, max: MOST_ROWS }),
    range: fc.integer({ min: 1, max: 90 }),
  })
  const hands = fc.integer({ min: 0, max: 5 })
  let helped = 0
  await fc.assert(
    fc.asyncProperty(hands, fc.array(phase, { minLength: 1, maxLength: 40 }), async (count, phases) => {
      const { control, sums, hand, run, handsAlone } = counting()
      const over = Array.from({ length: count }, () => hand())
      const expected = new Int32Array(MOST_ROWS)
      // In the middle of the phases all hands are there, on however slow a machine.
      const middle = () => {
        if (count === 0) return
        handsAlone(0, 7, 1)
        for (let row = 0; row < 7; row++) expected[row]++
      }
      for (let repetition = 0; repetition < 30; repetition++) {
        if (repetition === 15) middle()
        for (const { phase, rows, range } of phases) {
          run(phase, rows, range)
          for (let row = 0; row < rows; row++) expected[row] += phase + 1
          if (sums.some((sum, row) => sum !== expected[row])) throw new Error('a row was missed or done twice')
        }
        // Hands begin while the phases go on.
        await setTimeout(repetition < 5 ? 10 : 0)
      }
      helped += control.helped
      control.end()
      expect(new Set(await Promise.all(over))).toEqual(count === 0 ? new Set() : new Set([0]))
    }),
    { numRuns: 12 },
  )
  expect(helped).toBeGreaterThan(0)
})

test('hands hear of every one of ten thousand phases in a row that they alone work on', { timeout: 120_000 }, () => {
  const { control, sums, hand, handsAlone } = counting()
  hand()
  hand()
  for (let phase = 0; phase < 10_000; phase++) handsAlone(0, 5, 2)
  expect([...sums.subarray(0, 6)]).toEqual([10_000, 10_000, 10_000, 10_000, 10_000, 0])
  expect(control.helped).toBe(30_000)
  control.end()
})

test('hands who slept through a long pause come for the next phase', async () => {
  const { sums, hand, handsAlone } = counting()
  hand()
  handsAlone(0, 1, 1)
  await setTimeout(300)
  handsAlone(2, 3, 1)
  expect([...sums.subarray(0, 4)]).toEqual([4, 3, 3, 0])
})

test('who comes too late has missed nothing: a phase does not wait for hands that have not begun on it', async () => {
  const { control, sums, hand, run, handsAlone } = counting()
  const over = hand()
  for (let phase = 0; phase < 50; phase++) run(0, 7, 3)
  expect([sums[0], sums[6], sums[7]]).toEqual([50, 50, 0])
  handsAlone(0, 7, 3)
  expect([sums[0], sums[6], sums[7]]).toEqual([51, 51, 0])
  control.end()
  expect(await over).toBe(0)
})

test('before the first phase nobody comes in: one who did would leave a later phase', () => {
  const control = new Control(controlBuffer())
  expect(control.enter()).toBe(false)
  control.open(0, 5, 5)
  expect(control.enter()).toBe(true)
  control.leave(control.share(() => undefined))
  control.close()
  expect(control.enter()).toBe(false)
})

test('a hand that knows an older memory does nothing and goes to map the new one', async () => {
  const { control, sums, hand, run, handsAlone } = counting()
  const old = hand()
  handsAlone(0, 4, 1)
  expect(control.helped).toBe(4)
  control.renew()
  expect(control.version).toBe(1)
  run(0, 4, 1)
  expect(await old).toBe(0)
  expect(control.helped).toBe(4)
  // One of the version before and one of the version now: the latter does all of the work.
  const late = hand({ version: 0 })
  hand({ version: 1 })
  handsAlone(0, 5, 1)
  expect(await late).toBe(0)
  expect(control.helped).toBe(9)
  expect([...sums.subarray(0, 6)]).toEqual([3, 3, 3, 3, 1, 0])
})

test('the end of the run sends everybody home, asleep or awake', async () => {
  const { control, hand, handsAlone } = counting()
  const over = [hand(), hand(), hand()]
  handsAlone(0, 9, 1)
  await setTimeout(50)
  control.end()
  expect(await Promise.all(over)).toEqual([0, 0, 0])
})

test('what a hand throws is thrown where the phase is closed, and nobody claims a further range', () => {
  const { control, sums, hand, handsAlone } = counting()
  hand({ poison: 2 })
  handsAlone(0, 2, 2)
  control.open(0, 300, 2)
  waitFor(() => sums[0] === 2)
  expect(() => control.close()).toThrow(/^row 2 is poison$/)
  expect([...sums.subarray(0, 5)]).toEqual([2, 2, 0, 0, 0])
})

test('of several failures the one on the lowest rows is told, whoever met it and whoever was first', () => {
  const failing = (why: string, first?: () => void) => () => {
    first?.()
    throw new Error(why)
  }
  const cases = (mine: Control, other: Control): [() => void, string][] => [
    [() => mine.share(failing('low', () => other.share(failing('high')))), 'low'],
    [() => other.share(failing('low', () => mine.share(failing('high')))), 'low'],
    [() => [mine.share(failing('first')), other.share(failing('second'))], 'first'],
    [() => [other.share(failing('first')), mine.share(failing('second'))], 'first'],
  ]
  for (const c of [0, 1, 2, 3]) {
    const mine = new Control(controlBuffer())
    const other = new Control(mine.buffer)
    mine.open(0, 6, 3)
    expect(other.enter()).toBe(true)
    const [work, told] = cases(mine, other)[c]
    work()
    other.leave(0)
    expect(() => mine.close()).toThrow(new Error(told))
  }
})

test('what the run’s own thread throws is thrown as it is', () => {
  const control = new Control(controlBuffer())
  const cause = new RangeError('row 4 is mine')
  control.open(0, 9, 4)
  expect(
    control.share(from => {
      if (from === 4) throw cause
    }),
  ).toBe(1)
  let thrown: unknown
  try {
    control.close()
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBe(cause)
})

test('a thread that is gone is not waited for, also when it was lost before the phase', () => {
  const control = new Control(controlBuffer())
  const other = new Control(control.buffer)
  control.open(0, 2, 1)
  other.enter()
  other.lose('lane 2 died: of old age')
  expect(() => control.close()).toThrow(/^lane 2 died: of old age$/)
  control.open(0, 2, 1)
  expect(() => control.close()).toThrow(/^lane 2 died: of old age$/)
})

test('a long reason is cut', () => {
  const control = new Control(controlBuffer())
  control.lose('é'.repeat(5000))
  control.open(0, 1, 1)
  expect(() => control.close()).toThrow(/^é{1000}$/)
})
