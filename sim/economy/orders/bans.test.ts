import { expect, test } from 'vitest'
import { exp } from '../../engine/numerics.ts'
import { uniform } from '../../engine/random.ts'
import { PURPOSE } from '../purposes.ts'
import { resume } from '../run.ts'
import { scenarioOf, type Trial, trial } from '../trial.ts'
import { customer, loyalty, node, repricing, shocks, surroundings } from '../turbulence.ts'

const wave = (part: Record<string, unknown> = {}) => ({ kind: 'ban', at: '1.5 s', lasts: '3 s', share: 1, ...part })
const provider = { access: 'provider' }
const two = { operators: ['a', 'b'].map(name => ({ name, servers: 1000 })), terms: provider }
/** A metric of every tick. */
const series = ({ run, rows }: Trial, name: string) => {
  const { metrics } = run.summary()
  const at =
    2 +
    Object.keys(metrics)
      .filter(key => !/^(selected|won)_/.test(key))
      .indexOf(name)
  return rows.ticks.map(row => row[at])
}
/** Races that operator 1 and 2 won in each of the first ticks. */
const wins = (part: Record<string, unknown>, ticks: number) =>
  Array.from({ length: ticks }, (_, tick) => {
    const { nodeTally } = trial(part, tick + 1).run.world.tables
    return Array.from(nodeTally.won, won => won > 0)
  })

test('barred by one of two operators a customer is served by the other, until the ban ends', () => {
  // A wave at 1.5 s holds from the tick that starts at 2 s on, for 3 s.
  const part = { ...two, shocks: [wave()] }
  const both = [true, true]
  const other = [false, true]
  expect(wins(part, 7)).toEqual([both, both, other, other, other, both, both])
  const got = trial(part, 7)
  expect(series(got, 'banned')).toEqual([0, 0, 1, 1, 1, 0, 0])
  expect(series(got, 'banned_unserved')).toEqual([NaN, NaN, 0, 0, 0, NaN, NaN])
  expect(series(got, 'unserved')).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test('barred by the only operator it finds none', () => {
  const got = trial({ operators: [{ name: 'a', servers: 1000 }], terms: provider, shocks: [wave()] }, 7)
  expect(series(got, 'unserved')).toEqual([0, 0, 1, 1, 1, 0, 0])
  expect(series(got, 'banned_unserved')).toEqual([NaN, NaN, 1, 1, 1, NaN, NaN])
  expect(series(got, 'outside')).toEqual([0, 0, 1, 1, 1, 0, 0])
})

test('an operator, a whole group, or the first group bars', () => {
  const operators = [
    { name: 'a', count: 2, servers: 1000 },
    { name: 'b', servers: 1000 },
  ]
  const served = (who: string) => wins({ operators, terms: provider, shocks: [wave({ operators: who })] }, 3)[2]
  expect(served('a-2')).toEqual([true, false, true])
  expect(served('a')).toEqual([false, false, true])
  expect(served('')).toEqual([false, false, true])
  expect(served('b')).toEqual([true, true, false])
})

test('a wave bars its share of the group that it names', () => {
  const customers = ['near', 'far'].map(name => ({ name, count: 5000, rate: '0.01/s' }))
  const { world } = trial({ ...two, customers, shocks: [wave({ share: 0.3, customers: 'far' })] }, 3).run
  const barred = Array.from(world.tables.customers.region)
  expect(barred.slice(0, 5000).every(place => place === 0)).toBe(true)
  // Binomial: 0.3 +- 4 standard errors of 0.0065.
  expect(Math.abs(barred.slice(5000).filter(place => place === 1).length / 5000 - 0.3)).toBeLessThan(0.026)
})

test('bans at a rate bar a share of 1 - exp(-rate · time)', () => {
  const customers = [{ name: 'customer', count: 8000, rate: '0.01/s' }]
  const terms = { ...provider, bans: { rate: '0.1/s', lasts: '1 h' } }
  const got = trial({ operators: [{ name: 'a', servers: 1000 }], customers, terms })
  const last = series(got, 'banned').at(-1)
  expect(Math.abs(Number(last) - (1 - Math.exp(-1)))).toBeLessThan(4 * 0.0054)
})

test('bans of exponential onset and fixed length hold for lasts / (lasts + 1 / rate) of the time', () => {
  const customers = [{ name: 'customer', count: 3000, rate: '0.01/s' }]
  const terms = { ...provider, bans: { rate: '0.25/s', lasts: '4 s' } }
  const { rows, run } = trial({ ...two, clock: { tick: '0.1 s', ticks: 300 }, customers, terms })
  const shares = series({ rows, run }, 'banned').slice(150).map(Number)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  expect(mean).toBeGreaterThan(0.48)
  expect(mean).toBeLessThan(0.51)
})

test('a barred customer is as far from the nodes that are left as it was', () => {
  const regions = [{ name: 'east' }, { name: 'west' }]
  const at = (name: string) => ({
    name,
    regions: ['west'],
    servers: 1000,
    latency: { law: 'deterministic', value: '0.1 s' },
  })
  const part = {
    regions,
    network: { within: '0.01 s', between: '0.2 s' },
    operators: [at('a'), at('b')],
    customers: [{ name: 'customer', count: 20, rate: '5/s', regions: ['east'] }],
    terms: provider,
    shocks: [wave()],
  }
  for (const service of ['utilisation', 'queue']) {
    const latency = series(trial({ ...part, market: { service } }, 3), 'latency').map(Number)
    expect(latency[2]).toBeCloseTo(0.3, 6)
    expect(latency[2]).toBeCloseTo(latency[1], 6)
  }
})

test('on a ring the barred go to the next node that is left, of their own region first', () => {
  const part = {
    ...two,
    regions: [{ name: 'east' }, { name: 'west' }],
    operators: ['a', 'b', 'c'].map((name, o) => ({ name, regions: [o === 2 ? 'west' : 'east'], servers: 1000 })),
    customers: [{ name: 'customer', count: 20, rate: '5/s', regions: ['east'] }],
    market: { selection: 'hash' },
    shocks: [wave()],
  }
  expect(wins(part, 3)).toEqual([
    [true, true, false],
    [true, true, false],
    [false, true, false],
  ])
})

test('a ban that never comes leaves every query as it is', () => {
  const plain = trial({ ...two, terms: {} }).run.world.tables
  const barring = trial({ ...two, shocks: [wave({ at: '100 s' })] }).run.world.tables
  expect(barring.flows.total).toEqual(plain.flows.total)
  expect(barring.operators.wonTotal).toEqual(plain.operators.wonTotal)
  expect(plain.bans.until.length).toBe(0)
})

test('with bans a run is the same twice and over a snapshot in the middle of a ban', () => {
  for (const market of [
    { race: { nodes: 2 } },
    { service: 'queue', race: { nodes: 2 } },
    { service: 'queue', race: { nodes: 2, losers: 'cancel' } },
    { race: { nodes: 2 }, selection: 'hash' },
  ]) {
    const part = {
      ...surroundings,
      operators: [
        { ...node, count: 3, repricing },
        { name: 'other', servers: 8 },
      ],
      customers: [{ ...customer, count: 30, loyalty: { ...loyalty, patience: 0.4 } }],
      shocks: [...shocks, wave({ share: 0.5, at: '3 s' })],
      market: { selection: 'seed-price', scores: { halfLife: '3 s' }, ...market },
      terms: { ...provider, bans: { rate: '0.05/s', lasts: '2.5 s' } },
    }
    const straight = trial(part)
    expect(trial(part).run.fingerprint()).toBe(straight.run.fingerprint())
    const half = trial(part, 5).run
    expect(half.world.tables.customers.region.some(place => place >= 2)).toBe(true)
    const rest = resume(scenarioOf(part), [], half.snapshot(), { row: () => {} })
    while (!rest.done) rest.step()
    expect(rest.fingerprint()).toBe(straight.run.fingerprint())
  }
})

test('every customer is barred by a draw of its own, whatever the range of rows it is in', () => {
  // More than two portions of 512, the last not full.
  const customers = [{ name: 'customer', count: 1300, rate: '0.01/s' }]
  const terms = { ...provider, bans: { rate: '0.1/s', lasts: '100 s' } }
  const { world } = trial({ ...two, customers, terms }, 1).run
  const drawn = Array.from({ length: 1300 }, (_, c) => uniform(world.key, PURPOSE.ban, 0, c, 0) < 1 - exp(-0.1))
  expect(Array.from(world.tables.customers.region, region => region === 1)).toEqual(drawn)
  expect(drawn.filter(Boolean).length).toBeGreaterThan(80)
})
