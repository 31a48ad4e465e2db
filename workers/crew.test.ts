/**
 * Lanes change no bit: a run on several threads writes the rows, ends in the state and tells the summary of the run on one.
 *
 * The scenarios are small, so phases are shared from few rows on, and the lanes take turns.
 */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { resume, start } from '../sim/economy/run.ts'
import { scenarioOf } from '../sim/economy/trial.ts'
import { broke, customer, loyalty, node, repricing, shocks, surroundings } from '../sim/economy/turbulence.ts'
import type { Summary, Value } from '../sim/measure/output.ts'
import type { Scenario } from '../sim/scenario/schema.ts'
import { crew } from './node/crew.ts'
import { type Turns, takeTurns } from './turns.ts'

let turns: Turns
beforeEach(() => {
  turns = takeTurns()
})
afterEach(() => turns.end())

interface Outcome {
  /** Name of the table and values. */
  readonly rows: readonly string[]
  readonly summary: Summary
  /** Buffers in which the state has been. */
  readonly moves: number
  readonly helped: number
}

/** Runs the scenario on so many lanes, of which the numbers change at the given ticks, over snapshots. */
function runOn(scenario: Scenario, least: number, ...legs: readonly { lanes: number; until?: number }[]): Outcome {
  const rows: string[] = []
  const sink = { row: (table: string, values: readonly Value[]) => void rows.push(`${table} ${values.join(' ')}`) }
  let bytes: Uint8Array | undefined
  let helped = 0
  let moves = 0
  let summary: Summary | undefined
  for (const { lanes, until = Number.POSITIVE_INFINITY } of legs) {
    const hands = lanes === 1 ? undefined : crew(lanes, scenario, [], least)
    const lanesOf = hands && turns.with(hands)
    const run = bytes ? resume(scenario, [], bytes, sink, lanesOf) : start(scenario, [], sink, lanesOf)
    try {
      while (!run.done && run.ticks < until) {
        const { buffer } = run.world.memory
        run.step()
        if (run.world.memory.buffer !== buffer) moves++
      }
      bytes = run.snapshot()
      summary = run.summary()
      helped += hands?.helped ?? 0
    } finally {
      hands?.end()
    }
  }
  if (!summary) throw new Error('expected at least one leg')
  return { rows, summary, moves, helped }
}

/** Operators who fail, reprice, invest, expand, enter and leave, and customers who leave and come back. */
const lively = {
  ...surroundings,
  token: { price: '1 USD/token', supply: '100000000 token' },
  clock: { tick: '1 s', ticks: 30 },
  operators: [
    { ...node, count: 37, repricing: { ...repricing, every: '1 s' } },
    { ...broke, count: 5 },
  ],
  entry: {
    candidates: [{ name: 'late', count: 90, failure: { every: '90 s' }, pricing: 'tatonnement' }],
    every: '1 s',
    limit: 7,
  },
  shocks: [...shocks, { kind: 'cost', at: '12 s', lasts: '5 s', factor: 3 }],
  customers: [
    { ...customer, count: 211, loyalty: { ...loyalty, patience: 0.6 } },
    { name: 'saver', count: 59, rate: '4/s', budget: '0.0003 USD/s' },
  ],
  market: { race: { nodes: 3 }, verification: { verifiers: 1 }, selection: 'seed-price', scores: { halfLife: '3 s' } },
}

test('any number of lanes gives the rows, the state and the summary of one, while the memory moves', {
  timeout: 120_000,
}, () => {
  const scenario = scenarioOf(lively)
  const alone = runOn(scenario, 16, { lanes: 1 })
  // What the scenario is meant to stir up does happen.
  const kinds = new Set(
    alone.rows.map(row => /^events \S+ (entry|exit|outage|repair|shock|node added) /.exec(row)?.[1]),
  )
  for (const kind of ['entry', 'exit', 'outage', 'repair', 'shock', 'node added']) expect(kinds).toContain(kind)
  expect(alone.moves).toBeGreaterThan(0)
  expect(alone.helped).toBe(0)

  for (const lanes of [2, 3, 8]) {
    turns.end()
    turns = takeTurns()
    const shared = runOn(scenario, 16, { lanes })
    expect({ lanes, rows: shared.rows, summary: shared.summary }).toEqual({
      lanes,
      rows: alone.rows,
      summary: alone.summary,
    })
    expect(shared.moves).toBe(alone.moves)
    expect(shared.helped).toBeGreaterThan(0)
    // The other threads have done a part of every phase that can be shared.
    for (const [name, rows] of Object.entries({
      race: 270,
      'pay operators': 132,
      reprice: 132,
      'leave and come back': 270,
    }))
      expect([name, (turns.own.get(name) ?? 0) < 30 * rows]).toEqual([name, true])
  }
})

test('a snapshot taken on one number of lanes goes on on another', { timeout: 120_000 }, () => {
  const scenario = scenarioOf(lively)
  const straight = runOn(scenario, 16, { lanes: 1 })
  for (const legs of [
    [{ lanes: 1, until: 7 }, { lanes: 3 }],
    [{ lanes: 3, until: 11 }, { lanes: 1 }],
    [{ lanes: 2, until: 3 }, { lanes: 4, until: 19 }, { lanes: 3 }],
  ]) {
    const { rows, summary } = runOn(scenario, 16, ...legs)
    expect(rows).toEqual(straight.rows)
    expect(summary).toEqual(straight.summary)
  }
})

test('a newer run takes the hands of an older one, and neither changes', { timeout: 120_000 }, () => {
  const scenarios = [scenarioOf(lively), scenarioOf({ ...lively, seed: 'another' })]
  const nobody = { row: () => undefined }
  const [older, newer] = scenarios.map((scenario, i) => crew(3 - i, scenario, [], 16))
  const first = start(scenarios[0], [], nobody, turns.with(older))
  while (first.ticks < 2) first.step()
  expect(older.helped).toBeGreaterThan(0)

  // Nobody would come to help the older run any more. Its memory moves twice from here on.
  turns.end()
  turns = takeTurns()
  const second = start(scenarios[1], [], nobody, turns.with(newer))
  while (!first.done) {
    second.step()
    first.step()
  }
  while (!second.done) second.step()
  expect(newer.helped).toBeGreaterThan(0)
  older.end()
  newer.end()
  for (const [i, run] of [first, second].entries())
    expect(run.summary()).toEqual(runOn(scenarios[i], 16, { lanes: 1 }).summary)
})

const PRICING = [
  'fixed',
  'cost-plus',
  'tatonnement',
  'gradient',
  'best-response',
  'undercut',
  'surge',
  { rule: 'formula', formula: 'price * (1 + 0.1 * (share - 1 / operators)) + 1' },
]
const SELECTION = ['seed', 'seed-price', 'cheapest', 'uniform', 'stake', 'hash', 'logit']

const market = fc.record({
  seed: fc.string({ maxLength: 4 }),
  tick: fc.constantFrom('0.7 s', '1 s', '40 s'),
  regions: fc.integer({ min: 1, max: 3 }),
  classes: fc.integer({ min: 1, max: 3 }),
  operators: fc.array(
    fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      nodes: fc.integer({ min: 1, max: 3 }),
      accuracy: fc.constantFrom(0.6, 1),
      pricing: fc.constantFrom(...PRICING),
      // A price that falls to nothing would make an elastic demand a thousand times as great, and the test as long.
      repricing: fc.record({
        every: fc.constantFrom('1 s', '90 s'),
        chance: fc.constantFrom(0.4, 1),
        floor: fc.constant('0.0003 token/query'),
      }),
      investment: fc.constantFrom('none', 'marginal', 'catch-up'),
      failure: fc.constantFrom(undefined, { every: '30 s', repair: '10 s' }),
      fixedCost: fc.constantFrom('0 USD/s', '0.0002 USD/s'),
      wallet: fc.constantFrom('1 token', '1000 token'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  candidates: fc.integer({ min: 0, max: 60 }),
  customers: fc.array(
    fc.record({
      count: fc.integer({ min: 1, max: 150 }),
      rate: fc.constantFrom('0.02/s', '0.9/s', '6/s'),
      elasticity: fc.constantFrom(0, 1.2),
      reservation: fc.constantFrom(undefined, '0.0009 token/query', {
        uniform: ['0.0005 token/query', '0.002 token/query'],
      }),
      budget: fc.constantFrom(undefined, '0.0001 USD/s'),
      loyalty: fc.constantFrom({}, { memory: 4, patience: 0.8, comeback: '0.2/s' }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  selection: fc.constantFrom(...SELECTION),
  racers: fc.integer({ min: 1, max: 6 }),
  verifiers: fc.integer({ min: 0, max: 2 }),
  learning: fc.boolean(),
})

type Market = typeof market extends fc.Arbitrary<infer M> ? M : never

function scenarioFrom(drawn: Market): Scenario {
  const regions = Array.from({ length: drawn.regions }, (_, r) => ({ name: `region${r}` }))
  const classes = Array.from({ length: drawn.classes }, (_, c) => ({ name: `class${c}`, work: 1 + c, sla: '0.5 s' }))
  const mix = classes.map(({ name }) => ({ class: name, share: 1 / classes.length }))
  const given = <T extends object>(part: T) => Object.fromEntries(Object.entries(part).filter(([, value]) => value))
  return scenarioOf({
    seed: drawn.seed,
    token: { price: '1 USD/token', supply: '100000000 token' },
    clock: { tick: drawn.tick, ticks: 12 },
    regions,
    classes,
    network: { between: '0.1 s' },
    operators: drawn.operators.map((group, g) => ({ ...given(group), name: `operator${g}`, servers: 3 })),
    entry: {
      candidates: [{ name: 'late', count: drawn.candidates, failure: { every: '50 s' } }],
      every: '2 s',
      limit: 9,
    },
    exit: { patience: '3 s' },
    staking: { cooldown: '5 s' },
    customers: drawn.customers.map((group, g) => ({ ...given(group), name: `customer${g}`, mix })),
    market: {
      selection: drawn.selection,
      race: { nodes: drawn.racers },
      verification: { verifiers: drawn.verifiers },
      scores: { learning: drawn.learning, halfLife: '5 s' },
    },
  })
}

test('random markets are the same on one lane and on several, from any number of rows on', { timeout: 120_000 }, () => {
  let helped = 0
  fc.assert(
    fc.property(market, fc.integer({ min: 1, max: 64 }), fc.integer({ min: 2, max: 4 }), (drawn, least, lanes) => {
      const scenario = scenarioFrom(drawn)
      const alone = runOn(scenario, least, { lanes: 1 })
      const shared = runOn(scenario, least, { lanes })
      expect(shared.rows).toEqual(alone.rows)
      expect(shared.summary).toEqual(alone.summary)
      helped += shared.helped
    }),
    { numRuns: 30 },
  )
  expect(helped).toBeGreaterThan(1000)
})
