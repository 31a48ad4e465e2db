import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar, calendarTables } from './calendar.ts'
import { allocate, attach, grow, type Memory, table, u8 } from './memory.ts'
import { restore, snapshot } from './snapshot.ts'

const tables = (events: number) => ({
  ...calendarTables(events),
  others: table(3, { mark: u8('1', '') }),
})
const empty = (events = 5) => new Calendar(allocate(tables(events)))
const ran = (calendar: Calendar, end: number) => {
  const agents: number[] = []
  while (calendar.next(end)) agents.push(calendar.agent)
  return agents
}

test('events run by time, then phase, then order of scheduling', () => {
  const calendar = empty()
  calendar.schedule(2, 0, 0, 1)
  calendar.schedule(1, 3, 0, 2)
  calendar.schedule(1, 1, 0, 3)
  calendar.schedule(1, 1, 0, 4)
  expect(ran(calendar, 10)).toEqual([3, 4, 2, 1])
  expect(calendar.now).toBe(10)
})

test('the event being run tells its time, phase, kind, agent and detail', () => {
  const calendar = empty()
  calendar.schedule(1.5, 31, 65535, 4294967295, -0.25)
  calendar.schedule(2.5, 0, 0, 7)
  expect(calendar.length).toBe(2)
  calendar.next(9)
  const { now, phase, kind, agent, detail, length } = calendar
  expect({ now, phase, kind, agent, detail, length }).toEqual({
    now: 1.5,
    phase: 31,
    kind: 65535,
    agent: 4294967295,
    detail: -0.25,
    length: 1,
  })
  calendar.next(9)
  expect([calendar.kind, calendar.agent, calendar.detail]).toEqual([0, 7, 0])
})

test('equal keys keep their order, however many there are', () => {
  const calendar = empty()
  const order = Array.from({ length: 1000 }, (_, i) => i)
  for (const agent of order) calendar.schedule(1, 0, 0, agent)
  expect(ran(calendar, 2)).toEqual(order)
})

test('an event that a handler schedules for the same instant runs after those already there', () => {
  const calendar = empty()
  for (const agent of [1, 2, 3]) calendar.schedule(4, 2, 0, agent)
  calendar.next(5)
  calendar.schedule(4, 2, 0, 10)
  calendar.schedule(4, 3, 0, 11)
  expect(ran(calendar, 5)).toEqual([2, 3, 10, 11])
})

test('an event at the end belongs to the next run, so runs compose', () => {
  const calendar = empty()
  for (const second of [0, 5, 9, 10]) calendar.schedule(second, 0, 0, second)
  expect(ran(calendar, 5)).toEqual([0])
  expect(ran(calendar, 10)).toEqual([5, 9])
  expect(ran(calendar, 11)).toEqual([10])
})

test('the past is refused, and so is NaN', () => {
  const calendar = empty()
  calendar.schedule(3, 2, 0, 0)
  calendar.next(10)
  expect(() => calendar.schedule(2, 0, 0, 0)).toThrow('cannot schedule second 2, phase 0: now is second 3, phase 2')
  expect(() => calendar.schedule(3, 1, 0, 0)).toThrow('now is second 3, phase 2')
  expect(() => calendar.schedule(NaN, 0, 0, 0)).toThrow('second NaN')
  expect(() => calendar.next(Infinity)).toThrow('cannot run to second Infinity')
  expect(() => calendar.next(2)).toThrow('cannot run to second 2: now is second 3')
  calendar.schedule(3, 2, 0, 0)
  expect(calendar.length).toBe(1)
})

test('what a column cannot hold is refused', () => {
  const calendar = empty()
  expect(() => calendar.schedule(1, 32, 0, 0)).toThrow('cannot schedule phase 32, kind 0, agent 0: expected phase 0')
  expect(() => calendar.schedule(1, 0.5, 0, 0)).toThrow('phase 0.5')
  expect(() => calendar.schedule(1, 0, 65536, 0)).toThrow('kind 65536')
  expect(() => calendar.schedule(1, 0, 0, -1)).toThrow('agent -1')
  expect(calendar.length).toBe(0)
})

test('looking ahead tells the time of the next event and changes no byte', () => {
  const memory = allocate(tables(9))
  const calendar = new Calendar(memory)
  expect(calendar.peek()).toBe(Infinity)
  for (const second of [8, 4, 6, 5, 7, 9]) calendar.schedule(second, 0, 0, 0)
  for (const second of [4, 5, 6, 7, 8, 9]) {
    const before = memory.buffer.slice(0)
    expect(calendar.peek()).toBe(second)
    expect(new Uint8Array(memory.buffer)).toEqual(new Uint8Array(before))
    calendar.next(10)
  }
  expect(calendar.peek()).toBe(Infinity)
})

test('a full calendar grows, in the middle of a run too, and others may move its memory', () => {
  const memory = allocate(tables(0), { shared: true })
  const calendar = new Calendar(memory)
  calendar.schedule(0, 0, 0, 0)
  calendar.next(1)
  const order = Array.from({ length: 500 }, (_, i) => i)
  for (const agent of order) {
    calendar.schedule(1000 - agent, 0, 0, agent)
    if (agent === 77) grow(memory, 'others', 11)
  }
  expect(ran(calendar, 2000)).toEqual(order.reverse())
  expect(memory.rows('others')).toBe(11)
})

test('a calendar attached to a copy of the buffer goes on identically', () => {
  const memory = allocate(tables(2), { shared: true })
  const calendar = new Calendar(memory)
  for (let agent = 0; agent < 100; agent++) calendar.schedule((agent * 37) % 50, agent % 3, 1, agent, agent / 7)
  for (let i = 0; i < 41; i++) calendar.next(60)
  const copy = attach(memory.declaration, memory.buffer.slice(0))
  const twin = new Calendar(copy)
  for (const each of [calendar, twin]) each.schedule(each.now, each.phase, 2, 1000)
  expect(ran(twin, 60)).toEqual(ran(calendar, 60))
  expect(new Uint8Array(copy.buffer)).toEqual(new Uint8Array(memory.buffer))
})

test('stopping on the way leaves the same memory as running through', () => {
  const run = (ends: number[]) => {
    const memory = allocate(tables(4))
    const calendar = new Calendar(memory)
    for (let agent = 0; agent < 9; agent++) calendar.schedule(agent, 0, 0, agent)
    for (const end of ends) {
      while (calendar.next(end)) calendar.schedule(calendar.now + 2.5, 1, 0, calendar.agent)
    }
    return new Uint8Array(memory.buffer)
  }
  expect(run([3, 7.25, 12, 20])).toEqual(run([20]))
})

test('agrees with a stable sort on any mix of scheduling and running', () => {
  // Few distinct times and phases, so that most events are tied with others.
  const action = fc.oneof(
    { weight: 3, arbitrary: fc.record({ delay: fc.nat({ max: 6 }), phase: fc.nat({ max: 3 }) }) },
    { weight: 2, arbitrary: fc.constant('run' as const) },
    { weight: 1, arbitrary: fc.constant('stop' as const) },
  )
  fc.assert(
    fc.property(fc.array(action, { maxLength: 300 }), actions => {
      const calendar = empty(1)
      let pending: { time: number; phase: number; agent: number }[] = []
      for (const [agent, step] of actions.entries()) {
        const first = () =>
          pending.reduce((a, b) => (b.time < a.time || (b.time === a.time && b.phase < a.phase) ? b : a))
        if (step === 'run' && pending.length > 0) {
          const expected = first()
          expect(calendar.peek()).toBe(expected.time)
          expect(calendar.next(1e9)).toBe(true)
          const { now: time, phase, agent } = calendar
          expect({ time, phase, agent }).toEqual(expected)
          pending = pending.filter(event => event !== expected)
        } else if (step === 'stop' && pending.length > 0) {
          expect(calendar.next(first().time)).toBe(false)
        } else if (typeof step === 'object') {
          const time = calendar.now + step.delay
          const phase = step.delay === 0 ? Math.max(step.phase, calendar.phase) : step.phase
          calendar.schedule(time, phase, 0, agent)
          pending.push({ time, phase, agent })
        }
        expect(calendar.length).toBe(pending.length)
      }
      const sorted = pending.toSorted((a, b) => a.time - b.time || a.phase - b.phase)
      expect(ran(calendar, 1e9)).toEqual(sorted.map(event => event.agent))
    }),
    { numRuns: 300 },
  )
})

test('a crowd at one instant far away keeps its order, with others before and after it', () => {
  const calendar = empty()
  const crowd = Array.from({ length: 5000 }, (_, i) => i)
  for (const agent of crowd) {
    calendar.schedule(1e6, agent % 2, 0, agent)
    if (agent % 10 === 0) calendar.schedule(1 + agent / 1e4, 0, 0, 10_000 + agent)
    if (agent % 10 === 5) calendar.schedule(1e6 + agent, 0, 0, 20_000 + agent)
  }
  const expected = [
    ...crowd.filter(agent => agent % 10 === 0).map(agent => 10_000 + agent),
    ...crowd.filter(agent => agent % 2 === 0),
    ...crowd.filter(agent => agent % 2 === 1),
    ...crowd.filter(agent => agent % 10 === 5).map(agent => 20_000 + agent),
  ]
  expect(ran(calendar, 2e6)).toEqual(expected)
})

test('times from the smallest to the largest there are stay in order', () => {
  const calendar = empty()
  const powers = Array.from({ length: 2000 }, (_, i) => i)
  // 2^-1000 to 2^999, in an order without pattern: 777 and 2000 have no common divisor.
  for (const i of powers) {
    const power = (i * 777) % 2000
    calendar.schedule(2 ** (power - 1000), 0, 0, power)
    calendar.schedule(Infinity, 0, 0, 9999)
  }
  expect(ran(calendar, 2 ** 1000)).toEqual(powers)
  expect(calendar.length).toBe(2000)
  expect(calendar.peek()).toBe(Infinity)
  for (let agent = 0; agent < 300; agent++) calendar.schedule(2 ** 1001 * (2 - agent / 300), 0, 0, agent)
  expect(ran(calendar, Number.MAX_VALUE)).toEqual(powers.slice(0, 300).reverse())
})

test('times that differ in the last bit alone stay in order', () => {
  const calendar = empty()
  const order = Array.from({ length: 3000 }, (_, i) => i)
  // One to six units in the last place of 1e9 seconds, the later ones first.
  for (const agent of order) calendar.schedule(1e9 + (6 - Math.floor(agent / 500)) * 2 ** -23, 0, 0, agent)
  const blocks = [5, 4, 3, 2, 1, 0].flatMap(block => order.slice(block * 500, (block + 1) * 500))
  expect(ran(calendar, 2e9)).toEqual(blocks)
})

test('the heap stays small while events spread in time, even with one that never comes', () => {
  const memory = allocate(tables(1))
  const calendar = new Calendar(memory)
  calendar.schedule(Infinity, 0, 0, 0)
  for (let agent = 0; agent < 20_000; agent++) {
    calendar.schedule(((agent * 7) % 20_000) / 20_000, 0, 0, agent)
    expect(memory.tables.clock.near[0]).toBeLessThan(200)
  }
  for (let i = 0; i < 40_000; i++) {
    calendar.next(100)
    calendar.schedule(calendar.now + 1, 0, 0, calendar.agent)
    expect(memory.tables.clock.near[0]).toBeLessThan(200)
  }
  expect(calendar.length).toBe(20_001)
})

test('the handler of the last of many events may schedule far ahead', () => {
  const calendar = empty()
  for (let agent = 0; agent < 1000; agent++) calendar.schedule(agent, 0, 0, agent)
  for (let i = 0; i < 1000; i++) calendar.next(5000)
  expect([calendar.agent, calendar.length]).toEqual([999, 0])
  calendar.schedule(4000, 0, 0, 7)
  expect([calendar.peek(), calendar.length]).toEqual([4000, 1])
  expect(ran(calendar, 5000)).toEqual([7])
})

test('with thousands pending too, looking ahead and stopping on the way change nothing', () => {
  const run = (ends: number[]) => {
    const memory = allocate(tables(4))
    const calendar = new Calendar(memory)
    for (let agent = 0; agent < 3000; agent++) calendar.schedule(((agent * 37) % 3000) / 100, 0, 0, agent)
    for (const end of ends) {
      while (calendar.next(end)) {
        if (calendar.agent % 3 > 0) calendar.schedule(calendar.now + 1 + calendar.agent / 200, 1, 0, calendar.agent)
        if (ends.length > 1) calendar.peek()
      }
    }
    return new Uint8Array(memory.buffer)
  }
  expect(run([3, 7.25, 12, 29.99, 30, 41])).toEqual(run([41]))
})

test('agrees with a stable sort through crowds, gaps, growth and copies of every kind', () => {
  const delays = {
    tie: () => 0,
    few: (u: number) => Math.floor(4 * u),
    even: (u: number) => u,
    exponential: (u: number) => -Math.log(1 - u),
    wide: (u: number) => 10 ** (21 * u - 9),
    crowd: (u: number) => (u < 0.9 ? 1000 : u),
    twoScales: (u: number) => (u < 0.5 ? 1e-6 * u : 1e6 * u),
  }
  const shape = fc.constantFrom(...Object.values(delays))
  const action = fc.oneof(
    { weight: 4, arbitrary: fc.record({ crowd: fc.integer({ min: 1, max: 700 }), shape }) },
    { weight: 4, arbitrary: fc.record({ hold: fc.integer({ min: 1, max: 700 }), shape }) },
    { weight: 3, arbitrary: fc.record({ run: fc.integer({ min: 1, max: 900 }) }) },
    { weight: 1, arbitrary: fc.constantFrom('empty' as const, 'stop' as const) },
    { weight: 2, arbitrary: fc.constantFrom('copy' as const, 'restore' as const, 'grow' as const) },
  )
  type Event = { time: number; phase: number; agent: number }
  fc.assert(
    fc.property(fc.array(action, { minLength: 2, maxLength: 20 }), fc.integer(), (actions, seed) => {
      let memory: Memory<ReturnType<typeof tables>> = allocate(tables(1))
      let calendar = new Calendar(memory)
      let state = seed
      const random = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return state / 2 ** 32
      }
      // Agents are numbered in the order of scheduling.
      let agents = 0
      const before = (a: Event, b: Event) => a.time - b.time || a.phase - b.phase || a.agent - b.agent
      const pending: Event[] = []
      const schedule = (delay: (u: number) => number) => {
        const event = { time: calendar.now + delay(random()), phase: calendar.phase + agentsPhase(), agent: agents++ }
        calendar.schedule(event.time, event.phase, 0, event.agent, -event.agent)
        let low = 0
        for (let high = pending.length; low < high; ) {
          const middle = (low + high) >> 1
          if (before(pending[middle], event) < 0) low = middle + 1
          else high = middle
        }
        pending.splice(low, 0, event)
      }
      const agentsPhase = () => (calendar.phase < 31 && random() < 0.1 ? 1 : 0)
      const run = () => {
        const expected = pending.shift()
        if (calendar.peek() !== (expected?.time ?? Infinity)) throw new Error(`peeked at ${calendar.peek()}`)
        if (!calendar.next(expected ? 1e300 : calendar.now)) return expected === undefined
        const { now: time, phase, agent, detail } = calendar
        expect({ time, phase, agent, detail }).toEqual({ ...expected, detail: -agent })
        return true
      }
      for (const step of actions) {
        if (step === 'copy') {
          memory = attach(memory.declaration, memory.buffer.slice(0))
          calendar = new Calendar(memory)
        } else if (step === 'restore') {
          const bytes = snapshot(memory, {})
          memory = allocate(tables(3))
          restore(memory, bytes)
          calendar = new Calendar(memory)
        } else if (step === 'grow') {
          grow(memory, 'others', memory.rows('others') + 1)
        } else if (step === 'stop') {
          expect(calendar.next(pending.length > 0 ? pending[0].time : calendar.now)).toBe(false)
        } else if (step === 'empty') {
          while (pending.length > 0) expect(run()).toBe(true)
        } else if ('crowd' in step) {
          for (let i = 0; i < step.crowd; i++) schedule(step.shape)
        } else if ('hold' in step) {
          for (let i = 0; i < step.hold && pending.length > 0; i++) {
            expect(run()).toBe(true)
            schedule(step.shape)
          }
        } else {
          for (let i = 0; i < step.run; i++) expect(run()).toBe(true)
        }
        expect(calendar.length).toBe(pending.length)
      }
      expect(ran(calendar, 1e300)).toEqual(pending.map(event => event.agent))
    }),
    { numRuns: 60 },
  )
})
