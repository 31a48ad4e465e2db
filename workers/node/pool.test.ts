/** The pool over real threads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { type Outcome, shareOut } from './pool.ts'

const folder = mkdtempSync(join(tmpdir(), 'catallaxy-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Threads that double a number, late ones first; 13 fails, 99 takes its thread along, and 0 never ends. */
const module = pathToFileURL(join(folder, 'thread.mjs'))
writeFileSync(
  module,
  `import { expose } from ${JSON.stringify(import.meta.resolve('comlink/dist/esm/comlink.mjs'))}
import { parentEndpoint } from ${JSON.stringify(new URL('./thread.ts', import.meta.url).href)}
const wait = ms => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
expose(
  {
    work(job) {
      if (job === 13) throw new Error('unlucky')
      if (job === 99) process.exit(3)
      wait(job === 0 ? 1e9 : 200 / job)
      return 2 * job
    },
  },
  parentEndpoint(),
)
`,
)

const NEVER = new AbortController().signal

test.each([1, 2, 5])('with %d threads outcomes stand in the order of the jobs', async threads => {
  const seen: number[] = []
  const jobs = [1, 4, 40, 2, 80, 20, 10]
  const outcomes = await shareOut<number, number>(jobs, {
    module,
    threads,
    signal: NEVER,
    done: (_, job) => seen.push(job),
  })
  expect(outcomes).toEqual(jobs.map(job => ({ result: 2 * job })))
  expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('a job that fails, or ends its thread, has an error as its outcome; the others go on', async () => {
  const outcomes = await shareOut<number, number>([13, 99, 7, 99, 9], { module, threads: 2, signal: NEVER })
  expect(outcomes).toEqual([
    { error: 'unlucky' },
    { error: 'its thread died: it ended with code 3' },
    { result: 14 },
    { error: 'its thread died: it ended with code 3' },
    { result: 18 },
  ])
})

test('the signal ends threads in the middle of their jobs; what was done stays', async () => {
  const stop = new AbortController()
  const outcomes = await shareOut<number, number>([20, 0, 0, 30], {
    module,
    threads: 2,
    signal: stop.signal,
    done: () => stop.abort(),
  })
  expect(outcomes).toEqual([{ result: 40 }, undefined, undefined, undefined])
})

test('without jobs, or stopped before it begins, nothing is done', async () => {
  const none: (Outcome<number> | undefined)[] = []
  expect(await shareOut<number, number>([], { module, threads: 3, signal: NEVER })).toEqual(none)
  expect(await shareOut<number, number>([7], { module, threads: 3, signal: AbortSignal.abort() })).toEqual([undefined])
})
