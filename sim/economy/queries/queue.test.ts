import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asking, traced, trial } from '../trial.ts'

interface Job {
  readonly begin: number
  readonly end: number
}

/** What one queue does to arrivals, written down job by job: nothing but who is in service and who waits. */
function slowly(times: readonly number[], service: readonly number[], servers: number, buffer: number) {
  const jobs: Job[] = []
  const latency: number[] = []
  let lost = 0
  let waited = 0
  for (const [n, now] of times.entries()) {
    const unfinished = jobs.filter(({ end }) => end > now)
    const waiting = unfinished.filter(({ begin }) => begin > now).length
    if (unfinished.length >= servers && waiting >= buffer) {
      lost++
      continue
    }
    // It begins when all but servers - 1 of those before it have ended.
    const ends = unfinished.map(({ end }) => end).sort((a, b) => a - b)
    const begin = unfinished.length < servers ? now : ends[unfinished.length - servers]
    if (begin > now) waited++
    jobs.push({ begin, end: begin + service[n] })
    latency.push(begin + service[n] - now)
  }
  return { lost, waited, latency: latency.reduce((sum, x) => sum + x, 0), answered: latency.length }
}

/** The same through a run of four ticks of a second. */
function run(times: readonly number[], sizes: readonly number[], node: Record<string, unknown>, value: number) {
  const part = {
    operators: [{ name: 'node', latency: { law: 'deterministic', value: `${value} s` }, ...node }],
    customers: [traced],
    market: { service: 'queue' },
  }
  const got = trial(part, 0, asking(times, sizes))
  const total = { lost: 0, waited: 0, latency: 0, answered: 0 }
  for (let tick = 0; tick < 4; tick++) {
    got.run.step()
    const { nodeTally, tally } = got.run.world.tables
    total.lost += tally.unanswered[0]
    total.waited += nodeTally.waited[0]
    total.latency += tally.latency[0] / 1e6
    total.answered += tally.answered[0]
  }
  return total
}

test('a first-come queue with servers and places agrees with one that is written down job by job', () => {
  // Times and sizes are 1/64: sums are exact, and equal times and ends happen.
  const query = fc.record({ at: fc.integer({ min: 0, max: 255 }), size: fc.integer({ min: 1, max: 48 }) })
  const queries = fc.array(query, { minLength: 1, maxLength: 30 })
  const servers = fc.integer({ min: 1, max: 3 })
  const buffer = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })
  fc.assert(
    fc.property(queries, servers, buffer, (list, servers, buffer) => {
      const times = list.map(({ at }) => at / 64).sort((a, b) => a - b)
      const sizes = list.map(({ size }) => size / 16)
      const node = buffer === undefined ? { servers } : { servers, buffer }
      const got = run(times, sizes, node, 0.25)
      const expected = slowly(
        times,
        sizes.map(size => size / 4),
        servers,
        buffer ?? Number.POSITIVE_INFINITY,
      )
      expect(got).toEqual({ ...expected, latency: expect.closeTo(expected.latency, 4) })
    }),
    { numRuns: 120 },
  )
})

test('one server: queries at 0, 0.1 and 0.9 that take 0.4 wait 0, 0.3 and 0', () => {
  const { latency, waited } = run([0, 0.1, 0.9], [1, 1, 1], { servers: 1 }, 0.4)
  expect(latency).toBeCloseTo(0.4 + 0.7 + 0.4, 6)
  expect(waited).toBe(1)
})

test('the backlog is carried over ticks', () => {
  // 0.6 s each: they end at 0.6, 1.2, 1.8 and 2.4.
  const { latency } = run([0, 0, 0, 1.5], [1, 1, 1, 1], { servers: 1 }, 0.6)
  expect(latency).toBeCloseTo(0.6 + 1.2 + 1.8 + 0.9, 6)
})

test('without a place to wait a query is lost while the server works, and not at the instant it ends', () => {
  expect(run([0, 0.25, 0.5], [1, 1, 1], { servers: 1, buffer: 0 }, 0.5)).toMatchObject({ lost: 1, answered: 2 })
})

test('the round trip is added to the answer and takes no server', () => {
  const part = {
    operators: [{ name: 'node', latency: { law: 'deterministic', value: '0.25 s' } }],
    customers: [traced],
    market: { service: 'queue' },
    network: { within: '0.125 s' },
  }
  const { tables } = trial(part, 1, asking([0, 0.25])).run.world
  expect(tables.tally.latency[0]).toBe(2 * 375_000)
  expect(tables.nodeTally.waited[0]).toBe(0)
})
