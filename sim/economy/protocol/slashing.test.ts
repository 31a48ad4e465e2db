import { expect, test } from 'vitest'
import { moved } from '../ledger.ts'
import { asking, type Trial, traced, trial } from '../trial.ts'

const liar = { name: 'liar', accuracy: 0, servers: 1000 }
const times = Array.from({ length: 30 }, (_, i) => i / 10)
/** Ten queries a tick of 1 s, all raced by an honest operator and a liar. */
const lying = (part: Record<string, unknown> = {}, ticks = 1) =>
  trial(
    {
      operators: [{ name: 'honest', servers: 1000 }, liar],
      customers: [traced],
      market: { race: { nodes: 2 } },
      staking: { minimum: '0 token' },
      ...part,
    },
    ticks,
    asking(times),
  )
const stakes = ({ run }: Trial) => Array.from(run.world.tables.operators.stake, stake => stake / 1e6)
const events = ({ rows }: Trial, kind: string) => rows.events.filter(row => row[1] === kind)

test('wrong answers cost 2 % of the stake once a tick, however many they are', () => {
  expect(stakes(lying())).toEqual([10_000, 9800])
  expect(stakes(lying({}, 2))).toEqual([10_000, 9604])
  expect(events(lying(), 'slash')).toEqual([[1, 'slash', 'liar', '200 token: 10 of 10 answers of node 1 wrong']])
})

test('each node is an incident of its own', () => {
  const operators = [
    { name: 'honest', servers: 1000 },
    { ...liar, nodes: 2 },
  ]
  expect(stakes(lying({ operators, market: { race: { nodes: 3 } } }))).toEqual([10_000, 9604])
})

test('one incident takes at most the limit', () => {
  expect(stakes(lying({ slashing: { wrong: 0.5 } }))).toEqual([10_000, 9000])
  expect(stakes(lying({ slashing: { wrong: 0.5, limit: 0.3 } }))).toEqual([10_000, 7000])
})

test('wrong answers up to the tolerated share cost nothing', () => {
  expect(stakes(lying({ slashing: { tolerance: 1 } }))).toEqual([10_000, 10_000])
  expect(stakes(lying({ slashing: { tolerance: 0.99 } }))).toEqual([10_000, 9800])
})

test('fewer wrong answers than the least of an incident cost nothing', () => {
  expect(stakes(lying({ slashing: { least: 11 } }))).toEqual([10_000, 10_000])
  expect(stakes(lying({ slashing: { least: 10 } }))).toEqual([10_000, 9800])
})

test('wrong answers that pass unseen cost nothing', () => {
  const market = { race: { nodes: 2 }, verification: { verifiers: 0, detection: 0 } }
  expect(stakes(lying({ market }))).toEqual([10_000, 10_000])
})

test('an incident is exactly a node with more caught than tolerated', () => {
  const operators = [{ name: 'node', count: 7, accuracy: 0.9, servers: 1000 }]
  const part = {
    operators,
    slashing: { tolerance: 0.1, least: 2 },
    customers: [{ name: 'all', count: 9, rate: '20/s' }],
  }
  let slashed = 0
  for (let seed = 0; seed < 5; seed++) {
    const got = lying({ ...part, seed: `${seed}` })
    const { caught, answered } = got.run.world.tables.nodeTally
    const expected = Array.from(caught, (wrong, i) => (wrong >= 2 && wrong / answered[i] > 0.1 ? 9800 : 10_000))
    expect(stakes(got)).toEqual(expected)
    slashed += expected.filter(stake => stake < 10_000).length
  }
  expect(slashed).toBeGreaterThan(3)
  expect(slashed).toBeLessThan(32)
})

test('slashed stake is burned, or goes to the treasury', () => {
  const burned = lying().run.world.tables
  expect([moved(burned, 'slashBurn'), moved(burned, 'slashTreasury')]).toEqual([200e6, 0])
  const kept = lying({ slashing: { to: 'treasury' } }).run.world.tables
  expect([moved(kept, 'slashBurn'), moved(kept, 'slashTreasury')]).toEqual([0, 200e6])
})

const down = (lasts: string, ticks = 9) =>
  lying(
    { shocks: [{ kind: 'outage', at: '0.5 s', lasts, operator: 'honest' }], slashing: { grace: '2 s', wrong: 0 } },
    ticks,
  )

test('an outage longer than the grace costs 0.5 % of the stake once, when the grace is over', () => {
  const got = down('6 s')
  expect(stakes(got)).toEqual([9950, 10_000])
  expect(events(got, 'slash')).toEqual([[2.5, 'slash', 'honest', '50 token: node 1 down for too long']])
})

test('an outage of exactly the grace costs nothing', () => {
  expect(stakes(down('2 s'))).toEqual([10_000, 10_000])
  expect(stakes(down('2.25 s'))).toEqual([9950, 10_000])
})

test('an outage prolonged by another is one outage', () => {
  const outage = { kind: 'outage', lasts: '1.5 s', operator: 'honest' }
  const shocks = [0.5, 1.5, 2.5].map(at => ({ ...outage, at: `${at} s` }))
  const got = lying({ shocks, slashing: { grace: '2 s', wrong: 0 } }, 9)
  expect(stakes(got)).toEqual([9950, 10_000])
  expect(events(got, 'repair').map(([time]) => time)).toEqual([4])
})
