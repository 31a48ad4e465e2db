import { expect, test } from 'vitest'
import { resume } from '../run.ts'
import { asking, scenarioOf, traced, trial } from '../trial.ts'
import { onLanes } from './lanes.ts'

const regions = [
  { name: 'near', bandwidth: '8 kB/s' },
  { name: 'far', bandwidth: '4 kB/s' },
]
/** One node in each region, which both answer each query with 1000 bytes. */
const linked = {
  regions,
  network: { within: '20 ms', between: '60 ms' },
  operators: regions.map(({ name }) => ({
    name,
    regions: [name],
    servers: 1000,
    latency: { law: 'deterministic', value: '0.1 s' },
  })),
  customers: [{ ...traced, regions: ['near'] }],
  market: { race: { nodes: 2 } },
}
const inTick = (times: readonly number[], ticks: number, part: object = {}) =>
  trial({ ...linked, ...part }, ticks, asking(times)).run.world.tables

test('an answer passes the link of its node’s region and that of the customer’s', () => {
  const { traffic, links } = inTick([0.3, 0.6], 1)
  expect(Array.from(traffic.bytes)).toEqual([4000, 2000])
  expect(Array.from(links.load)).toEqual([0.5, 0.5])
  expect(Array.from(inTick([0.3], 1).links.load)).toEqual([0.25, 0.25])
})

test('the size of a query multiplies its bytes', () => {
  const { traffic } = trial(linked, 1, asking([0.5], [2.5])).run.world.tables
  expect(Array.from(traffic.bytes)).toEqual([5000, 2500])
})

test('in the next tick round trips take 1 / (1 - load) times as long on each link, half of the way each', () => {
  const part = { regions: [regions[0], { name: 'far', bandwidth: '3 kB/s' }] }
  const { trips, links, tally } = inTick([0.1, 0.2, 1.5], 2, part)
  // Loads were 1/2 and 2/3: 2 and 3 times as long.
  expect(Array.from(trips.time, time => Math.round(time * 1e9) / 1e9)).toEqual([0.04, 0.15, 0.15, 0.06])
  expect(tally.latency[0]).toBe(140_000)
  expect(Array.from(links.load)).toEqual([0.25, 1 / 3])
})

test('a link that is asked for more than it carries is as slow as at a load of 0.99', () => {
  const { trips } = inTick(
    Array.from({ length: 40 }, (_, i) => i / 40),
    2,
  )
  expect(trips.time[0]).toBeCloseTo(2, 9)
})

test('bandwidth that a sovereign has bought is not there for the open market', () => {
  const part = {
    sovereigns: [{ name: 'state', slots: 0, bandwidth: '2 kB/s', bandwidthValue: '1 USD/GB', redundancy: 2 }],
    auction: { every: '10 s', bandwidth: '3 kB/s' },
  }
  const { links, lots } = inTick([0.3], 1, part)
  expect(Array.from(lots.bandwidth)).toEqual([2000, 2000])
  expect(Array.from(links.load)).toEqual([2000 / 6000, 1000 / 2000])
})

test('a region without a limit is never busy', () => {
  const { links, trips } = inTick([0.3], 2, { regions: [regions[0], { name: 'far' }] })
  expect(links.load[1]).toBe(0)
  expect(trips.time[3]).toBe(0.02)
})

test('a barred customer uses the link of its region as before', () => {
  const part = {
    terms: { access: 'provider' },
    shocks: [{ kind: 'ban', at: 0, lasts: '10 s', share: 1, operators: 'near' }],
  }
  // Only the node far away serves it, over both links.
  const { traffic, links } = inTick([0.5], 1, part)
  expect(Array.from(traffic.bytes)).toEqual([1000, 1000])
  expect(Array.from(links.load)).toEqual([1 / 8, 1 / 4])
  // In the next tick that takes it 60 ms times the mean of 8/7 and 4/3.
  expect(inTick([0.5, 1.5], 2, part).tally.latency[0]).toBe(Math.round(100_000 + (60_000 * (8 / 7 + 4 / 3)) / 2))
})

test('the operators of a region carry its link and are paid for it by servers', () => {
  const part = {
    operators: [
      { name: 'a', servers: 3 },
      { name: 'b', servers: 1 },
    ],
    customers: [{ name: 'customer', count: 1, rate: 0 }],
    sovereigns: [{ name: 'state', slots: 0, bandwidth: '1 kB/s', bandwidthValue: '5 USD/GB' }],
    auction: { every: '10 s', bandwidth: '2 kB/s', bandwidthReserve: '4 USD/GB' },
    staking: { minimum: 0 },
  }
  const { tables } = trial(part, 1).run.world
  // 1000 byte at 0.004 micro-dollar.
  expect(Array.from(tables.operators.wallet, wallet => wallet - 1000e6)).toEqual([3, 1])
})

test('several lanes and a snapshot give the same bits', () => {
  const part = {
    ...linked,
    customers: [{ name: 'customer', count: 300, rate: '0.01/s' }],
    clock: { tick: '1 s', ticks: 6 },
  }
  const whole = trial(part).run
  expect(whole.world.tables.links.load.every(load => load > 0.2)).toBe(true)
  expect(onLanes(part, 3, 32).summary()).toEqual(whole.summary())
  const run = resume(scenarioOf(part), [], trial(part, 3).run.snapshot(), { row: () => undefined })
  while (!run.done) run.step()
  expect(run.summary()).toEqual(whole.summary())
})
