/**
 * Threads that fail and threads that die: the run ends with an error that says in which phase and tick and why, in time,
 * and the foreman serves the next run. The foremen and hands of these tests are threads like the real ones, made of the
 * same functions, with something wrong in them.
 */
import { setTimeout } from 'node:timers/promises'
import { wrap } from 'comlink'
import { afterEach, expect, test, vi } from 'vitest'
import { type Run, start } from '../sim/economy/run.ts'
import { TICK } from '../sim/economy/tick.ts'
import { asking, scenarioOf, traced } from '../sim/economy/trial.ts'
import type { World } from '../sim/economy/world.ts'
import { PhaseError } from '../sim/engine/engine.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { type Employed, employ, LEAST_ROWS } from './crew.ts'
import type { Foreman } from './foreman.ts'
import { spawn } from './node/thread.ts'
import type { Thread } from './thread.ts'
import { takeTurns } from './turns.ts'

const quoted = (url: URL) => JSON.stringify(url.href)
const here = (path: string) => quoted(new URL(path, import.meta.url))
const module = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`)
const IMPORTS = `
  import { expose } from ${here('../node_modules/comlink/dist/esm/comlink.mjs')}
  import { parentEndpoint, spawn } from ${here('./node/thread.ts')}`

/** The module of a hand who does `race` in place of the phase of that name. */
const handWho = (race: string) => `${IMPORTS}
  import { TICK } from ${here('../sim/economy/tick.ts')}
  import { createHand } from ${here('./hand.ts')}
  TICK.find(({ name }) => name === 'race').run = () => { ${race} }
  expose(createHand(), parentEndpoint())`

/** The module of a foreman whose hands come of `spawning`, and who does `hired` when a run has hired. */
const foremanWho = (spawning: string, hired = '') => `${IMPORTS}
  import { createForeman } from ${here('./foreman.ts')}
  const foreman = createForeman(() => ${spawning})
  const hire = (...job) => { foreman.hire(...job); ${hired} }
  expose({ ...foreman, hire }, parentEndpoint())`

const spawning = (hand: string) => `spawn(new URL(${quoted(module(hand))}))`
const REAL = `spawn(new URL(${here('./node/hand.ts')}))`

const threads: Thread[] = []
afterEach(() => {
  for (const thread of threads.splice(0)) thread.end()
  vi.restoreAllMocks()
})

function foremanOf(source: string) {
  const thread = spawn(module(source))
  threads.push(thread)
  thread.onDeath(() => undefined)
  return { thread, foreman: wrap<Foreman>(thread.endpoint) }
}

const nobody = { row: () => undefined }
const market = (part: object = {}) =>
  scenarioOf({
    clock: { tick: '1 s', ticks: 10_000_000 },
    token: { price: '1 USD/token', supply: '100000000 token' },
    record: { check: 1000 },
    customers: [{ name: 'customer', count: 700, rate: '5/s' }],
    ...part,
  })

const nothing = new Int32Array(new SharedArrayBuffer(4))

/** Lets this thread do something before each range of the phase. */
function before(name: string, act: (world: World) => unknown): () => void {
  const phase = TICK.find(phase => phase.name === name)
  if (!phase) throw new Error(`expected a phase "${name}"`)
  const { run } = phase
  const spy = vi.spyOn(phase, 'run').mockImplementation((world, from, to) => {
    act(world)
    return run(world, from, to)
  })
  return () => spy.mockRestore()
}

/** Runs until a phase fails; returns its error. */
function failureOf(run: Run): PhaseError {
  const until = performance.now() + 40_000
  try {
    while (performance.now() < until) run.step()
  } catch (error) {
    if (error instanceof PhaseError) return error
    throw error
  }
  throw new Error('expected the run to fail within 40 seconds')
}

/** Runs `scenario` alone and with `hands` for some ticks after the first in which these have helped; their fingerprints. */
function alone(run: Run, hands: Employed, scenario: Scenario): readonly [string, string] {
  const until = performance.now() + 40_000
  while (hands.helped === 0 && performance.now() < until) run.step()
  for (let more = 0; more < 3; more++) run.step()
  expect(hands.helped).toBeGreaterThan(0)
  const other = start(scenario, [], nobody)
  while (other.ticks < run.ticks) other.step()
  return [run.fingerprint(), other.fingerprint()]
}

test.each([
  ['throws', `throw new Error('the ground is soft')`, /^tick \d+, race: the ground is soft$/],
  ['throws no error', `throw 'soft'`, /^tick \d+, race: soft$/],
  ['ends its process', 'process.exit(7)', /^tick \d+, race: lane 2 died: it ended with code 7$/],
])('a hand that %s in a phase ends the run', { timeout: 60_000 }, (_, race, message) => {
  const { foreman } = foremanOf(foremanWho(spawning(handWho(race))))
  const scenario = market()
  const hands = employ(foreman, 2, scenario, [], 32)
  const run = start(scenario, [], nobody, hands)
  const error = failureOf(run)
  expect(error.message).toMatch(message)
  expect([error.phase, error.tick]).toEqual(['race', run.ticks])
  hands.end()
})

test('what the run’s own thread throws comes out as on one lane', () => {
  const cause = new RangeError('row 3 is odd')
  before('race', world => {
    if (world.tick === 3) throw cause
  })
  const { foreman } = foremanOf(foremanWho(REAL))
  const scenario = market()
  const hands = employ(foreman, 3, scenario, [], 32)
  for (const error of [failureOf(start(scenario, [], nobody, hands)), failureOf(start(scenario, [], nobody))]) {
    expect(error.message).toBe('tick 3, race: row 3 is odd')
    expect(error.cause).toBe(cause)
  }
  hands.end()
})

test('where all operators fail at once, every number of lanes names the one that one lane names', {
  timeout: 60_000,
}, () => {
  const formula = 'time > 40 ? 1 / (stake - stake) : price'
  const operators = [
    { name: 'first', count: 3 },
    { name: 'second', count: 403, pricing: { rule: 'formula', formula }, repricing: { every: '1 s' } },
  ]
  const customers = [{ name: 'customer', count: 60, rate: '1/s' }]
  const scenario = market({ operators, customers })
  const expected = failureOf(start(scenario, [], nobody)).message
  expect(expected).toMatch(/^tick 41, reprice: .* for operator second-1 at tick 41, got /)
  const { foreman } = foremanOf(foremanWho(REAL))
  for (const lanes of [2, 3, 4]) {
    const hands = employ(foreman, lanes, scenario, [], 16)
    const turns = takeTurns()
    const run = start(scenario, [], nobody, turns.with(hands))
    while (run.ticks < 41) run.step()
    turns.end()
    expect(hands.helped).toBeGreaterThan(0)
    // The others fail first, on higher rows.
    const restore = before('reprice', () => Atomics.wait(nothing, 0, 0, 20))
    expect(failureOf(run).message).toBe(expected)
    restore()
    hands.end()
  }
})

test('a hand that is ended in the middle of a phase ends the run', { timeout: 60_000 }, () => {
  // It would never come to an end by itself.
  const { foreman } = foremanOf(foremanWho(spawning(handWho('for (;;);')), 'setTimeout(() => foreman.fire(0), 1500)'))
  const scenario = market()
  const hands = employ(foreman, 2, scenario, [], 32)
  const began = performance.now()
  expect(failureOf(start(scenario, [], nobody, hands)).message).toMatch(/^tick \d+, race: lane 2 died: it was ended$/)
  expect(performance.now() - began).toBeLessThan(10_000)
  hands.end()
})

test('hands that are ended at any moment end the run, and the foreman serves the next', {
  timeout: 100_000,
}, async () => {
  const scenario = market({ customers: [{ name: 'customer', count: 3 * LEAST_ROWS, rate: '1/s' }] })
  const { foreman } = foremanOf(
    foremanWho(
      REAL,
      'globalThis.next ??= 0; setTimeout(() => foreman.fire(1), globalThis.next); globalThis.next += 300',
    ),
  )
  for (let repetition = 0; repetition < 4; repetition++) {
    const hands = employ(foreman, 3, scenario, [])
    expect(failureOf(start(scenario, [], nobody, hands)).message).toMatch(/^tick \d+, race: lane 3 died: it was ended$/)
    hands.end()
    await setTimeout(0)
  }
})

test('a hand that is ended while it has nothing to do ends the run at the next phase, and the next run has a new one', async () => {
  const { foreman } = foremanOf(foremanWho(REAL))
  const scenario = market()
  const hands = employ(foreman, 3, scenario, [], 32)
  const run = start(scenario, [], nobody, hands)
  const [bits, same] = alone(run, hands, scenario)
  expect(bits).toBe(same)
  await foreman.fire(1)
  const tick = run.ticks
  expect(() => run.step()).toThrow(new RegExp(`^tick ${tick}, race: lane 3 died: it was ended$`))
  hands.end()

  const again = employ(foreman, 3, scenario, [], 32)
  const [next, nextSame] = alone(start(scenario, [], nobody, again), again, scenario)
  expect(next).toBe(nextSame)
  again.end()
})

test('without its foreman a run that waits for a hand gives up after ten seconds', { timeout: 60_000 }, () => {
  const { foreman } = foremanOf(foremanWho(spawning(handWho('for (;;);')), 'setTimeout(() => process.exit(3), 5000)'))
  const scenario = market()
  const hands = employ(foreman, 2, scenario, [], 32)
  expect(failureOf(start(scenario, [], nobody, hands)).message).toMatch(
    /^tick \d+, race: the other threads have not been heard of for ten seconds$/,
  )
})

test('a run that loses its foreman while nobody is at work goes on alone to the same bits', async () => {
  const { thread, foreman } = foremanOf(foremanWho(REAL))
  const scenario = market()
  const hands = employ(foreman, 2, scenario, [], 32)
  const run = start(scenario, [], nobody, hands)
  alone(run, hands, scenario)
  thread.end()
  await setTimeout(300)
  const { helped } = hands
  const until = run.ticks + 5
  const other = start(scenario, [], nobody)
  while (run.ticks < until) run.step()
  while (other.ticks < until) other.step()
  expect(hands.helped).toBe(helped)
  expect(run.fingerprint()).toBe(other.fingerprint())
})

test.each([
  [
    'cannot be started',
    `(() => { throw new Error('no threads left') })()`,
    'the other threads could not be started: no threads left',
  ],
  ['have no program', `spawn(new URL(${here('./missing.ts')}))`, 'lane 2 died: Cannot find module'],
])('hands that %s end the run', async (_, spawning, why) => {
  const { foreman } = foremanOf(foremanWho(spawning))
  const scenario = market()
  const hands = employ(foreman, 2, scenario, [], 32)
  const run = start(scenario, [], nobody, hands)
  const thrown = (async () => {
    for (const until = performance.now() + 20_000; performance.now() < until; await setTimeout(5)) run.step()
  })()
  await expect(thrown).rejects.toThrow(why)
  hands.end()
})

test('a hand that cannot join says why', () => {
  const { foreman } = foremanOf(foremanWho(REAL))
  const scenario = market({
    customers: [
      { name: 'customer', count: 700, rate: '5/s' },
      { ...traced, name: 'scribe' },
    ],
  })
  const hands = employ(foreman, 2, scenario, [], 32)
  expect(failureOf(start(scenario, [undefined, ...asking([2, 3])], nobody, hands)).message).toMatch(
    /^tick \d+, race: customers "scribe": expected the trace queries\.csv, got none$/,
  )
  hands.end()
})
