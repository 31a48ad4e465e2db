import { expect, test } from 'vitest'
import { resume, start } from '../sim/economy/run.ts'
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
    market: true,
    agents: [],
    lanes: 1,
    why: '',
  })
  expect(frame).toMatchObject({ ticks: 0, done: false, failure: '', rate: 0 })
  expect(frame!.series.time.length).toBe(0)
  expect(frame!.payments).toEqual([])
})

test('steps and a run end where a run without a session ends', async () => {
  const run = start(await loadScenario(PATH, async () => small(40)), [], { row: () => {} })
  while (!run.done) run.step()
  const session = createSession()
  await session.load(source(small(40)))
  expect(session.step().ticks).toBe(1)
  expect([...session.step().series.time]).toEqual([300, 600])
  let last: Frame | undefined
  session.subscribe(frame => {
    last = frame
  })
  await session.run()
  expect(last).toMatchObject({ ticks: 40, done: true })
  expect(last!.payments).toEqual(run.summary().flows)
  expect(session.summary()).toEqual(run.summary())
  expect(session.step().ticks).toBe(40)
})

test('a pause is heard after the frame in which it comes, and the run goes on from there', async () => {
  const session = createSession()
  await session.load(source(small(1_000_000)))
  const seen: number[] = []
  session.subscribe(async ({ ticks }) => {
    seen.push(ticks)
    await breath()
    if (seen.length === 3) session.pause()
  })
  await session.run()
  expect(seen).toHaveLength(3)
  expect(session.step().ticks).toBe(seen[2] + 1)
})

test('another scenario ends the run that is playing', async () => {
  const session = createSession()
  await session.load(source(small(1_000_000)))
  const playing = session.run()
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
  session.subscribe(frame => {
    frames.push(frame)
  })
  await session.run()
  const last = frames.at(-1)!
  expect(last.failure).toMatch(/^tick 3, .*weight/)
  expect(last).toMatchObject({ ticks: 3, done: false })
  expect(last.series.price_p50.length).toBe(3)
  expect(session.step()).toMatchObject({ ticks: 3, failure: last.failure })
})

test('frames go to the last who subscribed, and a run without a subscriber hears a pause too', async () => {
  const session = createSession()
  await session.load(source(small(1_000_000)))
  const seen: string[] = []
  session.subscribe(() => seen.push('first'))
  session.subscribe(() => {
    seen.push('second')
    session.subscribe()
  })
  const running = session.run()
  await breath()
  await breath()
  session.pause()
  await running
  expect(seen).toEqual(['second'])
})

test('a pause and a run right after it leave one loop, not two', async () => {
  const session = createSession()
  await session.load(source(small(1_000_000)))
  let taking = 0
  let most = 0
  let frames = 0
  session.subscribe(async () => {
    most = Math.max(most, ++taking)
    if (++frames === 5) session.pause()
    await breath()
    taking--
  })
  const first = session.run()
  session.pause()
  await Promise.all([first, session.run()])
  // The frame that the first loop had given may still be being taken.
  expect(most).toBeLessThanOrEqual(2)
  expect(frames).toBe(5)
})

test('a subscriber that throws pauses the run, which goes on later', async () => {
  const session = createSession()
  await session.load(source(small(1_000_000)))
  session.subscribe(() => {
    throw new Error('no more frames')
  })
  await expect(session.run()).rejects.toThrow('no more frames')
  const { ticks } = session.step()
  session.subscribe(() => session.pause())
  await session.run()
  expect(session.step().ticks).toBeGreaterThan(ticks + 1)
})

test('a snapshot goes on outside the session to the same bits', async () => {
  const session = createSession()
  await session.load(source(small(30)))
  for (let tick = 0; tick < 11; tick++) session.step()
  const scenario = await loadScenario(PATH, async () => small(30))
  const run = resume(scenario, [], session.snapshot(), { row: () => {} })
  expect(run.ticks).toBe(11)
  while (!run.done) run.step()
  await session.run()
  expect(session.summary()).toEqual(run.summary())
})

test('a fork goes on under other rules with the charts it has, and one without changes is no other run', async () => {
  const ended = async (fork: string | undefined) => {
    const session = createSession()
    await session.load(source(small(30)))
    for (let tick = 0; tick < 11; tick++) session.step()
    const before = session.step().series.price_p50
    if (fork) {
      const { faults, description, frame } = await session.fork(source(fork))
      expect(faults).toEqual([])
      expect(description!.name).toBe('small')
      expect(frame!.ticks).toBe(12)
      expect(frame!.series.price_p50).toEqual(before)
    }
    for (let tick = 12; tick < 29; tick++) session.step()
    return { prices: session.step().series.price_p50, fingerprint: session.summary().fingerprint }
  }
  const plain = await ended(undefined)
  expect(await ended(small(30))).toEqual(plain)
  const fixed = [{ name: 'falling', count: 3, price: '0.001 token/query' }]
  const { prices } = await ended(small(30, { operators: fixed }))
  expect(prices.length).toBe(30)
  expect(prices.subarray(0, 12)).toEqual(plain.prices.subarray(0, 12))
  // They have fallen until then, and the new rule leaves them where they are.
  expect(new Set(prices.subarray(12))).toEqual(new Set([plain.prices[11]]))
  expect(prices[29]).not.toBe(plain.prices[29])
})

test('a fork of another population, of a text with faults, or of a run that failed is a fault, and the run stays', async () => {
  const session = createSession()
  await expect(session.fork(source(small(9)))).rejects.toThrow('no scenario is loaded')
  await session.load(source(small(9)))
  session.step()
  const more = await session.fork(source(small(9, { customers: [{ name: 'people', count: 6, rate: '100/h' }] })))
  expect(more).toEqual({
    faults: [
      { file: PATH, line: 0, column: 0, path: '', message: 'fork: expected 4 rows of customers as before, got 6' },
    ],
  })
  expect((await session.fork(source('{'))).faults).toMatchObject([{ line: 1 }])
  expect(session.step().ticks).toBe(2)

  await session.load(source(small(50, { market: { selection: { rule: 'formula', formula: 'price - 950' } } })))
  await session.run()
  const failure = /^expected a run that can go on, got one that has failed: tick 3, /
  expect((await session.fork(source(small(50)))).faults).toMatchObject([{ message: expect.stringMatching(failure) }])
  expect(() => session.snapshot()).toThrow(failure)
})

test('other threads are employed for as many lanes as the scenario can use, and sent home after the run', async () => {
  const events: string[] = []
  const employ = (threads: number) => {
    events.push(`${threads} lanes`)
    // A crew of one: what it does is that of other tests.
    const join = () => ({ least: Infinity, run: () => {} })
    return { threads, helped: 0, join, end: () => events.push('end') }
  }
  const many = { customers: [{ name: 'people', count: 5000, rate: '1/h' }] }
  const session = createSession({ employ })
  const lanes = async (text: string, wanted: number) =>
    (({ lanes, why }) => ({ lanes, why }))((await session.load(source(text), { lanes: wanted })).description!)
  expect(await lanes(small(9, many), 3)).toEqual({ lanes: 3, why: '' })
  expect((await session.fork(source(small(10, many)))).description!.lanes).toBe(3)
  expect((await session.fork(source(small(10)))).faults).toHaveLength(1)
  expect(await lanes(small(9), 2)).toEqual({
    lanes: 1,
    why: 'one lane: fewer than 4096 customers are not worth sharing',
  })
  expect(await lanes(small(9, many), 1)).toEqual({ lanes: 1, why: '' })
  expect(events).toEqual(['3 lanes', '3 lanes', 'end', 'end'])
})

test('without other threads there is one lane, and the reason is said', async () => {
  const text = small(9, { customers: [{ name: 'people', count: 5000, rate: '1/h' }] })
  const session = createSession({ none: 'the page is not cross-origin isolated' })
  const { description } = await session.load(source(text), { lanes: 4 })
  expect(description).toMatchObject({ lanes: 1, why: 'one lane: the page is not cross-origin isolated' })
})

test('nothing can be run before a scenario is loaded', () => {
  expect(() => createSession().step()).toThrow('no scenario is loaded')
})
