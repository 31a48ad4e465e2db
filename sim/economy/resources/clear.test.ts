import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resume, start } from '../run.ts'
import { scenarioOf, trial } from '../trial.ts'
import type { World } from '../world.ts'
import { isBuying } from './bids.ts'
import { economies, scenarioFor, settled } from './economies.ts'

const line = (quantity: string, from: string, to: string) => ({ law: 'linear', quantity, from, to })
const step = (quantity: string, price: string) => ({ law: 'steps', steps: [{ quantity, price }] })
const nobody = [{ name: 'customer', count: 1, rate: '0/h' }]

/** Two regions where demand is p = 100 - q and supply p = 10 + q or 40 + q, in USD and units an hour. */
const two = (resources: Record<string, unknown>, ticks = 40) => ({
  clock: { tick: '1 h', ticks },
  regions: [{ name: 'west' }, { name: 'east' }],
  customers: nobody,
  resources: {
    goods: [{ name: 'energy', unit: 'MWh' }],
    demand: [{ name: 'homes', good: 'energy', curve: line('100/h', '100 USD', '0 USD') }],
    supply: [
      { name: 'wind', good: 'energy', regions: ['west'], curve: line('100/h', '10 USD', '110 USD') },
      { name: 'gas', good: 'energy', regions: ['east'], curve: line('100/h', '40 USD', '140 USD') },
    ],
    ...resources,
  },
})
const dollars = (world: World) => [...world.tables.places.price].map(price => price / 1e6)
const link = (rest: Record<string, unknown> = {}) => ({ name: 'line', good: 'energy', ...rest })

test('regions without a way have prices of their own', () => {
  const { world } = trial(two({})).run
  expect(dollars(world)).toEqual([55, 70])
  expect([...world.tables.goodTally.consumed]).toEqual([expect.closeTo(75, 9)])
})

test('a way brings prices together but for its cost, and nothing goes both ways', () => {
  const { world } = trial(two({ ways: [link({ cost: '1 USD' })] })).run
  expect(dollars(world)[0]).toBeCloseTo(62, 3)
  expect(dollars(world)[1]).toBeCloseTo(63, 3)
  expect(world.tables.ways.flow[0]).toBeCloseTo(14, 3)
  expect(world.tables.ways.flow[1]).toBe(0)
})

test('a way that loses half carries only where the price is more than double', () => {
  const flows = (cost: number) => {
    const supply = [{ name: 'wind', good: 'energy', regions: ['west'], curve: step('100/h', `${cost} USD`) }]
    const ways = [link({ from: ['west'], to: ['east'], yield: 0.5 })]
    return trial(two({ supply, ways }, 60)).run.world
  }
  // In the east 100 - q = 20 / 0.5: 60 arrive of 100 that the west has, of which it would use 80.
  const world = flows(20)
  expect(dollars(world)[1]).toBeCloseTo(2 * dollars(world)[0], 2)
  // West w = 100 - q1, east e = 100 - q2 with q1 + 2 q2 = 100 and e = 2 w.
  expect(dollars(world)[0]).toBeCloseTo(40, 2)
  expect(flows(60).tables.ways.flow[0]).toBeCloseTo(0, 6)
})

test('what is made of another good costs what that costs', () => {
  const resources = {
    goods: [{ name: 'energy' }, { name: 'compute' }],
    demand: [{ name: 'jobs', good: 'compute', regions: ['east'], curve: line('1000/h', '1 USD', '0 USD') }],
    supply: [{ name: 'grid', good: 'energy', regions: ['east'], curve: step('10/h', '50 USD') }],
    ways: [{ kind: 'conversion', name: 'servers', from: 'energy', to: 'compute', yield: 200, cost: '10 USD' }],
  }
  const { world } = trial(two(resources)).run
  // 60 USD for 200 units: 0.3 USD each, at which 700 are wanted.
  expect(dollars(world)[3]).toBeCloseTo(0.3, 5)
  expect(world.tables.goodTally.consumed[1]).toBeCloseTo(700, 2)
  expect(world.tables.goodTally.produced[0]).toBeCloseTo(3.5, 4)
})

test('what must be served and cannot is counted, at the highest price, and those who must be served all get as much', () => {
  const demand = [
    { name: 'hospital', good: 'energy', regions: ['west'], curve: { law: 'must', quantity: '30/h' } },
    { name: 'clinic', good: 'energy', regions: ['west'], curve: { law: 'must', quantity: '10/h' } },
    { name: 'homes', good: 'energy', regions: ['west'], curve: step('10/h', '90 USD') },
  ]
  const supply = [{ name: 'wind', good: 'energy', regions: ['west'], curve: step('20/h', '10 USD') }]
  const { world } = trial(two({ demand, supply, ceiling: '500 USD' })).run
  expect(dollars(world)[0]).toBe(500)
  expect([...world.tables.bids.filled]).toEqual([15, 5, 0, 20])
  expect(world.tables.goodTally.unmet[0]).toBe(20)
})

test('bids at the price share what is left in proportion', () => {
  const demand = [
    { name: 'first', good: 'energy', regions: ['west'], curve: step('10/h', '50 USD') },
    { name: 'second', good: 'energy', regions: ['west'], curve: step('30/h', '50 USD') },
  ]
  const supply = [{ name: 'wind', good: 'energy', regions: ['west'], curve: step('20/h', '10 USD') }]
  const { world } = trial(two({ demand, supply })).run
  expect(dollars(world)[0]).toBe(50)
  expect([...world.tables.bids.filled]).toEqual([5, 15, 20])
})

test('at negative prices producers pay and consumers are paid', () => {
  const supply = [{ name: 'wind', good: 'energy', regions: ['west'], curve: step('200/h', '-20 USD') }]
  const demand = [{ name: 'homes', good: 'energy', regions: ['west'], curve: line('100/h', '100 USD', '-100 USD') }]
  const { run } = trial(two({ demand, supply }))
  expect(dollars(run.world)[0]).toBe(-20)
  const paid = Object.fromEntries(run.summary().flows.map(({ purpose, amount }) => [purpose, Number(amount)]))
  // 60 units an hour at 20 USD, for 40 hours.
  expect(paid.disposal).toBeCloseTo(48_000e6, -3)
  expect(paid.consumptionPremium).toBeCloseTo(48_000e6, -3)
  expect(paid.productionPremium).toBeCloseTo(48_000e6, -3)
  expect(paid.production).toBeUndefined()
})

test('who is congested by others pays nobody for it, unless there is a toll', () => {
  const ways = (toll: boolean) => [link({ from: ['west'], to: ['east'], capacity: '30/h', congestion: '15 USD', toll })]
  const selfish = trial(two({ ways: ways(false) }, 60)).run.world
  // 0.5 a unit: 55 + f/2 + f/2 = 70 - f/2, f = 10.
  expect(selfish.tables.ways.flow[0]).toBeCloseTo(10, 3)
  expect(selfish.tables.resourceTally.tolls[0]).toBe(0)
  const { run } = trial(two({ ways: ways(true) }, 60))
  // 55 + f/2 + f = 70 - f/2, f = 7.5; the toll is 0.5 f a unit.
  expect(run.world.tables.ways.flow[0]).toBeCloseTo(7.5, 3)
  expect(run.world.tables.resourceTally.tolls[0] / 1e6).toBeCloseTo(0.5 * 7.5 * 7.5, 2)
})

test('no goods, no rows', () => {
  const { world } = trial({}, 1).run
  expect(world.memory.rows('places') + world.memory.rows('bids') + world.memory.rows('goodTally')).toBe(0)
})

test('what is traded can be made, carried and used, however few the rounds', () => {
  fc.assert(
    fc.property(economies, fc.integer({ min: 1, max: 30 }), (economy, rounds) => {
      const { tables, resources } = settled(scenarioFor(economy, { rounds }))
      const balance = new Float64Array(resources.places.length)
      for (const [b, { kind, place }] of resources.bids.entries()) {
        const units = tables.bids.filled[b]
        expect(units).toBeGreaterThanOrEqual(0)
        expect(units).toBeLessThanOrEqual(tables.bids.quantity[b] * (1 + 1e-9))
        balance[place] += isBuying(kind) ? -units : units
      }
      for (const [w, { from, to, yield: output }] of resources.ways.entries()) {
        const units = tables.ways.flow[w]
        expect(units).toBeGreaterThanOrEqual(0)
        expect(units).toBeLessThanOrEqual(resources.columns.most[w])
        balance[from] -= units
        balance[to] += output * units
      }
      for (const left of balance) expect(Math.abs(left)).toBeLessThan(1e-8)
    }),
    { numRuns: 60 },
  )
})

test('at rest no carrier can gain, and none loses', () => {
  fc.assert(
    fc.property(economies, economy => {
      const { tables, resources } = settled(scenarioFor(economy, { rounds: 100_000, tolerance: 1e-9 }))
      for (const [w, { from, to, yield: output, cost }] of resources.ways.entries()) {
        const gain = (output * tables.places.price[to] - tables.places.price[from] - cost) / 1e6
        const flow = tables.ways.flow[w]
        if (flow > 1e-4) expect(gain).toBeGreaterThan(-1e-3)
        if (flow < resources.columns.most[w] - 1e-4) expect(gain).toBeLessThan(1e-3)
      }
    }),
    { numRuns: 40 },
  )
})

test('the order of consumers, producers and ways does not matter', () => {
  fc.assert(
    fc.property(economies, economy => {
      const given = scenarioFor(economy)
      const { demand, supply, ways } = given.resources
      const turned = {
        ...given,
        resources: {
          ...given.resources,
          demand: demand.toReversed(),
          supply: supply.toReversed(),
          ways: ways.toReversed(),
        },
      }
      const [one, other] = [settled(given), settled(turned)].map(({ tables }) => [...tables.places.price])
      for (const [p, price] of one.entries()) expect(Math.abs(price - other[p])).toBeLessThan(1)
    }),
    { numRuns: 30 },
  )
})

test('a run goes on from a snapshot to the same bits, stores and prices included', () => {
  const given = scenarioOf(
    two({
      stores: [{ name: 'battery', good: 'energy', capacity: 20, charge: '5/h', chargeYield: 0.9, memory: '6 h' }],
      ways: [link({ cost: '1 USD' })],
      demand: [
        {
          name: 'homes',
          good: 'energy',
          curve: line('100/h', '100 USD', '0 USD'),
          pattern: { daily: 0.5, peak: '19 h' },
        },
      ],
    }),
  )
  const nowhere = { row: () => undefined }
  const straight = start(given, [], nowhere)
  for (let t = 0; t < 40; t++) straight.step()
  const first = start(given, [], nowhere)
  for (let t = 0; t < 17; t++) first.step()
  const second = resume(given, [], first.snapshot(), nowhere)
  while (second.ticks < 40) second.step()
  expect(second.fingerprint()).toBe(straight.fingerprint())
})

test('a good called like a percentile is refused, because its price would be called like that of queries', () => {
  const goods = [{ name: 'p50' }]
  const on = { good: 'p50', regions: ['west'] }
  const demand = [{ name: 'homes', ...on, curve: step('1/h', '2 USD') }]
  const supply = [{ name: 'wind', ...on, curve: step('1/h', '1 USD') }]
  expect(() => trial(two({ goods, demand, supply }))).toThrow('got "price_p50" twice')
})
