/** The session over a real thread, which has a foreman and hands of its own. */
import { proxy, wrap } from 'comlink'
import { expect, onTestFinished, test } from 'vitest'
import { resume, start } from '../../sim/economy/run.ts'
import { loadScenario } from '../../sim/scenario/load.ts'
import type { Frame, Session } from '../protocol.ts'
import { spawn } from './thread.ts'

const PATH = 'scenarios/many.json'
const TICKS = 157

/** Enough customers for lanes; some of them leave, and come back. */
function many(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    name: 'many',
    clock: { tick: '1 min', ticks: TICKS },
    classes: [{ name: 'lookup', sla: '0.3 s' }],
    operators: [{ name: 'node', count: 7, price: '0.001 token/query', pricing: { rule: 'tatonnement' } }],
    customers: [{ name: 'people', count: 5000, rate: '20/h', loyalty: { memory: 2, patience: 0.4, comeback: '3/h' } }],
    ...changes,
  })
}

const source = (text: string) => ({ path: PATH, text, files: {} })
const scenario = (text: string) => loadScenario(PATH, async () => text)

function open() {
  const thread = spawn(new URL('./session.ts', import.meta.url))
  onTestFinished(() => thread.end())
  return wrap<Session>(thread.endpoint)
}

test.each([1, 2])('a session on a thread with %d lanes is that of a run without one', async lanes => {
  const text = many()
  const straight = start(await scenario(text), [], { row: () => {} })
  while (!straight.done) straight.step()

  const session = open()
  const loaded = await session.load(source(text), { lanes })
  expect(loaded).toMatchObject({ faults: [], description: { lanes, why: '' }, frame: { ticks: 0 } })
  for (const ticks of [1, 2]) expect((await session.step()).ticks).toBe(ticks)

  const frames: Frame[] = []
  await session.subscribe(proxy((frame: Frame) => void frames.push(frame)))
  const running = session.run()
  await session.pause()
  await running
  const { ticks } = frames.at(-1)!
  const bytes = await session.snapshot()
  expect((await session.step()).ticks).toBe(Math.min(TICKS, ticks + 1))

  const forked = await session.fork(source(text))
  expect(forked).toMatchObject({ faults: [], description: { lanes } })
  await session.run()
  expect(frames.at(-1)).toMatchObject({ ticks: TICKS, done: true, failure: '' })
  expect(frames.at(-1)!.series.time.length).toBe(TICKS)
  expect(await session.summary()).toEqual(straight.summary())

  const resumed = resume(await scenario(text), [], bytes, { row: () => {} })
  while (!resumed.done) resumed.step()
  expect(resumed.fingerprint()).toBe(straight.fingerprint())
})

test('what is wrong with a fork comes back over the thread, and the run stays', async () => {
  const session = open()
  await session.load(source(many()), { lanes: 2 })
  await session.step()
  const { faults } = await session.fork(source(many({ customers: [{ name: 'people', count: 4999, rate: '20/h' }] })))
  expect(faults).toMatchObject([{ message: 'fork: expected 5000 rows of customers as before, got 4999' }])
  expect((await session.step()).ticks).toBe(2)
})

test('one session runs scenarios on many, few and many lanes again', async () => {
  const session = open()
  const ends: string[] = []
  for (const lanes of [3, 1, 2]) {
    await session.load(source(many()), { lanes })
    await session.run()
    ends.push((await session.summary()).fingerprint)
  }
  expect(new Set(ends).size).toBe(1)
})
