import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from '../ledger.ts'
import { fork, resume } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'

const nobody = { row: () => undefined }
const node = (name: string, seconds: number, part: Record<string, unknown> = {}) => ({
  name,
  latency: { law: 'deterministic', value: `${seconds} s` },
  queryCost: '0.001 USD/query',
  ...part,
})
const market = { service: 'queue', discipline: 'priority' }
const token = (amount: number) => `${amount} token/query`

interface Query {
  readonly at: number
  readonly size: number
  readonly cls: number
}

/** A trial of as many classes as there are fees, each asked for by a group of its own whose queries are those of the class. */
function ask(queries: readonly Query[], fees: readonly number[], part: Record<string, unknown>, ticks = 8): Trial {
  const names = fees.map((_, cls) => `class${cls}`)
  const whole = {
    classes: names.map((name, cls) => ({ name, priorityFee: token(fees[cls] / 1e6), sla: '1000 s' })),
    customers: names.map(name => ({
      name,
      count: 3,
      trace: { file: 'queries.csv' },
      mix: [{ class: name, share: 1 }],
    })),
    clock: { tick: '1 s', ticks: 100 },
    ...part,
    market: { ...market, ...(part.market as Record<string, unknown> | undefined) },
  }
  const traces = names.map((_, cls) => {
    const own = queries.filter(query => query.cls === cls)
    return { time: Float64Array.from(own, ({ at }) => at), size: Float64Array.from(own, ({ size }) => size) }
  })
  return trial(whole, ticks, traces)
}

/** Sums over the ticks of a run: seconds waited and copies accepted by class, answers, queries lost, all their seconds. */
function totals(queries: readonly Query[], fees: readonly number[], part: Record<string, unknown>, ticks = 40) {
  const total = { wait: fees.map(() => 0), queued: fees.map(() => 0), answered: 0, lost: 0, latency: 0 }
  const { run } = ask(queries, fees, part, 0)
  while (run.ticks < ticks) {
    run.step()
    const { classTally, tally } = run.world.tables
    for (const cls of fees.keys()) {
      total.wait[cls] += classTally.wait[cls] / 1e6
      total.queued[cls] += classTally.queued[cls]
    }
    total.answered += tally.answered[0]
    total.lost += tally.unanswered[0]
    total.latency += tally.latency[0] / 1e6
  }
  return total
}

/** What one node does, written down job by job: a free server takes the waiting job of the highest fee, then the first. */
function slowly(queries: readonly Query[], fees: readonly number[], servers: number, buffer: number) {
  const total = { wait: fees.map(() => 0), queued: fees.map(() => 0), answered: 0, lost: 0, latency: 0 }
  const first = (a: Query, b: Query) => fees[b.cls] - fees[a.cls] || a.at - b.at
  const coming = queries.toSorted((a, b) => a.at - b.at || fees[b.cls] - fees[a.cls])
  const waiting: Query[] = []
  let ends: number[] = []
  const begin = (query: Query, now: number) => {
    ends.push(now + query.size / 4)
    total.wait[query.cls] += now - query.at
    total.queued[query.cls]++
    total.answered++
    total.latency += now + query.size / 4 - query.at
  }
  while (coming.length > 0 || waiting.length > 0) {
    const free = Math.min(...ends)
    if (coming.length === 0 || free <= coming[0].at) {
      ends = ends.toSorted((a, b) => a - b).slice(1)
      waiting.sort(first)
      const next = waiting.shift()
      if (next) begin(next, free)
      continue
    }
    const [query] = coming.splice(0, 1)
    if (ends.length < servers) begin(query, query.at)
    else if (waiting.length < buffer) waiting.push(query)
    else total.lost++
  }
  return total
}

/** Times are 1/64 s and sizes 1/16: sums are exact, and equal times and ends happen. */
const queriesOf = (classes: number, sizes = 48) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 255 }).map(n => n / 64),
      size: fc.integer({ min: Math.min(sizes, 16), max: sizes }).map(n => n / 16),
      cls: fc.integer({ min: 0, max: classes - 1 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
const sorted = (queries: readonly Query[]) => queries.toSorted((a, b) => a.at - b.at)
const close = (total: ReturnType<typeof slowly>) => ({
  ...total,
  wait: total.wait.map(seconds => expect.closeTo(seconds, 4)),
  latency: expect.closeTo(total.latency, 4),
})

test('who pays more goes first, work that has begun goes on, and equals go in order of arrival', () => {
  // 0.4 s each: cheap from 0, then dear (asked at 0.2) from 0.4, then the cheap ones of 0.05 and 0.1.
  const queries = [0, 0.05, 0.1].map(at => ({ at, size: 1, cls: 0 }))
  const got = totals([...queries, { at: 0.2, size: 1, cls: 1 }], [0, 500], { operators: [node('a', 0.4)] })
  expect(got.wait.map(seconds => Math.round(seconds * 1000))).toEqual([0 + 750 + 1100, 200])
})

test('lines by priority agree with jobs written down one by one, whatever the servers, places and fees', () => {
  const fees = fc.array(fc.constantFrom(0, 100, 250), { minLength: 3, maxLength: 3 })
  const servers = fc.integer({ min: 1, max: 3 })
  const buffer = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })
  fc.assert(
    fc.property(queriesOf(3), fees, servers, buffer, (list, fees, servers, buffer) => {
      const queries = sorted(list)
      const limits = buffer === undefined ? { servers } : { servers, buffer }
      // Among equal fees at the same instant the group declared first comes first.
      const ordered = queries.toSorted((a, b) => a.at - b.at || a.cls - b.cls)
      const expected = slowly(ordered, fees, servers, buffer ?? Number.POSITIVE_INFINITY)
      expect(totals(queries, fees, { operators: [node('a', 0.25, limits)] })).toEqual(close(expected))
    }),
    { numRuns: 120 },
  )
})

test('where all pay the same, priority is first come first served', () => {
  fc.assert(
    fc.property(queriesOf(2), fc.integer({ min: 0, max: 3 }), (list, buffer) => {
      const queries = sorted(list)
      const part = { operators: [node('a', 0.25, { buffer })] }
      const arrival = totals(queries, [0, 0], { ...part, market: { discipline: 'arrival' } })
      expect(totals(queries, [7, 7], part)).toEqual(arrival)
    }),
    { numRuns: 40 },
  )
})

test('where all take as long, queries wait as long together as without priority', () => {
  fc.assert(
    fc.property(queriesOf(3, 16), fc.integer({ min: 1, max: 2 }), (list, servers) => {
      const queries = sorted(list)
      const part = { operators: [node('a', 0.25, { servers })] }
      const all = (fees: readonly number[]) => totals(queries, fees, part).wait.reduce((sum, wait) => sum + wait, 0)
      expect(all([100, 0, 300])).toBeCloseTo(all([0, 0, 0]), 4)
    }),
    { numRuns: 40 },
  )
})

test('losers that finish serve to their end behind those who pay more, and the race is settled when the last is done', () => {
  const part = { operators: [node('fast', 0.1), node('slow', 1.5)], market: { race: { nodes: 2 } } }
  const early = ask([{ at: 0.5, size: 1, cls: 0 }], [2000], part, 2).run.world.tables
  expect([early.tally.answered[0], early.operators.earnedTotal[0]]).toEqual([0, 0])
  const { tally, operators, nodeTally } = ask([{ at: 0.5, size: 1, cls: 0 }], [2000], part, 3).run.world.tables
  expect([tally.answered[0], tally.latency[0], ...nodeTally.won]).toEqual([1, 100_000, 1, 0])
  expect([...operators.spentTotal, ...operators.earnedTotal]).toEqual([1000, 1000, 3000, 0])
})

test('a cancelled job leaves its line, from the head, the middle or the end', () => {
  // The slow node is busy for 4 s; the fast one answers within a second each of the queries that wait there.
  const queries = [0, 0.01, 0.02, 0.03].map((at, n) => ({ at, size: 1, cls: n % 2 }))
  const part = {
    operators: [node('fast', 0.2), node('slow', 4)],
    market: { race: { nodes: 2, losers: 'cancel' } },
  }
  const { run } = ask(queries, [0, 100], part, 0)
  let answered = 0
  while (run.ticks < 6) {
    run.step()
    answered += run.world.tables.tally.answered[0]
  }
  expect(answered).toBe(4)
  const { stations, lines } = run.world.tables
  expect([...stations.waiting, ...stations.busy]).toEqual([0, 0, 0, 0])
  expect([...lines.head, ...lines.tail]).toEqual(new Array(8).fill(0xffffffff))
})

test('every query lands once, whatever is cancelled, lost or down', () => {
  const losers = fc.constantFrom('finish', 'cancel')
  fc.assert(
    fc.property(queriesOf(3), losers, fc.integer({ min: 0, max: 3 }), (list, losers, buffer) => {
      const queries = sorted(list)
      const part = {
        operators: [node('a', 0.2, { buffer, accuracy: 0.7 }), node('b', 0.3, { count: 2, accuracy: 0.5 })],
        market: { race: { nodes: 2, losers } },
        shocks: [{ kind: 'outage', at: '1.5 s', lasts: '0.75 s', operator: 'a' }],
      }
      const { run } = ask(queries, [5, 0, 9], part, 0)
      let landed = 0
      while (run.ticks < 40) {
        run.step()
        const { raced, outside } = run.world.tables.tally
        landed += raced[0] + outside[0]
      }
      expect(landed).toBe(queries.length)
      expect(run.world.tables.stations.busy.every(busy => busy === 0)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('an outage loses the queries that come in it, whatever they pay, and not the backlog', () => {
  // 0.4 s each from 0: the outage begins at 0.1 and ends at 0.6; the two that waited end at 0.8 and 1.2.
  const queries = [
    { at: 0, size: 1, cls: 0 },
    { at: 0.05, size: 1, cls: 0 },
    { at: 0.06, size: 1, cls: 1 },
    { at: 0.2, size: 1, cls: 1 },
  ]
  const shocks = [{ kind: 'outage', at: '0.1 s', lasts: '0.5 s', operator: 'a' }]
  const got = totals(queries, [0, 100], { operators: [node('a', 0.4)], shocks })
  expect([got.answered, got.lost, ...got.queued]).toEqual([3, 1, 2, 1])
  expect(got.latency).toBeCloseTo(0.4 + 0.74 + 1.15, 5)
})

const priced = (part: Record<string, unknown>) =>
  ask([{ at: 0.5, size: 1, cls: 0 }], [2000], { operators: [node('a', 0.1)], ...part }, 1).run.world.tables

test('the priority fee is charged with the price, shared out as it is, and returned as it is', () => {
  const fee = { operators: 0.5, treasury: 0.2, providers: 0, stakers: 0, burn: 0.3 }
  const tables = priced({ market: { fee } })
  expect(['fee', 'winning', 'feeBurn', 'treasuryShare'].map(purpose => moved(tables, purpose as 'fee'))).toEqual([
    3000, 1500, 900, 600,
  ])
  const late = priced({
    classes: [{ name: 'class0', priorityFee: token(0.002), sla: '0.05 s' }],
    market: { refund: 0.5 },
  })
  expect([moved(late, 'fee'), moved(late, 'refund')]).toEqual([3000, 1500])
})

test('a base fee is burned and the priority fee beside it goes with the price', () => {
  const burn = { rule: 'base-fee', initial: '0.0005 token', target: 1000, least: '0.0001 token' }
  const tables = priced({ protocol: { burn } })
  expect([moved(tables, 'fee'), moved(tables, 'tollBurn'), moved(tables, 'winning')]).toEqual([3500, 500, 3000])
})

test('who would not pay price and priority fee together does not ask', () => {
  const asks = (reservation: string) => {
    const customers = [{ name: 'c', trace: { file: 'queries.csv' }, reservation, mix: [{ class: 'class0', share: 1 }] }]
    const { tally } = priced({ customers })
    return [tally.paid[0], tally.outside[0], tally.surplus[0]]
  }
  expect(asks('0.0029 token/query')).toEqual([0, 1, 0])
  expect(asks('0.0034 token/query')).toEqual([1, 0, 400])
})

const mixed = {
  classes: [0, 0.001, 0.002].map((fee, n) => ({ name: `class${n}`, priorityFee: token(fee), sla: '3 s' })),
  operators: [node('a', 0.05, { accuracy: 0.9 }), node('b', 0.08, { count: 2, servers: 2 })],
  customers: [
    {
      name: 'c',
      count: 30,
      rate: '1/s',
      mix: [0.5, 0.3, 0.2].map((share, n) => ({ class: `class${n}`, share })),
    },
  ],
  clock: { tick: '1 s', ticks: 12 },
  market: { ...market, race: { nodes: 2 }, verification: { verifiers: 1 } },
}

test.each(['finish', 'cancel'])('a run that is stopped while queries wait goes on to the same bits: %s', losers => {
  const verifiers = losers === 'cancel' ? 0 : 1
  const part = { ...mixed, market: { ...mixed.market, race: { nodes: 2, losers }, verification: { verifiers } } }
  const whole = trial(part).run
  const { run } = trial(part, 5)
  expect(run.world.tables.stations.waiting.some(waiting => waiting > 0)).toBe(true)
  const second = resume(scenarioOf(part), [], run.snapshot(), nobody)
  while (!second.done) second.step()
  expect(second.fingerprint()).toBe(whole.fingerprint())
  expect(second.summary().history).toBe(whole.summary().history)
})

test('a fork may turn the priorities round: who waits keeps its line', () => {
  const { run } = trial(mixed, 5)
  const turned = { ...mixed, classes: mixed.classes.map((cls, n) => ({ ...cls, priorityFee: token(0.001 * (2 - n)) })) }
  const second = fork(scenarioOf(turned), [], run.snapshot(), nobody)
  while (!second.done) second.step()
  expect(second.ticks).toBe(12)
})
