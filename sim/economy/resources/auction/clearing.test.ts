import { expect, test } from 'vitest'
import { resume, start } from '../../run.ts'
import { scenarioOf, trial } from '../../trial.ts'
import { isBuying } from '../bids.ts'
import { floorOf, gained } from './floor.ts'
import { holdSession } from './session.ts'

const line = (quantity: string, from: string, to: string) => ({ law: 'linear', quantity, from, to })
/** In west and east demand is p = 100 - q; supply p = 10 + q in west, 40 + q in east (USD, MWh). */
const market = (clearing: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  clock: { tick: '1 h', ticks: 200 },
  regions: [{ name: 'west' }, { name: 'east' }],
  customers: [{ name: 'customer', count: 1, rate: '0/h' }],
  resources: {
    goods: [{ name: 'energy', unit: 'MWh' }],
    demand: [{ name: 'wants', good: 'energy', curve: line('100/h', '100 USD', '0 USD') }],
    supply: [
      { name: 'west', good: 'energy', regions: ['west'], curve: line('100/h', '10 USD', '110 USD') },
      { name: 'east', good: 'energy', regions: ['east'], curve: line('100/h', '40 USD', '140 USD') },
    ],
    ways: [{ name: 'line', good: 'energy', cost: '2 USD' }],
    clearing,
    ...rest,
  },
})
const auction = { rule: 'auction', traders: 20, prices: 2000 }
const outcome = (clearing: Record<string, unknown>, rest: Record<string, unknown> = {}) => {
  const { metrics } = trial(market(clearing, rest)).run.summary()
  return Object.fromEntries(Object.entries(metrics).map(([name, { mean }]) => [name, mean]))
}

test('in two regions an auction comes near what tatonnement finds: 96 % of the welfare, no more', () => {
  const called = outcome({ rule: 'tatonnement', tolerance: 1e-6, rounds: 3000 })
  // West: 100 - p + f = p - 10, east: 100 - (p + 2) = p + 2 - 40 + f.
  expect(called.price_energy_west).toBeCloseTo(61.5, 2)
  expect(called.carried_energy).toBeCloseTo(13, 2)
  const traded = outcome(auction)
  expect(traded.welfare_resources / called.welfare_resources).toBeGreaterThan(0.95)
  expect(traded.welfare_resources / called.welfare_resources).toBeLessThan(1)
  expect(traded.carried_energy / called.carried_energy).toBeCloseTo(1, 1)
  // Asks have more room above than bids below, so prices lie above those at which markets would clear.
  expect(traded.price_energy_west / called.price_energy_west - 1).toBeLessThan(0.05)
  expect(traded.price_energy_east / called.price_energy_east - 1).toBeLessThan(0.12)
  expect(traded.price_energy_east - traded.price_energy_west).toBeGreaterThan(2)
  // Carriers of tatonnement gain nothing, those of an auction the difference of the quotes that they find.
  expect(called.carriers_profit).toBeCloseTo(0, 2)
  expect(traded.carriers_profit).toBeGreaterThan(0)
})

test('who deals in several lots, the best first, serves the wrong ones less often', () => {
  const shares = [1, 4, 16].map(lots => outcome({ ...auction, lots }, { ways: [] }).auction_efficiency)
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
})

test('traders who do not know their limits trade at a loss, and consumers pay what they traded at', () => {
  const { run } = trial(market({ ...auction, constrained: false }, { ways: [] }))
  const { goodTally, bids, auctionPlaces, auctionTally } = run.world.tables
  expect(auctionTally.reached[0]).toBeLessThan(0)
  // All of the 100 MWh of each side in each place.
  expect(goodTally.consumed[0]).toBeCloseTo(200, 9)
  expect(goodTally.paid[0]).toBeCloseTo(auctionPlaces.turnover[0] + auctionPlaces.turnover[1], 3)
  expect(goodTally.worth[0]).toBeCloseTo(2 * 5000e6, 0)
  expect(goodTally.cost[0]).toBeCloseTo(6000e6 + 9000e6, 0)
  expect(bids.value.reduce((sum, value) => sum + value, 0)).toBeCloseTo(25_000e6, 0)
})

test.each([true, false])('a tick is a session of its market, whether books are cleared: %s', cleared => {
  const steps = (prices: readonly number[]) => ({
    law: 'steps',
    steps: prices.map(price => ({ quantity: '1/h', price: `${price} USD` })),
  })
  const [worths, costs] = [
    [90, 70, 40, 30],
    [20, 50, 60],
  ]
  const rules = { prices: 100, cleared, activations: 40 }
  const { run } = trial({
    ...market(
      { rule: 'auction', traders: 1, highest: '100 USD', ...rules },
      {
        demand: [{ name: 'buyers', good: 'energy', curve: steps(worths) }],
        supply: [{ name: 'sellers', good: 'energy', curve: steps(costs) }],
        ways: [],
      },
    ),
    clock: { tick: '1 h', ticks: 30 },
    regions: [{ name: 'here' }],
  })
  const { key, tables } = run.world
  const floor = floorOf([{ worths, costs }])
  holdSession(floor, rules, undefined, key, 29)
  expect(tables.auctionPlaces.trades[0]).toBe(floor.auctionPlaces.trades[0])
  expect(tables.auctionPlaces.turnover[0] / 1e6).toBeCloseTo(floor.auctionPlaces.turnover[0], 9)
  expect(tables.auctionTally.reached[0] / 1e6).toBeCloseTo(gained(floor), 9)
  expect(tables.auctionTally.largest[0] / 1e6).toBeCloseTo(70 + 20, 9)
})

test('more lots than can be dealt out, and quotes above the highest price, are refused', () => {
  const refused = (clearing: Record<string, unknown>) => () => scenarioOf(market({ ...auction, ...clearing }))
  expect(refused({ traders: 1000, lots: 11 })).toThrow('expected at most 10000 lots of all traders, got 1000 times 11')
  expect(refused({ highest: '20000 USD' })).toThrow(
    'expected at most the 10000 USD of resources.ceiling, got 20000 USD',
  )
})

/** All that there is in resource markets. */
const everything = {
  ...market(
    { rule: 'auction', traders: 5 },
    {
      goods: [{ name: 'energy', unit: 'MWh' }, { name: 'compute' }],
      demand: [
        { name: 'homes', good: 'energy', curve: { law: 'must', quantity: '20/h' } },
        { name: 'wants', good: 'energy', curve: line('60/h', '100 USD', '0 USD'), pattern: { daily: 0.5 } },
        { name: 'jobs', good: 'compute', regions: ['east'], curve: line('50/h', '200 USD', '20 USD') },
      ],
      supply: [
        { name: 'plant', good: 'energy', regions: ['west'], curve: line('150/h', '-5 USD', '110 USD') },
        { name: 'sun', good: 'energy', regions: ['east'], curve: line('80/h', '0 USD', '60 USD') },
        { name: 'spare', good: 'compute', curve: { law: 'operators', group: 'node', work: 1000 } },
      ],
      stores: [{ name: 'battery', good: 'energy', capacity: 30, charge: '10/h', chargeYield: 0.9 }],
      ways: [
        { name: 'line', good: 'energy', cost: '2 USD', capacity: '15/h', congestion: '3 USD', toll: true, yield: 0.95 },
        { name: 'net', good: 'compute', from: ['west'], to: ['east'], cost: '1 USD' },
        { kind: 'conversion', name: 'mill', from: 'energy', to: 'compute', yield: 0.7, cost: '5 USD' },
      ],
    },
  ),
  clock: { tick: '1 h', ticks: 60 },
}

test('with stores, losses, tolls, conversion and spare capacity nothing appears or is lost, and books add up', () => {
  const { run } = trial(everything)
  const { metrics } = run.summary()
  for (const name of ['carried_energy', 'carried_compute', 'consumed_compute', 'stored_energy', 'tolls_resources'])
    expect(metrics[name].mean, name).toBeGreaterThan(0)
  const { bids, ways } = run.world.tables
  const { places, bids: made, columns } = run.world.resources
  const balance = places.map(() => 0)
  for (const [b, { place, kind }] of made.entries()) balance[place] += isBuying(kind) ? -bids.filled[b] : bids.filled[b]
  for (const [w, flow] of ways.flow.entries()) {
    balance[columns.from[w]] -= flow
    balance[columns.to[w]] += flow * columns.output[w]
    expect(flow).toBeLessThanOrEqual(columns.most[w])
  }
  for (const excess of balance) expect(Math.abs(excess)).toBeLessThan(1e-6)
  for (const b of made.keys()) expect(bids.filled[b]).toBeLessThanOrEqual(bids.quantity[b] * (1 + 1e-12))
})

test('a run goes on from a snapshot to the same bits', () => {
  const scenario = scenarioOf(everything)
  const sink = { row: () => undefined }
  const whole = start(scenario, [], sink)
  while (whole.ticks < 25) whole.step()
  const bytes = whole.snapshot()
  while (!whole.done) whole.step()
  const rest = resume(scenario, [], bytes, sink)
  while (!rest.done) rest.step()
  expect(rest.fingerprint()).toBe(whole.fingerprint())
  expect(rest.summary().metrics).toEqual(whole.summary().metrics)
})
