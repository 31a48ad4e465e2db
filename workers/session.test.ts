import { expect, test } from 'vitest'
import { start } from '../sim/economy/run.ts'
import { loadScenario } from '../sim/scenario/load.ts'
import type { Frame } from './protocol.ts'
import { createSession } from './session.ts'

const PATH = 'scenarios/small.json'

/** Three operators whose prices fall while nobody is busy, and a few customers. */
function small(ticks: number, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    name: 'small',
    clock: { tick: '5 min', ticks },
    classes: [{ name: 'lookup', sla: '2 s' }],
    operators: [
      {
        name: 'falling',
        count: 3,
        price: '0.001 token/query',
        pricing: { rule: 'tatonnement', target: 0.9, speed: 0.02 },
      },
    ],
    customers: [{ name: 'people', count: 4, rate: '100/h' }],
    ...changes,
  })
}

const source = (text: string, files: Readonly<Record<string, string>> = {}) => ({ path: PATH, text, files })
/** Lets messages from outside in, as the way to the page does. */
const breath = () => new Promise<void>(resolve => setTimeout(resolve))

test('a scenario is described, and its first frame is empty', async () => {
  const { faults, description, frame } = await createSession().load(source(small(7)))
  expect(faults).toEqual([])
  expect(description).toEqual({
    name: 'small',
    about: '',
    seed: 'catallaxy',
    ticks: 7,
    tickLength: 300,
    classes: [{ name: 'lookup', sla: 2 }],
  })
  expect(frame).toMatchObject({ ticks: 0, done: false, failure: '', rate: 0 })
  expect(frame!.series.time.length).toBe(0)
})

test('steps and play end where a run without a session ends', async () => {
  const run = start(await loadScenario(PATH, async () => small(40)), [], { row: () => {} })
  while (!run.done) run.step()
  const session = createSession()
  await session.load(source(small(40)))
  expect(session.step().ticks).toBe(1)
  expect([...session.step().series.time]).toEqual([300, 600])
  let last: Frame | undefined
  await session.play(frame => {
    last = frame
  })
  expect(last).toMatchObject({ ticks: 40, done: true })
  expect(session.summary()).toEqual(run.summary())
  expect(session.step().ticks).toBe(40)
})

test('a pause is heard after the frame in which it comes, and play goes on', async () => {
  const session = createSession()
  await session.load(source(small(1_000_000)))
  const seen: number[] = []
  await session.play(async ({ ticks }) => {
    seen.push(ticks)
    await breath()
    if (seen.length === 3) session.pause()
  })
  expect(seen).toHaveLength(3)
  expect(session.step().ticks).toBe(seen[2] + 1)
})

test('another scenario ends the run that is playing', async () => {
  const session = createSession()
  await session.load(source(small(1_000_000)))
  const playing = session.play(breath)
  await breath()
  await session.load(source(small(5)))
  await playing
  expect(session.step()).toMatchObject({ ticks: 1 })
})

test('a scenario with faults leaves the run as it is', async () => {
  const session = createSession()
  await session.load(source(small(9)))
  session.step()
  const { faults, frame } = await session.load(source(small(9, { clock: { tick: 'soon' } })))
  expect(frame).toBeUndefined()
  expect(faults).toMatchObject([{ file: PATH, line: 1, path: 'clock.tick' }])
  expect(await session.check(source('{'))).toMatchObject([{ file: PATH, line: 1 }])
  expect(session.step().ticks).toBe(2)
})

test('a file that the session was not given is a fault that lists those it has', async () => {
  const price = { csv: { file: 'data/prices.csv', column: 'price', unit: 'token/query' } }
  const text = small(9, { operators: [{ name: 'listed', count: 2, price }] })
  const session = createSession()
  expect((await session.check(source(text, { 'scenarios/data/other.csv': 'a\n1\n' })))[0].message).toContain(
    'scenarios/data/other.csv',
  )
  expect(await session.check(source(text, { 'scenarios/data/prices.csv': 'price\n0.001\n0.002\n' }))).toEqual([])
})

test('a run that fails keeps what it recorded and does not go on', async () => {
  const session = createSession()
  await session.load(source(small(50, { market: { selection: { rule: 'formula', formula: 'price - 950' } } })))
  const frames: Frame[] = []
  await session.play(frame => {
    frames.push(frame)
  })
  const last = frames.at(-1)!
  expect(last.failure).toMatch(/^tick 3, .*weight/)
  expect(last).toMatchObject({ ticks: 3, done: false })
  expect(last.series.price_p50.length).toBe(3)
  expect(session.step()).toMatchObject({ ticks: 3, failure: last.failure })
})

test('nothing can be run before a scenario is loaded', () => {
  expect(() => createSession().step()).toThrow('no scenario is loaded')
})
